using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>One sentence about what the mouse rests on.</summary>
internal sealed class Tooltip : IOverlay
{
    private const double DelaySeconds = 0.5;
    private const float LargestSpared = 100;

    private (float X, float Y) _mouse;
    private double _since;

    public string Name => "tooltip";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        if (scene.State.Mouse != _mouse)
            (_mouse, _since) = (scene.State.Mouse, scene.Time);
        // What was clicked is being looked at.
        if (scene.Time - _since < DelaySeconds || scene.State.Clicked == _mouse)
            return;
        var (tip, about) = ("", default(Rect));
        foreach (ref readonly var spot in scene.List.HotSpots)
            if (spot.Rect.Contains(_mouse.X, _mouse.Y) && (spot.Tip.Length > 0 || spot.Kind is HotKind.Canvas or HotKind.Cover))
                (tip, about) = (spot.Tip, spot.Rect);
        if (tip.Length == 0)
            return;
        var window = view.Layout.Window;
        float width = Math.Min(scene.Fonts.Measure(tip, Theme.Label) + 18, window.Width - 16);
        float x = Math.Clamp(_mouse.X + 12, 8, window.Width - width - 8);
        // Under what it tells of, or above it; only what is large is covered.
        bool small = about.Height <= LargestSpared;
        float under = small ? about.Bottom + 4 : _mouse.Y + 22, above = small ? about.Y - 30 : _mouse.Y - 32;
        float y = under > window.Height - 34 ? above : under;
        var box = new Rect(x, y, width, 26);
        scene.List.Begin(box, floating: true);
        scene.List.Fill(box, Theme.Floating, 5, Theme.Edge);
        scene.List.Text(box.Inset(8, 0), TextStyle.Value.Cut, tip);
    }
}
