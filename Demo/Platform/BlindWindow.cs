using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>The window of a machine without OpenGL: ticks, input and a size as everywhere, and nothing is drawn.</summary>
internal sealed class BlindWindow(int width, int height, bool realtime = false, TimeProvider? time = null)
    : OffscreenWindow(width, height, realtime, time)
{
    public override uint Framebuffer => 0;

    private protected override GL? OpenGl => null;

    public override nint GetProcAddress(string name) => 0;

    public override void SwapBuffers() { }

    private protected override void Fit(Vector2D<int> size) { }
}
