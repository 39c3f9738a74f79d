namespace Cnn.Gl;

/// <summary>How the elements of a rank-4 map lie on the GPU.</summary>
public enum GlLayout
{
    /// <summary>Row-major NCHW, one element after the other.</summary>
    Nchw,
    /// <summary>
    /// Channels packed by four: texel (x, y) of layer n·⌈C/4⌉ + g holds channels 4g … 4g+3 of image n; lanes past C are 0.
    /// </summary>
    C4,
}

/// <summary>What kind of GL object holds the elements.</summary>
public enum GlStorage
{
    /// <summary>A shader storage buffer.</summary>
    Buffer,
    /// <summary>A 2D-array texture of rgba32f texels.</summary>
    Image,
}

/// <summary>
/// Where a node's activation lies, so that it is drawn from there. Ask again each frame: the place may change between runs.
/// </summary>
/// <param name="Handle">The GL buffer or texture name.</param>
/// <param name="Storage">Which of the two it is.</param>
/// <param name="Layout">How the elements lie.</param>
/// <param name="Shape">The node's shape.</param>
/// <param name="Type">The element type; integers and Bool are 32-bit signed in buffers.</param>
public readonly record struct GlView(uint Handle, GlStorage Storage, GlLayout Layout, Shape Shape, DataType Type);
