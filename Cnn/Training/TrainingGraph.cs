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
    /// <summary>Puts the cross-entropy of classes and Adam onto a classifier.</summary>
    /// <param name="network">The network; its batch size is the training's. All Variables it reads are trained.</param>
    /// <param name="variables">The weights; Adam's moments are added.</param>
    public TrainingGraph(Network network, VariableSet variables)
        : this(variables, Classes(network, out var labels), [network.Input, labels])
    {
    }

    /// <summary>Puts Adam onto a loss.</summary>
    /// <param name="variables">The weights; Adam's moments are added.</param>
    /// <param name="loss">A scalar that is made small, such as one of <see cref="Losses"/>. All Variables it reads are trained.</param>
    /// <param name="inputs">What a batch fills, in this order.</param>
    /// <param name="parts">Other nodes of the loss that are of interest.</param>
    public TrainingGraph(VariableSet variables, Node loss, IEnumerable<Node> inputs, IEnumerable<Node>? parts = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(loss);
        Inputs = [.. inputs];
        Rate = new Node(new Input(Shape.Scalar), "rate");
        Step = new Node(new Input(Shape.Scalar), "step");
        Loss = loss;
        Graph = new Graph([loss, .. parts ?? []], Adam.Updates(loss, new Graph(loss).Variables, Rate, Step, variables));
    }

    /// <summary>What a backend compiles.</summary>
    public Graph Graph { get; }

    /// <summary>The inputs that a batch fills.</summary>
    public ImmutableArray<Node> Inputs { get; }

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

    private static Node Classes(Network network, out Node labels)
    {
        ArgumentNullException.ThrowIfNull(network);
        labels = new Node(new Input([network.Input.Shape[0]], DataType.Int32), "labels");
        return Losses.CrossEntropy(network.Logits, labels);
    }
}
