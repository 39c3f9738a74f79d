using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// Names new classes by a trained network's features: standardises them, scores each class with one fully connected layer, and says how
/// far they are from each class.
/// </summary>
/// <param name="Logits">[N, classes]: where a loss is attached.</param>
/// <param name="Probabilities">[N, classes], which add up to 1.</param>
/// <param name="Distances">
/// [1, classes]: how far the features are from the middle of a class, where 1 is the class's border; null for batches. What is beyond
/// the border of the likeliest class is unlike all that was taught.
/// </param>
public sealed record TaughtHead(Node Logits, Node Probabilities, Node? Distances)
{
    /// <summary>Variable [D]: the features' means over what was taught.</summary>
    public const string Mean = "head.mean";

    /// <summary>Variable [D]: one over their standard deviations.</summary>
    public const string Scale = "head.scale";

    /// <summary>Variable [classes, D]: the middle of each class, standardised.</summary>
    public const string Middles = "head.middles";

    /// <summary>Variable [classes]: one over the distance of each class's border from its middle.</summary>
    public const string Nearness = "head.nearness";

    /// <summary>Variable [D, classes]: the fully connected layer's weights.</summary>
    public const string Weight = "head.weight";

    /// <summary>Variable [classes]: its biases.</summary>
    public const string Bias = "head.bias";

    /// <summary>All that a head consists of.</summary>
    public static IReadOnlyList<string> Names { get; } = [Mean, Scale, Middles, Nearness, Weight, Bias];

    /// <summary>The whole head.</summary>
    /// <param name="features">[1, D].</param>
    /// <param name="classes">How many classes there are.</param>
    public static TaughtHead On(Node features, int classes)
    {
        ArgumentNullException.ThrowIfNull(features);
        int length = features.Shape[1];
        var centred = new Node(new Sub(), [features, Variable(Mean, [length])], "centred");
        var standard = new Node(new Mul(), [centred, Variable(Scale, [length])], "standardised");
        var apart = new Node(new Sub(), [standard, Variable(Middles, [classes, length])], "apart");
        var squares = new Node(new ReduceMean([1], KeepDims: false), [new Node(new Mul(), [apart, apart], "squares")], "mean squares");
        var distances = new Node(new Mul(), [new Node(new Sqrt(), [squares], "distance"), Variable(Nearness, [classes])], "in borders");
        return OnStandardised(standard, classes) with
        {
            Distances = new Node(new Reshape([1, classes]), [distances], "distances"),
        };
    }

    /// <summary>What is trained of it.</summary>
    /// <param name="standardised">[N, D]: features less their means, over their standard deviations.</param>
    /// <param name="classes">How many classes there are.</param>
    public static TaughtHead OnStandardised(Node standardised, int classes)
    {
        ArgumentNullException.ThrowIfNull(standardised);
        var logits = new Node(new Gemm(),
            [standardised, Variable(Weight, [standardised.Shape[1], classes]), Variable(Bias, [classes])], "taught");
        return new TaughtHead(logits, new Node(new Softmax(Axis: 1), [logits], "probabilities"), null);
    }

    private static Node Variable(string name, Shape shape) => new(new Variable(shape), name);
}
