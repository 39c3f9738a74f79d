using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What belongs to a source's picture in any view: strokes and brush, the badge of held frames, a film's time.</summary>
internal static class Sheet
{
    /// <summary>The pen's keys, for buttons beside the canvas's title.</summary>
    public static Chord[] Pen { get; } = [new(Key.Z, Modifiers.Ctrl), Key.Minus, Key.Equal];

    /// <summary>Takes strokes; says what it is for while it is empty, and shows the brush where the mouse is.</summary>
    public static void Draw(Scene scene, in Rect sheet, string hint)
    {
        var (x, y) = scene.State.Mouse;
        scene.List.Hot(sheet, HotKind.Canvas, "");
        if (scene.SheetIsEmpty)
        {
            var line = new Rect(sheet.X, sheet.CentreY - 22, sheet.Width, 20);
            scene.List.Text(line, TextStyle.Body.Centred.In(Theme.BrightInk) with { Size = 15 }, hint);
            const string buttons = "left draws, right erases";
            if (scene.Fonts.Measure(buttons, Theme.Label) <= sheet.Width)
                scene.List.Text(line with { Y = line.Y + 24, Height = 18 }, TextStyle.Label.Centred.In(Theme.QuietInk), buttons);
        }
        if (sheet.Contains(x, y))
            scene.List.Disc(x, y, scene.Brush * sheet.Width, 0, Theme.Fade(Theme.BrightInk, 0.6f));
    }

    /// <summary>Says that frames are held.</summary>
    public static void DrawFrozen(DrawList list, in Rect picture)
    {
        var badge = new Rect(picture.X + 6, picture.Y + 6, 58, 20);
        list.Fill(badge, Theme.Shade, 4, Theme.Warning);
        list.Text(badge, TextStyle.Label.Centred.In(Theme.Warning), "frozen");
    }

    /// <summary>How much room the place in a film of this length needs.</summary>
    public static float TimeWidth(TimeSpan length) => length.TotalHours >= 1 ? 102 : 74;

    /// <summary>How far a film is, and how long it is if that is known.</summary>
    public static void DrawTime(DrawList list, in Rect place, (TimeSpan Place, TimeSpan Length) film)
    {
        string form = film.Length.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss";
        if (film.Length > TimeSpan.Zero)
            list.Text(place, TextStyle.Value.Right, $"{film.Place.ToString(form)} / {film.Length.ToString(form)}");
        else
            list.Text(place, TextStyle.Value.Right, film.Place.ToString(form));
    }
}
