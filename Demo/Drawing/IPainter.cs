using Cnn;
using Demo.Ui;

namespace Demo.Drawing;

/// <summary>Draws whole frames: on OpenGL, or where there is none not at all.</summary>
internal interface IPainter : IDisposable
{
    /// <summary>The newest frame, for the screen and for networks on the same device; null where nothing is drawn.</summary>
    FrameOnDevice? Frame { get; }

    /// <summary>The next list is drawn even if it is the last one: what was drawn is not there any more.</summary>
    void Forget();

    /// <summary>Draws the list; maps of nodes without a value yet stay empty.</summary>
    /// <param name="list">What is to be seen.</param>
    /// <param name="activations">The maps' values; null to leave out all maps.</param>
    /// <param name="differences">The differences' values; null where there are none.</param>
    /// <param name="viewport">Where to.</param>
    /// <returns>Whether anything was drawn; false when this very picture was drawn last.</returns>
    bool Draw(DrawList list, IActivations? activations, IActivations? differences, in Viewport viewport);

    /// <summary>Saves what was drawn last as a PNG.</summary>
    /// <exception cref="CnnException">The file cannot be written, or nothing is drawn here.</exception>
    void Save(in Viewport viewport, string path);
}

/// <summary>Draws nothing: a machine without OpenGL.</summary>
internal sealed class BlindPainter : IPainter
{
    public FrameOnDevice? Frame => null;

    public void Forget() { }

    public bool Draw(DrawList list, IActivations? activations, IActivations? differences, in Viewport viewport) => false;

    public void Save(in Viewport viewport, string path) => throw new CnnException($"{path} cannot be drawn without OpenGL");

    public void Dispose() { }
}
