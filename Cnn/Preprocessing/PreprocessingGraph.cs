using System.Collections.Immutable;

namespace Cnn.Preprocessing;

/// <summary>Something about the preprocessing that a person can choose while it runs.</summary>
/// <param name="Name">For people.</param>
/// <param name="Input">An Input Int32 [1] that takes the index of the choice.</param>
/// <param name="Choices">What each value means.</param>
/// <param name="Default">The value to begin with.</param>
public sealed record Switch(string Name, Node Input, ImmutableArray<string> Choices, int Default);

/// <summary>
/// A graph from a frame to a model's input. Frames are Int32 pixels R | G&lt;&lt;8 | B&lt;&lt;16 | A&lt;&lt;24, row-major
/// from the top left.
/// </summary>
/// <param name="Frame">The Input that takes the pixels; fewer than it holds may be written.</param>
/// <param name="FrameSize">The Input Int32 [2] that takes the frame's height and width.</param>
/// <param name="Output">What the model reads.</param>
/// <param name="Steps">The intermediate maps worth seeing, in order, each named for people.</param>
/// <param name="Switches">What can be chosen; every one must be written before the first run (<see cref="WriteDefaults"/>).</param>
/// <param name="Box">
/// Int32 [5]: 1 where a digit was found, then its top, left, bottom, right in 64ths of a frame pixel. Null where nothing
/// is searched for.
/// </param>
public sealed record PreprocessingGraph(
    Node Frame, Node FrameSize, Node Output, ImmutableArray<Node> Steps, ImmutableArray<Switch> Switches, Node? Box)
{
    /// <summary>How many pixels a frame may have unless told otherwise.</summary>
    public const int DefaultCapacity = 1920 * 1080;

    /// <summary>The switch with a name.</summary>
    /// <exception cref="CnnException">There is none; the message lists those there are.</exception>
    public Switch this[string name] => Switches.FirstOrDefault(s => s.Name == name)
        ?? throw new CnnException($"there is no switch '{name}'; there are {string.Join(", ", Switches.Select(s => $"'{s.Name}'"))}");

    /// <summary>Puts this in front of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The model's input that is fed; its shape is <see cref="Output"/>'s.</param>
    /// <returns>The joined graph, and for each of the model's nodes the one that stands for it.</returns>
    /// <exception cref="CnnException">The shapes differ.</exception>
    public (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Before(Graph model, Node input)
    {
        if (input.Shape != Output.Shape || input.Type != Output.Type)
            throw new CnnException($"the model's input '{input.Name}' is {input.Info}; the preprocessing yields {Output.Info}");
        var (graph, map) = GraphRewriter.Replace(model, new Dictionary<Node, Node> { [input] = Output });
        // The box leads nowhere, but it is drawn.
        return (Box is null ? graph : new Graph([.. graph.Outputs, Box], graph.Updates), map);
    }

    /// <summary>Writes every switch's default.</summary>
    public void WriteDefaults(Backends.ISession session)
    {
        foreach (var choice in Switches)
            session.Write(choice.Input, Tensor.Vector(choice.Default));
    }

    /// <summary>Writes a frame and its size.</summary>
    /// <param name="session">A session of a graph that contains this.</param>
    /// <param name="pixels">height·width of them.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="width">In pixels.</param>
    /// <exception cref="CnnException">More pixels than <see cref="Frame"/> holds.</exception>
    public void WriteFrame(Backends.ISession session, int[] pixels, int height, int width)
    {
        session.Write(Frame, Tensor.Vector(pixels));
        session.Write(FrameSize, Tensor.Vector(height, width));
    }
}
