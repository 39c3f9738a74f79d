using Cnn.Networks;
using Cnn.Training;

namespace Demo.Learning;

/// <summary>What moves the weights.</summary>
internal enum OptimizerKind { Adam, AdamW, Sgd }

/// <summary>The curve that each value goes through after a convolution.</summary>
internal enum Curve { Relu, LeakyRelu, Sigmoid, Tanh }

/// <summary>What is kept of a window.</summary>
internal enum Pooling { Max, Average }

/// <summary>What a person chooses of one training. Immutable.</summary>
internal sealed record RunSettings(
    OptimizerKind Optimizer = OptimizerKind.Adam, Curve Activation = Curve.Relu, Pooling Pool = Pooling.Max)
{
    // In the order of the choices.
    private static readonly string[] s_activations = ["relu", "leakyrelu", "sigmoid", "tanh"];
    private static readonly string[] s_pools = ["maxpool", "avgpool"];

    /// <summary>The network: few maps, so that all of it can be watched.</summary>
    public Architecture Architecture => Architecture.Digits(s_activations[(int)Activation], s_pools[(int)Pool]);

    /// <summary>Pictures a step.</summary>
    public const int Batch = 64;

    /// <summary>The learning rate that suits the optimiser.</summary>
    public double UsualRate => Optimizer == OptimizerKind.Sgd ? 0.05 : 0.003;

    /// <summary>The optimiser of a kind, as it is used most.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="decay">How much the weights decay; null: as it is used most.</param>
    public static Optimizer OptimizerOf(OptimizerKind kind, double? decay = null) => kind switch
    {
        OptimizerKind.AdamW => new AdamW(WeightDecay: decay ?? 0.01),
        OptimizerKind.Sgd => new Sgd(Momentum: 0.9, WeightDecay: decay ?? 0),
        _ => new Adam(WeightDecay: decay ?? 0),
    };

    /// <summary>The same for the training: the rate stays where a person puts it.</summary>
    public TrainingSettings Training => new()
    {
        Epochs = 20,
        Batch = Batch,
        Rate = UsualRate,
        Optimizer = OptimizerOf(Optimizer),
        Schedule = Schedule.Constant,
        WarmUp = 0,
    };
}
