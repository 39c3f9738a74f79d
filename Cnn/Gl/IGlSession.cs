using Cnn.Backends;

namespace Cnn.Gl;

/// <summary>A session whose activations lie in GL objects of the current context and can be drawn from there.</summary>
public interface IGlSession : ISession
{
    /// <summary>Where the node's value of the last complete run lies.</summary>
    /// <exception cref="CnnException">The node is not in the graph or was not watched.</exception>
    GlView ViewOf(Node node);
}
