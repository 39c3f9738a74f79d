namespace Cnn.Models;

/// <summary>
/// A model file that cannot be used. The message is one line: the file, the node or tensor, and the numbers that disagree.
/// </summary>
public class ModelException : CnnException
{
    /// <summary>Makes an error about a file as a whole, or about one of its nodes or tensors.</summary>
    /// <param name="file">The file's name, as the person gave it.</param>
    /// <param name="subject">The node or tensor, or null when the file itself is at fault.</param>
    /// <param name="message">What is wrong, without the file's name.</param>
    /// <param name="inner">The error that caused this one.</param>
    public ModelException(string file, string? subject, string message, Exception? inner = null)
        : base($"{file}: {message}", inner!)
    {
        File = file;
        Subject = subject;
    }

    /// <summary>The file's name, as the person gave it.</summary>
    public string File { get; }

    /// <summary>The name of the node or tensor at fault, or null when it is the file as a whole.</summary>
    public string? Subject { get; }

    // A name out of a hostile file must not break the one line, nor fill the screen.
    internal static string Quote(string name)
    {
        const int longest = 120;
        string cut = name.Length > longest ? name[..longest] + "…" : name;
        return $"'{Printable.Of(cut)}'";
    }

    // The same for the name of an operator, which stands without quotes.
    internal static string Unquoted(string name) => Quote(name)[1..^1];
}

/// <summary>A value that decides a shape comes from graph inputs, so that these must be given when the model is bound.</summary>
public sealed class ValueNeededException : ModelException
{
    internal ValueNeededException(string file, string node, string message, IReadOnlyList<string> inputs)
        : base(file, node, message) => InputNames = inputs;

    /// <summary>The graph inputs whose values are needed.</summary>
    public IReadOnlyList<string> InputNames { get; }
}
