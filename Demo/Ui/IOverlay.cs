namespace Demo.Ui;

/// <summary>Where a thing may draw and what is around it.</summary>
/// <param name="Layout">All rectangles of the window.</param>
/// <param name="Scale">Framebuffer pixels per logical pixel.</param>
internal readonly record struct View(Layout Layout, float Scale = 1);

/// <summary>One thing on the screen: a panel or something laid over one. Small, and knows only the scene.</summary>
internal interface IOverlay
{
    /// <summary>What people call it; for toggles as the view's keys do.</summary>
    string Name { get; }

    /// <summary>What turns it on and off; null for what is always there.</summary>
    Toggle? Toggle { get; }

    void Draw(Scene scene, in View view);
}
