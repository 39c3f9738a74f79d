using Cnn.Ops;

namespace Cnn.Surgery;

/// <summary>Puts another activation in the place of one.</summary>
/// <param name="Layer">An activation: a function of one number each, or Clip (ReLU6), PRelu, Identity.</param>
/// <param name="Activation">Relu, LeakyRelu, Sigmoid, Tanh, Elu, HardSwish, or Identity for none.</param>
public sealed record SwapActivation(Node Layer, Op Activation) : Cut(Layer)
{
    private protected override (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph, Weights weights)
    {
        if (!IsActivation(Layer.Op))
            throw new CnnException($"'{Layer.Name}' is a {Layer.Op.Name}, not an activation");
        if (Activation is not (Relu or LeakyRelu or Sigmoid or Tanh or Elu or HardSwish or Identity))
            throw new CnnException($"{Activation.Name} is not put in the place of '{Layer.Name}'; it may be "
                + "Relu, LeakyRelu, Sigmoid, Tanh, Elu, HardSwish or Identity");
        if (Layer.Type != DataType.Float32)
            throw new CnnException($"'{Layer.Name}' yields {Layer.Type}; only activations of Float32 are changed");
        return Replace(graph, inputs => new Node(Activation, [inputs[0]], Layer.Name));
    }

    /// <summary>Whether another activation may take an operator's place.</summary>
    public static bool IsActivation(Op op) =>
        op is Relu or LeakyRelu or Sigmoid or HardSigmoid or Tanh or Elu or HardSwish or Selu or Celu or ThresholdedRelu or Softplus
            or Softsign or Gelu or Mish or PRelu or Clip or Identity;
}
