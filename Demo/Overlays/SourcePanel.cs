using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The source: the canvas to draw on, or the newest picture, with the part that the network sees marked.</summary>
internal sealed class SourcePanel : IOverlay
{
    public string Name => "source";

    public Key Toggle => Key.Unknown;

    public void Draw(Scene scene, in View view)
    {
        var list = scene.List;
        var body = Widgets.Panel(scene, view.Layout.Source, scene.IsCanvas ? "Canvas" : "Picture", out var head);
        ReadOnlySpan<Key> keys = scene.IsCanvas ? [Key.Period, Key.Space, Key.X] : [Key.Period, Key.Space];
        Widgets.KeyButtons(scene, head, keys, static (state, key) => key == Key.Space && state.Frozen);
        var picture = PictureRect(scene, view);
        list.Box(body.Fit(1, 1), 0xFF000000, 2);
        if (scene.FrameSize.Width > 0)
            list.Picture(picture);
        if (scene.IsCanvas)
        {
            list.Hot(picture, HotKind.Canvas, "");
            if (scene.IsBlank)
            {
                float y = picture.CentreY;
                list.Text(new Rect(picture.X, y - 22, picture.Width, 20), TextStyle.Body.Centred with { Size = 15 }, "Draw a digit here");
                list.Text(new Rect(picture.X, y + 2, picture.Width, 18), TextStyle.Label.Centred, "left draws, right erases");
            }
        }
        else if (scene.Found is { } found)
            list.Outline(Part(picture, found).Inset(-2), Theme.Accent, 2, 2);
        else if (scene.SeenPart != Rect.Unit)
            list.Outline(Part(picture, scene.SeenPart), Theme.Fade(Theme.Text, 0.7f), 0, 1);
        if (scene.State.Frozen)
        {
            var badge = new Rect(picture.X + 6, picture.Y + 6, 58, 20);
            list.Fill(badge, Theme.Shade, 4, Theme.Warning);
            list.Text(badge, TextStyle.Label.Centred.In(Theme.Warning), "frozen");
        }
    }

    /// <summary>Where the frame is drawn: as large as fits, with its proportions.</summary>
    public static Rect PictureRect(Scene scene, in View view)
    {
        var inner = view.Layout.Source.Inset(Theme.Padding);
        inner.Top(Theme.Head, out var body, 6);
        var (width, height) = scene.FrameSize;
        return width == 0 ? body.Fit(1, 1) : body.Fit(width, height);
    }

    /// <summary>A part of the frame, in 0…1, where it lies on the screen.</summary>
    public static Rect Part(in Rect picture, in Rect part) => new(
        picture.X + part.X * picture.Width, picture.Y + part.Y * picture.Height, part.Width * picture.Width, part.Height * picture.Height);
}
