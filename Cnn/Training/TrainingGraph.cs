using System.Collections.Immutable;
using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;

namespace Cnn.Training;

/// <summary>
/// A network with its loss, gradients and optimiser: one bigger graph whose every run is a step of training, on any
/// backend.
/// </summary>
public sealed class TrainingGraph
{
    private readonly IReadOnlyDictionary<Node, Node> _map;

    /// <summary>Puts a loss and an optimiser onto a classifier.</summary>
    /// <param name="network">The network; its batch size is the training's.</param>
    /// <param name="variables">The weights; what the optimiser remembers of them is added.</param>
    /// <param name="options">The loss, the optimiser and what is trained; null: cross-entropy, Adam, all.</param>
    /// <exception cref="CnnException">The loss depends on no variable that is to be trained, or an operator on the way has no
    /// gradient.</exception>
    public TrainingGraph(Network network, VariableSet variables, TrainingOptions? options = null)
        : this(variables, LossOf(network, options, out var labels), [network.Input, labels], null, options)
    {
    }

    /// <summary>Puts an optimiser onto a loss.</summary>
    /// <param name="variables">The weights; what the optimiser remembers of them is added.</param>
    /// <param name="loss">A scalar that is made small, such as one of <see cref="Losses"/>.</param>
    /// <param name="inputs">What a batch fills, in this order.</param>
    /// <param name="parts">Other nodes of the loss that are of interest.</param>
    /// <param name="options">The optimiser and what is trained; null: Adam, all variables that the loss reads.</param>
    /// <exception cref="CnnException">The loss depends on no variable that is to be trained, or an operator on the way has no
    /// gradient.</exception>
    public TrainingGraph(
        VariableSet variables, Node loss, IEnumerable<Node> inputs, IEnumerable<Node>? parts = null, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(loss);
        options ??= new TrainingOptions();
        Inputs = [.. inputs];
        Rate = new Node(new Input(Shape.Scalar), "rate");
        Step = new Node(new Input(Shape.Scalar), "step");
        Node[] outputs = [loss, .. parts ?? []];
        var network = new Graph(outputs);
        Trained = Chosen([.. new Graph(loss).Variables.Except(TrainingForm.Statistics(network))], options.Trained);
        (_map, var statistics) = TrainingForm.Of(network, Trained.ToHashSet(), Step, options.Seed);
        Loss = _map[loss];
        var gradients = Autodiff.Gradients(Loss, Trained);
        if (options.ClipNorm is { } most)
            gradients = Optimizer.Clip(gradients, most);
        // Who trains writes the step, whether this optimiser reads it or not.
        Graph = new Graph(
            [.. outputs.Select(node => _map[node]), Rate, Step],
            [.. options.Optimizer.Updates(Trained, gradients, Rate, Step, variables), .. statistics]);
    }

    /// <summary>
    /// The node of this graph that yields the value of one of the network's: often the same one, but behind BatchNormalization and
    /// Dropout, which training computes otherwise, another one.
    /// </summary>
    /// <exception cref="CnnException">The loss and the other outputs do not depend on the node.</exception>
    public Node Of(Node node) => _map.TryGetValue(node ?? throw new ArgumentNullException(nameof(node)), out var found)
        ? found
        : throw new CnnException($"node '{node.Name}' is not in the training graph: its outputs do not depend on it");

    /// <summary>What a backend compiles.</summary>
    public Graph Graph { get; }

    /// <summary>The inputs that a batch fills.</summary>
    public ImmutableArray<Node> Inputs { get; }

    /// <summary>The variables that change; the others that the loss reads are frozen.</summary>
    public ImmutableArray<Node> Trained { get; }

    /// <summary>Input: the learning rate, a scalar.</summary>
    public Node Rate { get; }

    /// <summary>Input: the number of this step, from 1, a scalar.</summary>
    public Node Step { get; }

    /// <summary>Output: the batch's mean loss, a scalar.</summary>
    public Node Loss { get; }

    /// <summary>Writes a batch.</summary>
    /// <param name="session">A session of the graph.</param>
    /// <param name="batch">A value for each of the <see cref="Inputs"/>.</param>
    public void Write(ISession session, IReadOnlyList<Tensor> batch)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count != Inputs.Length)
            throw new CnnException($"a batch has {batch.Count} tensors; the training graph takes {Inputs.Length}");
        for (int i = 0; i < batch.Count; i++)
            session.Write(Inputs[i], batch[i]);
    }

    private static Node LossOf(Network network, TrainingOptions? options, out Node labels)
    {
        ArgumentNullException.ThrowIfNull(network);
        var shape = network.Logits.Shape;
        labels = new Node(new Input([shape[0], .. shape.Skip(2)], DataType.Int32), "labels");
        return (options ?? new TrainingOptions()).Loss(network.Logits, labels);
    }

    private static ImmutableArray<Node> Chosen(ImmutableArray<Node> variables, IReadOnlyCollection<string>? names)
    {
        var chosen = names is null ? variables : [.. variables.Where(v => names.Contains(v.Name))];
        if (names?.FirstOrDefault(name => variables.All(v => v.Name != name)) is { } unknown)
            throw new CnnException($"the loss reads no variable '{unknown}' that could be trained; it reads "
                + string.Join(", ", variables.Select(v => $"'{v.Name}'")));
        return chosen.Length > 0 ? chosen : throw new CnnException("no variable is left to train: all are frozen");
    }
}
