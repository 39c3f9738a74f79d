using Demo.Platform;
using Demo.Touring;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The guided tour's card: what is seen, what to do, and the ways on, back and out.</summary>
internal sealed class TourCard : IOverlay
{
    private const float Padding = 12, Line = 18, Between = 8, Button = 24, Box = 14;

    private static readonly (string Key, Chord Does, string Tip)[] s_buttons =
    [
        ("tour.leave", Key.Escape, "Ends the tour; the window is as it was before (Esc)."),
        ("tour.back", Key.PageUp, "Goes back a step (PageUp)."),
        ("tour.next", Key.PageDown, "Goes on (Enter, PageDown)."),
    ];

    private readonly Paragraph _text = new(), _task = new();
    private (Rect Target, Rect Body, int Step, int Language, bool Lacks) _placed;
    private Rect _card;

    public string Name => "tour";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var tour = scene.Tour;
        tour.Follow(scene);
        if (!tour.IsOpen)
            return;
        var (list, layout, lessons) = (scene.List, view.Layout, scene.Lessons);
        var target = tour.Lacks ? default : tour.Step.At(layout).Inset(-3);
        string text = lessons[tour.Step.Text], task = lessons[tour.Lacks ? "tour.lacks" : tour.Step.Task];
        bool pictures = tour.Step.Fools && !tour.Lacks;
        Place(scene, layout, target, text, task, pictures);
        list.Begin(layout.Window, floating: true);
        if (!tour.Lacks)
            list.Outline(target, Theme.Accent, Theme.Radius, 3);
        list.Begin(_card, floating: true);
        list.Fill(_card, Theme.Floating, Theme.Radius, Theme.Accent);
        list.Hot(_card, HotKind.Cover, "");
        var room = _card.Inset(Padding);
        DrawHead(scene, room.Top(Line, out room, Between));
        DrawButtons(scene, room.BottomSlice(Button, out room, Between));
        _text.Break(scene, text, room.Width);
        room = _text.Draw(scene, room, TextStyle.Value);
        room.Top(Between, out room);
        if (pictures)
            FooledPictures.Draw(scene, room.Top(FooledPictures.HeightIn(room.Width), out room, Between));
        DrawBox(scene, room, tour.IsDone);
        room.Left(Box, out room, 8);
        _task.Break(scene, task, room.Width);
        _task.Draw(scene, room, TextStyle.Value.Strong.In(tour.IsDone ? Theme.Time : Theme.Accent) with { Bold = false });
    }

    // Measured again only when something has changed.
    private void Place(Scene scene, Layout layout, in Rect target, string text, string task, bool pictures)
    {
        var body = layout.Body;
        var asked = (target, body, scene.Tour.Index, scene.Lessons.Language, scene.Tour.Lacks);
        if (asked == _placed)
            return;
        _placed = asked;
        var around = scene.Tour.Lacks ? target : Around(target, scene.Tour.Step.Around(layout));
        _card = CardPlace.Beside(around, body, Height) ?? CardPlace.Beside(target, body, Height) ?? body.Left(190, out _);

        float Height(float width)
        {
            float inner = width - 2 * Padding;
            return 2 * Padding + Line + Between + _text.Break(scene, text, inner) + Between
                + (pictures ? FooledPictures.HeightIn(inner) + Between : 0)
                + Math.Max(Box, _task.Break(scene, task, inner - Box - 8)) + Between + Button;
        }
    }

    private static Rect Around(in Rect a, in Rect b)
    {
        float x = Math.Min(a.X, b.X), y = Math.Min(a.Y, b.Y);
        return new Rect(x, y, Math.Max(a.Right, b.Right) - x, Math.Max(a.Bottom, b.Bottom) - y);
    }

    private static void DrawHead(Scene scene, in Rect line)
    {
        var tour = scene.Tour;
        var count = line.RightSlice(46, out var title);
        scene.List.Text(count, TextStyle.Label.Right, $"{tour.Index + 1} / {TourSteps.All.Length}");
        scene.List.Text(title, TextStyle.Body.Strong, scene.Lessons[tour.Step.Title]);
    }

    private static void DrawBox(Scene scene, in Rect room, bool done)
    {
        var box = new Rect(room.X, room.Y + 1, Box, Box);
        scene.List.Fill(box, done ? Theme.Time : Theme.Track, 3, done ? Theme.Time : Theme.Edge);
        if (!done)
            return;
        scene.List.Segment(box.X + 3, box.CentreY, box.X + 6, box.Bottom - 4, Theme.Background, 2);
        scene.List.Segment(box.X + 6, box.Bottom - 4, box.Right - 3, box.Y + 4, Theme.Background, 2);
    }

    private static void DrawButtons(Scene scene, in Rect line)
    {
        float width = (line.Width - 2 * 6) / 3;
        for (int i = 0; i < s_buttons.Length; i++)
        {
            var (key, does, tip) = s_buttons[i];
            var place = new Rect(line.X + i * (width + 6), line.Y, width, line.Height);
            bool hover = place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y), next = i == s_buttons.Length - 1;
            bool last = next && scene.Tour.Index == TourSteps.All.Length - 1;
            scene.List.Fill(place, next && scene.Tour.IsDone ? Theme.AccentFill : hover ? Theme.ButtonHover : Theme.Button, 6,
                next ? Theme.Accent : Theme.Edge);
            scene.List.Text(place.Inset(4, 0), TextStyle.Value.Centred, scene.Lessons[last ? "tour.end" : key]);
            scene.List.Hot(place, HotKind.Button, tip, does);
        }
    }
}
