using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Networks;

/// <summary>The features of a network are what its classifier reads, however the classifier is made.</summary>
public class FeatureLayerTests
{
    [Test]
    public void A_fully_connected_classifier_reads_them()
    {
        var network = LeNet.Build(new VariableSet());
        Assert.That(FeatureLayer.Find(network.Graph), Is.SameAs(network.Logits.Inputs[0]));
    }

    [Test]
    public void A_convolution_that_scores_each_place_reads_maps_which_are_averaged()
    {
        var features = FeatureLayer.Find(SqueezeNet.Build(new VariableSet()).Graph)!;
        Assert.That(features.Shape, Is.EqualTo(new Shape(1, 512)));
        Assert.That(features.Inputs[0].Op, Is.TypeOf<GlobalAveragePool>());
    }

    [Test]
    public void Residual_networks_average_before_they_score()
    {
        Assert.That(FeatureLayer.Find(ResNet18.Build(new VariableSet()).Graph)!.Shape, Is.EqualTo(new Shape(1, 512)));
        Assert.That(FeatureLayer.Find(MobileNetV2.Build(new VariableSet()).Graph)!.Shape, Is.EqualTo(new Shape(1, 1280)));
    }

    [Test]
    public void A_network_that_ends_in_averaged_maps_yields_features_itself()
    {
        var b = new GraphBuilder(new VariableSet());
        var maps = b.Relu(b.Conv(b.Input("input", [1, 3, 9, 7]), 11, 3, "conv"));
        var features = FeatureLayer.Find(new Graph(b.GlobalAveragePool(maps)))!;
        Assert.That(features.Shape, Is.EqualTo(new Shape(1, 11)));
    }

    [Test]
    public void A_matrix_product_with_a_bias_after_it_is_a_classifier_too()
    {
        var b = new GraphBuilder(new VariableSet());
        var features = b.Flatten(b.Input("input", [1, 3, 2, 2]));
        var scores = new Node(new MatMul(), [features, new Node(new Variable([12, 5]), "w")]);
        var biased = new Node(new Add(), [scores, new Node(new Variable([5]), "b")]);
        Assert.That(FeatureLayer.Find(new Graph(b.Softmax(biased))), Is.SameAs(features));
    }

    [Test]
    public void Detectors_masks_and_single_numbers_have_none()
    {
        Assert.That(FeatureLayer.Find(TinyYolo.Build(new VariableSet())), Is.Null);
        Assert.That(FeatureLayer.Find(UNet.Build(new VariableSet()).Graph), Is.Null);
        var b = new GraphBuilder(new VariableSet());
        var few = b.Flatten(b.Input("x", [1, 1, 2, 2]));
        Assert.That(FeatureLayer.Find(new Graph(b.Gemm(few, 3, "fc"))), Is.Null, "4 numbers tell too little");
    }
}
