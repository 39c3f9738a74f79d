using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>Finds the numbers by which a trained network tells pictures apart: what enters the layer that names the classes.</summary>
public static class FeatureLayer
{
    // Fewer numbers than this tell too little apart, such as a single score.
    private const int LeastFeatures = 8;

    /// <summary>The features of one picture.</summary>
    /// <param name="model">The network, for one picture.</param>
    /// <returns>
    /// [1, D], from the model's input: what its last Gemm, matrix product or 1×1 convolution reads, maps averaged over their places; of a
    /// network that ends in numbers or maps averaged over the picture, these. Null where the network names no classes, such as a
    /// detector.
    /// </returns>
    public static Node? Find(Graph model)
    {
        ArgumentNullException.ThrowIfNull(model);
        // Several outputs are boxes and points; one that is still a map says something of each place.
        if (model.Outputs is not [var output] || !IsVector(output))
            return null;
        var node = Behind(output);
        var features = IsClassifier(node) ? node.Inputs[0] : node.Op is GlobalAveragePool or AveragePool ? node : null;
        return features is null ? null : Vector(features);
    }

    // The classifier may be hidden by what makes its scores probabilities, adds a bias or averages scores over places.
    private static Node Behind(Node output)
    {
        var node = output;
        while (true)
        {
            if (node.Op is Softmax or LogSoftmax or Sigmoid or Identity or Reshape or Flatten or Squeeze or Relu)
                node = node.Inputs[0];
            else if (node.Op is Add && node.Inputs.FirstOrDefault(i => i.Op is MatMul or Gemm or Reshape) is { } scores)
                node = scores;
            else if (node.Op is GlobalAveragePool or AveragePool && EndsInClassifier(node.Inputs[0]))
                node = node.Inputs[0];
            else
                return node;
        }
    }

    // SqueezeNet scores each place with a 1×1 convolution and averages; ResNet averages and scores once.
    private static bool EndsInClassifier(Node node)
    {
        while (node.Op is Relu or Identity)
            node = node.Inputs[0];
        return node.Op is Conv && node.Inputs[1].Shape is { Rank: 4 } kernel && kernel[2] == 1 && kernel[3] == 1;
    }

    private static bool IsClassifier(Node node) =>
        (node.Op is Gemm or MatMul or Conv) && node.Inputs[1].IsLeaf && node.Inputs[0].Shape is { Rank: > 1 } shape && shape[0] == 1;

    private static bool IsVector(Node node) => node.Shape.Rank > 1 && node.Shape[0] == 1 && node.Shape.Max() == node.Shape.Count;

    private static Node? Vector(Node features)
    {
        if (features.Shape.Rank == 4 && !IsVector(features))
            features = new Node(new GlobalAveragePool(), [features], "averaged");
        if (!IsVector(features) || features.Shape.Count < LeastFeatures)
            return null;
        return features.Shape.Rank == 2 ? features : new Node(new Reshape([1, (int)features.Shape.Count]), [features], "features");
    }
}
