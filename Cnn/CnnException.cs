namespace Cnn;

/// <summary>
/// The base of every error that this library throws on purpose. Its message is one line that can be shown
/// to a person: what is wrong, where, and both numbers that disagree.
/// </summary>
public class CnnException : Exception
{
    /// <summary>Makes an error with a one-line message.</summary>
    public CnnException(string message) : base(message) { }

    /// <summary>Makes an error that another one caused.</summary>
    public CnnException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>An operator that a backend cannot run.</summary>
public sealed class UnsupportedOperatorException(string backend, Node node)
    : CnnException($"backend '{backend}' has no kernel for {node.Op.Name} (node '{node.Name}')")
{
    /// <summary>The node that cannot run.</summary>
    public Node Node { get; } = node;
}
