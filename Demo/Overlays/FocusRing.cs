using Demo.Ui;

namespace Demo.Overlays;

/// <summary>A ring around the place that keys went to.</summary>
internal sealed class FocusRing : IOverlay
{
    public string Name => "focus";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        if (Places.Current(scene) is not { } spot)
            return;
        var window = view.Layout.Window;
        var ring = spot.Rect.Inset(-2).Intersect(window.Inset(1));
        scene.List.Begin(window, floating: true);
        // Seen on whatever it lies.
        scene.List.Outline(ring, Theme.Background, 5, 5);
        scene.List.Outline(ring, Theme.Accent, 5, 2.5f);
    }
}
