namespace Cnn.Gl;

/// <summary>How the elements of a rank-4 map lie on the GPU.</summary>
public enum GlLayout
{
    /// <summary>Row-major NCHW, one element after the other.</summary>
    Nchw,
    /// <summary>
    /// Channels packed by four: the four floats at ((n·⌈C/4⌉ + g)·H + y)·W + x are channels 4g … 4g+3 of image n at (x, y);
    /// those past C are 0.
    /// </summary>
    C4,
}

/// <summary>
/// Where a node's activation lies, so that it is drawn from there. Ask again each frame: the place may change between runs.
/// </summary>
/// <param name="Handle">The name of the GL buffer; read it as a storage buffer or through a buffer texture.</param>
/// <param name="Layout">How the elements lie.</param>
/// <param name="Shape">The node's shape.</param>
/// <param name="Type">The element type; integers and Bool are 32-bit signed in buffers.</param>
public readonly record struct GlView(uint Handle, GlLayout Layout, Shape Shape, DataType Type);
