using System.Collections.Immutable;
using Cnn.Backends;
using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// What is to be explained: a network from its picture on, with one of its scores as a number. Which score that is, is an Input, so
/// that another class, or another box of a detector, compiles nothing.
/// </summary>
public sealed class ExplainedScore
{
    private readonly IReadOnlyDictionary<Node, Node> _map;

    /// <summary>Prepares a network's outputs.</summary>
    /// <param name="picture">
    /// What the network proper reads, floats [N,C,H,W] or [N,H,W,C]: an Input, or the end of preprocessing. What lies before it is cut
    /// off; nothing is differentiated there.
    /// </param>
    /// <param name="outputs">
    /// Where scores are, floats with one row for each picture of the batch, or of one picture; behind a last Softmax, LogSoftmax or
    /// Sigmoid the number before that is meant, which does not saturate and, of a Softmax, does not depend on the other classes.
    /// </param>
    /// <param name="channelsLast">Whether the picture is [N,H,W,C].</param>
    /// <exception cref="CnnException">The picture has another rank, or an output does not depend on it or does not fit it.</exception>
    public ExplainedScore(Node picture, IEnumerable<Node> outputs, bool channelsLast = false)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(outputs);
        if (picture.Shape.Rank != 4 || picture.Type != DataType.Float32)
            throw new CnnException($"'{picture.Name}' is {picture.Info}; what is explained must be floats [N,C,H,W] or [N,H,W,C]");
        Picture = picture.Op is Input ? picture : new Node(new Input(picture.Shape), "picture");
        ChannelAxis = channelsLast ? 3 : 1;
        (var graph, _map) = GraphRewriter.Replace(
            new Graph(outputs.Select(BeforeSquashing)), new Dictionary<Node, Node> { [picture] = Picture });
        Logits = graph.Outputs;
        Choices = [.. Logits.Select((logits, i) => new Node(new Input(logits.Shape), $"choice {i}"))];
        if (!graph.Inputs.Contains(Picture))
            throw new CnnException($"no score depends on '{picture.Name}'");
        Node? sum = null;
        for (int i = 0; i < Logits.Length; i++)
        {
            var chosen = new Node(new ReduceSum([1], KeepDims: false), [Rows(Logits[i]) * Rows(Choices[i])]);
            sum = sum is null ? chosen : sum + chosen;
        }
        Values = sum!;
        Sum = new Node(new ReduceSum(KeepDims: false), [Values]);
    }

    /// <summary>Input: the pictures.</summary>
    public Node Picture { get; }

    /// <summary>Where the pictures' channels are: axis 1 or 3.</summary>
    public int ChannelAxis { get; }

    /// <summary>The outputs' numbers before a last Softmax, LogSoftmax or Sigmoid, in the outputs' order and shapes.</summary>
    public ImmutableArray<Node> Logits { get; }

    /// <summary>Inputs, one for each of <see cref="Logits"/> and of its shape: how much each number counts; 1 for the chosen one.</summary>
    public ImmutableArray<Node> Choices { get; }

    /// <summary>The chosen score of each picture: [N].</summary>
    public Node Values { get; }

    /// <summary>
    /// The sum of <see cref="Values"/>, a scalar: pictures do not see each other, so that its gradient is each one's own.
    /// </summary>
    public Node Sum { get; }

    /// <summary>How many pictures there are.</summary>
    public int Count => Picture.Shape[0];

    /// <summary>The node of this network that yields the value of one of those given; often the same one.</summary>
    /// <exception cref="CnnException">The scores do not depend on the node.</exception>
    public Node Of(Node node) => _map.TryGetValue(node ?? throw new ArgumentNullException(nameof(node)), out var found)
        ? found
        : throw new CnnException($"the score does not depend on '{node.Name}'");

    /// <summary>Writes which score is meant of every picture.</summary>
    /// <param name="session">A session of a graph that has this score.</param>
    /// <param name="output">Which of the outputs.</param>
    /// <param name="index">Which number of the output's row for a picture, in row-major order: of [N,classes] the class.</param>
    /// <exception cref="CnnException">There is no such output or number.</exception>
    public void Choose(ISession session, int output, int index)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (output < 0 || output >= Logits.Length)
            throw new CnnException($"output {output} does not exist; the score may be one of {Logits.Length} outputs");
        int length = (int)(Logits[output].Shape.Count / Count);
        if (index < 0 || index >= length)
            throw new CnnException($"score {index} does not exist; output '{Logits[output].Name}' has {length}");
        for (int i = 0; i < Choices.Length; i++)
        {
            var weights = new Tensor(Choices[i].Shape);
            for (int n = 0; i == output && n < Count; n++)
                weights.Floats[n * length + index] = 1;
            session.Write(Choices[i], weights);
        }
    }

    /// <summary>The same scores for pictures that a method has changed.</summary>
    internal Node ValuesOf(Node changed) => GraphRewriter.Rewrite(
        new Graph(Values), (node, _) => node == Picture ? changed : null).Graph.Outputs[0];

    /// <summary>Numbers of the picture's shape as one map for each picture: [N,1,H,W].</summary>
    internal Node OverChannels(Func<Ints, Op> reduce, Node values)
    {
        var map = new Node(reduce([ChannelAxis]), [values]);
        var shape = Picture.Shape;
        return ChannelAxis == 1 ? map : new Node(new Reshape([shape[0], 1, shape[1], shape[2]]), [map]);
    }

    // A row for each picture.
    private Node Rows(Node node)
    {
        int count = Picture.Shape[0];
        bool rows = count == 1 || (node.Shape.Rank > 1 && node.Shape[0] == count);
        if (node.Type != DataType.Float32 || !rows)
            throw new CnnException($"output '{node.Name}' is {node.Info}; scores must be floats, a row for each of {count} pictures");
        return new Node(new Reshape([count, (int)(node.Shape.Count / count)]), [node]);
    }

    // What only gives the values another shape or order stays behind the logits.
    private static Node BeforeSquashing(Node output)
    {
        if (output.Origin.Op is not (Softmax or LogSoftmax or Sigmoid))
            return output;
        var behind = new Stack<Node>();
        var node = output;
        for (; node != output.Origin; node = node.Inputs[0])
            behind.Push(node);
        node = node.Inputs[0];
        while (behind.TryPop(out var last))
            node = new Node(last.Op, [node, .. last.Inputs.AsSpan()[1..]], last.Name);
        return node;
    }
}
