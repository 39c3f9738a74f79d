using System.Numerics;
using Demo.Drawing;
using Demo.Platform;
using Demo.Ui;
using Demo.Views;

namespace Demo.Shell;

/// <summary>How the screen fits the window: its pixels, its scale, and the rectangles of the view that is shown.</summary>
internal sealed class WindowFit(IWindow window, ViewSet views, UiState state, DrawingGuard guard)
{
    /// <summary>Where on the window's framebuffer is drawn.</summary>
    public Viewport Viewport { get; private set; }

    /// <summary>All rectangles, in logical pixels.</summary>
    public Layout Layout { get; private set; } = new();

    /// <summary>The largest scale that the window has room for.</summary>
    public float MostScale => Layout.MostChosen(window.FramebufferSize.X, window.FramebufferSize.Y, window.ContentScale);

    /// <summary>Follows the window and the view.</summary>
    public void Update()
    {
        var size = window.FramebufferSize;
        float scale = Layout.ScaleFor(size.X, size.Y, window.ContentScale, state.Appearance.Scale);
        Viewport = new Viewport(window.Framebuffer, size.X, size.Y, scale);
        try
        {
            Layout = views.Arrange(size.X / scale, size.Y / scale);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The window's bars are to be seen, with a way to another view.
            Layout = Layout.For(size.X / scale, size.Y / scale);
            guard.Leave(views.Shown, $"the view {views.Shown.Name}", e);
        }
    }

    /// <summary>From the mouse's units to logical pixels.</summary>
    public Vector2 ToLogical(Vector2 at)
    {
        Update();
        var (size, pixels) = (window.Size, window.FramebufferSize);
        return at * new Vector2(pixels.X, pixels.Y) / new Vector2(size.X, size.Y) / Viewport.Scale;
    }
}
