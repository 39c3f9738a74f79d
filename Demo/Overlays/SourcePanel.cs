using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The source: the canvas to draw on, or the newest picture, with the part that the network sees marked.</summary>
internal sealed class SourcePanel : IOverlay
{
    private const float CaptionHeight = 24;

    private static readonly Chord[] s_canvas = [Key.Space, Key.Period, Key.X, Key.F];
    private static readonly Chord[] s_file = [Key.P, Key.E, Key.Space, Key.Period, Key.F], s_live = [Key.Space, Key.Period, Key.F];

    public string Name => "source";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var list = scene.List;
        var body = Widgets.Panel(scene, view.Layout.Source, scene.SourceTitle, out var head);
        if (scene.IsCanvas)
            head = KeyButtons.Draw(scene, head, Sheet.Pen, signs: true);
        KeyButtons.Draw(scene, head, scene.IsCanvas ? s_canvas : scene.SourceIsFile ? s_file : s_live);
        if (!scene.IsCanvas)
            DrawCaption(scene, body.BottomSlice(CaptionHeight, out body));
        var picture = PictureRect(scene, view);
        list.Box(scene.IsCanvas ? Room(view.Layout.Source, canvas: true, scene.IsOn(Ui.Toggle.HeatMap), out _).Fit(1, 1) : picture,
            0xFF000000, 2);
        if (scene.FrameSize.Width > 0)
            list.Picture(picture);
        if (scene.IsCanvas)
            Sheet.Draw(scene, picture, scene.Network.ReadsDigits ? "Draw a digit here" : "Draw here");
        else if (scene.Found is { } found)
            list.Outline(Part(picture, found).Inset(-2), Theme.Accent, 2, 2);
        else if (!scene.NothingFound && scene.SeenPart is { Left: >= 0, Top: >= 0 } and not { Width: 1, Height: 1 })
            list.Outline(new Sight(scene.SeenPart, picture).Seen, Theme.Fade(Theme.BrightInk, 0.7f), 0, 1);
        if (scene.State.Frozen)
            Sheet.DrawFrozen(list, picture);
    }

    // What is shown, which of how many, and of a film how far it is.
    private static void DrawCaption(Scene scene, Rect line)
    {
        var list = scene.List;
        if (scene.Film is { } film)
        {
            if (film.Length > TimeSpan.Zero)
                Widgets.Meter(scene, line with { Y = line.Y + 2, Height = 3 }, film.Place / film.Length, Theme.Accent);
            line.Top(5, out line);
            line = KeyButtons.Draw(scene, line, [Key.LeftBracket, Key.RightBracket], signs: true);
            Sheet.DrawTime(list, line.RightSlice(Sheet.TimeWidth(film.Length), out line, Theme.Gap), film);
        }
        float position = scene.Fonts.Measure(scene.SourcePosition, Theme.Label) + 2;
        if (scene.SourcePosition.Length > 0 && line.Width >= position)
            list.Text(line.RightSlice(position, out line, Theme.Gap), TextStyle.Value.Right, scene.SourcePosition);
        if (line.Width > 40)
            list.Text(line, TextStyle.Label.Cut, scene.SourceName);
    }

    /// <summary>Where the frame is drawn: as large as fits, with its proportions.</summary>
    public static Rect PictureRect(Scene scene, in View view) => PictureRect(scene, view, out _);

    /// <summary>Where the frame is drawn, and where the heat map's scale is, empty while that is off.</summary>
    public static Rect PictureRect(Scene scene, in View view, out Rect scale)
    {
        var room = Room(view.Layout.Source, scene.IsCanvas, scene.IsOn(Ui.Toggle.HeatMap), out scale);
        var (width, height) = scene.FrameSize;
        return width == 0 ? room.Fit(1, 1) : room.Fit(width, height);
    }

    /// <summary>What the panel leaves to the frame.</summary>
    /// <param name="panel">The whole panel.</param>
    /// <param name="canvas">Whether it is drawn on; other frames have a caption.</param>
    /// <param name="heat">Whether the heat map is on: its row stays while it has nothing to show, or a first stroke would move.</param>
    /// <param name="scale">The row of the heat map's scale.</param>
    public static Rect Room(in Rect panel, bool canvas, bool heat, out Rect scale)
    {
        panel.Inset(Theme.Padding).Top(Theme.Head, out var room, 6);
        if (!canvas)
            room.BottomSlice(CaptionHeight, out room);
        scale = default;
        if (heat)
            scale = room.BottomSlice(HeatMap.ScaleHeight, out room, HeatMap.ScaleGap);
        return room;
    }

    /// <summary>A part of the frame, in 0…1, where it lies on the screen.</summary>
    public static Rect Part(in Rect picture, in Rect part) => new(
        picture.X + part.X * picture.Width, picture.Y + part.Y * picture.Height, part.Width * picture.Width, part.Height * picture.Height);
}
