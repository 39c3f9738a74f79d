namespace Cnn.Gl;

/// <summary>Something that OpenGL cannot do here: no context, a missing feature, a shader that does not compile.</summary>
public sealed class GlException : CnnException
{
    /// <summary>Makes an error with a one-line message.</summary>
    public GlException(string message) : base(message) { }

    /// <summary>Makes an error that another one caused.</summary>
    public GlException(string message, Exception inner) : base(message, inner) { }
}
