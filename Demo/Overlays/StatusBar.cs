using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What runs where and how fast, and the legend of the toggles.</summary>
internal sealed class StatusBar : IOverlay
{
    private static readonly Chord[] s_tour = [Key.F2];

    private static readonly Chord s_record = new(Key.R, Modifiers.Ctrl);

    public string Name => "status bar";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var (list, figures, layout) = (scene.List, scene.Figures, view.Layout);
        var bar = new Rect(0, layout.Status.Y, layout.Window.Width, layout.Window.Height - layout.Status.Y);
        list.Box(bar, Theme.Bar);
        list.Box(bar with { Height = 1 }, Theme.Border);
        list.Begin(bar);
        KeyButtons.Draw(scene, layout.Legend, scene.View.Legend.AsSpan());
        var rest = KeyButtons.DrawGroup(scene, Recording(scene, layout.Status), "tour", s_tour);
        if (figures.Message.Length > 0)
        {
            list.Text(rest, TextStyle.Body.In(Theme.Accent).Cut, figures.Message);
            return;
        }
        float device = layout.Status.Width > 860 ? 190 : 130;
        bool chosen = figures.WhyBackend.Length == 0;
        rest = Item(scene, rest, scene.Backend.Label, chosen ? figures.Device : figures.WhyBackend, device,
            chosen ? "Which backend runs the network, and on which device." : figures.BackendTip);
        rest = Number(scene, rest, "", figures.FramesPerSecond, "0", "fps", 46, "How often the window is drawn in a second.");
        rest = Number(scene, rest, scene.IsCanvas ? "stroke → screen" : "source → screen", figures.LatencyMs, "0", "ms", 46,
            "From the frame's capture until what the network made of it was on the screen.");
        if (!scene.IsCanvas)
            rest = Counts(scene, rest);
        rest = Number(scene, rest, "network", figures.NetworkMs, "0.00", "ms", 56,
            "How long one run takes on the device, with the preparing of the picture; Timing says where it goes.");
        rest = Number(scene, rest, "draw", figures.DrawMs, "0.0", "ms", 50, "How long drawing one frame takes.");
        if (scene.Errors is { } errors && !scene.Backend.IsReference)
            Number(scene, rest, scene.Backend.Apart, errors.Largest, errors.Largest == 0 ? "0" : "0e-0", "", 34,
                "The largest difference from the reference backend, over all layers.");
    }

    // A dot; while the window is recorded a red one, with how long that is and how large the file.
    private static Rect Recording(Scene scene, in Rect room)
    {
        string text = scene.Figures.Recording;
        bool records = text.Length > 0;
        var place = room.Left(records ? 16 + scene.Fonts.Measure(text, Theme.Label) + 2 : 10, out var rest, 8);
        bool hover = place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        scene.List.Disc(place.X + 5, place.CentreY, records || hover ? 5 : 4, records || hover ? Theme.Record : Theme.Secondary);
        scene.List.Text(place.RightSlice(Math.Max(0, place.Width - 16), out _), TextStyle.Value, text);
        if (scene.Views.Keys.TryFind(s_record, out var row))
            scene.List.Hot(place.Inset(-2, -2), HotKind.Button, row.HelpWithKey, s_record);
        return rest;
    }

    private static Rect Number(Scene scene, in Rect rest, string name, double value, string format, string unit, float width, string tip)
    {
        float label = name.Length == 0 ? 0 : scene.Fonts.Measure(name, Theme.Label) + 5;
        if (rest.Width < label + width)
            return rest with { Width = 0 };
        var place = rest.Left(label + width, out var after, 12);
        if (label > 0)
            scene.List.Text(place.Left(label, out _), TextStyle.Label, name);
        place.Left(label, out var number);
        if (double.IsNaN(value))
            scene.List.Text(number, TextStyle.Label, "–");
        else
            scene.List.Text(number, TextStyle.Value, $"{new Formatted(value, format)} {unit}");
        scene.List.Hot(place, HotKind.Tip, tip);
        return after;
    }

    private static Rect Counts(Scene scene, in Rect rest)
    {
        var figures = scene.Figures;
        float label = scene.Fonts.Measure("frames", Theme.Label) + 5, width = 112;
        if (rest.Width < label + width)
            return rest with { Width = 0 };
        var place = rest.Left(label + width, out var after, 12);
        scene.List.Text(place.Left(label, out var numbers), TextStyle.Label, "frames");
        scene.List.Text(numbers, TextStyle.Value.Cut, $"{figures.Captured} / {figures.Shown} / {figures.Dropped}");
        scene.List.Hot(place, HotKind.Tip,
            "Frames captured, those whose result was on the screen, and those that a newer one replaced before.");
        return after;
    }

    private static Rect Item(Scene scene, in Rect rest, string name, string text, float most, string tip)
    {
        float label = scene.Fonts.Measure(name, Theme.Label, true) + 5;
        var place = rest.Left(label + Math.Min(most, scene.Fonts.Measure(text, Theme.Label) + 2), out var after, 12);
        scene.List.Text(place.Left(label, out var value), TextStyle.Value.Strong, name);
        scene.List.Text(value, TextStyle.Label.Cut, text);
        scene.List.Hot(place, HotKind.Tip, tip);
        return after;
    }

    // A number with a format that is not known when the line is written.
    private readonly struct Formatted(double value, string format) : ISpanFormattable
    {
        public bool TryFormat(Span<char> destination, out int written, ReadOnlySpan<char> unused, IFormatProvider? provider) =>
            value.TryFormat(destination, out written, format, provider);

        public string ToString(string? unused, IFormatProvider? provider) => value.ToString(format, provider);
    }
}
