using Demo.Drawing;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>Draws a frame; a part of it that fails is left out.</summary>
internal sealed class GuardedDrawing(Scene scene, IPainter painter, DrawingGuard guard)
{
    /// <summary>Lets the overlays write the list, from the bottom to the top.</summary>
    public void Compose(IReadOnlyList<IOverlay> overlays, in View view)
    {
        Theme.Shown = ThemeColours.Of(scene.State.Appearance);
        scene.List.Reset();
        Begin();
        foreach (var overlay in overlays)
            if (!guard.IsBroken(overlay) && (overlay.Toggle is not { } toggle || scene.IsOn(toggle)))
                Draw(overlay, view);
        scene.List.End();
    }

    /// <summary>Paints the list; without its maps where those cannot be painted.</summary>
    /// <returns>Whether anything was drawn.</returns>
    public bool Paint(IActivations activations, IActivations differences, in Viewport viewport)
    {
        bool maps = !guard.IsBroken(painter);
        try
        {
            return maps
                ? painter.Draw(scene.List, activations, differences, viewport)
                : painter.Draw(scene.List, null, null, viewport);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What was begun is not shown; the next frame is drawn from the beginning.
            painter.Forget();
            guard.Leave(painter, "the maps", e);
            return false;
        }
    }

    private void Begin()
    {
        var shown = scene.View;
        if (guard.IsBroken(shown))
            return;
        try
        {
            shown.Begin(scene);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            guard.Leave(shown, $"the view {shown.Name}", e);
        }
    }

    private void Draw(IOverlay overlay, in View view)
    {
        try
        {
            overlay.Draw(scene, view);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            guard.Leave(overlay, overlay.Name, e);
        }
    }
}
