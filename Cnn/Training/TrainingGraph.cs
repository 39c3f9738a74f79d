using Cnn.Networks;
using Cnn.Ops;

namespace Cnn.Training;

/// <summary>
/// A network with its loss, gradients and optimiser: one bigger graph whose every run is a step of training, on any
/// backend.
/// </summary>
public sealed class TrainingGraph
{
    /// <summary>Puts the loss and Adam onto a network.</summary>
    /// <param name="network">The network; its batch size is the training's. All Variables it reads are trained.</param>
    /// <param name="variables">The weights; Adam's moments are added.</param>
    public TrainingGraph(Network network, VariableSet variables)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(variables);
        Images = network.Input;
        Labels = new Node(new Input([network.Input.Shape[0]], DataType.Int32), "labels");
        Rate = new Node(new Input(Shape.Scalar), "rate");
        Step = new Node(new Input(Shape.Scalar), "step");
        Loss = new Node(new SoftmaxCrossEntropyLoss(), [network.Logits, Labels], "loss");
        var trained = new Graph(network.Logits).Variables;
        Graph = new Graph([Loss], Adam.Updates(Loss, trained, Rate, Step, variables));
    }

    /// <summary>What a backend compiles.</summary>
    public Graph Graph { get; }

    /// <summary>Input: Float32 [N, C, H, W].</summary>
    public Node Images { get; }

    /// <summary>Input: Int32 [N].</summary>
    public Node Labels { get; }

    /// <summary>Input: the learning rate, a scalar.</summary>
    public Node Rate { get; }

    /// <summary>Input: the number of this step, from 1, a scalar.</summary>
    public Node Step { get; }

    /// <summary>Output: the batch's mean loss, a scalar.</summary>
    public Node Loss { get; }
}
