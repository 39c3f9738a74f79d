using Cnn.Networks;
using Cnn.Ops;
using Demo.Catalogue;
using Demo.Overlays.LayerLessons;
using NUnit.Framework;

namespace Cnn.Tests.Demo.LayerLessons;

/// <summary>The numbers of every explanation come to what the network computed.</summary>
public class TermsTests
{
    private const int Units = 1000;

    private static readonly string[] Built = ["LeNet", "SqueezeNet", "MobileNetV2"], Fetched = ["blazeface", "nanodet"];

    [TestCaseSource(nameof(Built))]
    public void A_thousand_units_of_a_built_network_are_the_sum_of_their_terms(string name)
    {
        var variables = new VariableSet();
        var built = name switch
        {
            "LeNet" => LeNet.Build(variables),
            "SqueezeNet" => SqueezeNet.Build(variables, 81, 100, classes: 37),
            _ => MobileNetV2.Build(variables, 96, 65, classes: 37),
        };
        using var network = OpenedNetwork.Of(built.Graph, variables);
        Check(network, Units);
    }

    [TestCaseSource(nameof(Fetched))]
    public void A_thousand_units_of_a_detector_are_the_sum_of_their_terms(string name)
    {
        if (ModelNames.Here().All(model => model.Name != name))
            Assert.Inconclusive($"{name} is not here; `./run.sh models fetch {name}` fetches it");
        using var network = new OpenedNetwork(ModelNames.FileOf(name));
        Check(network, Units);
    }

    [Test]
    public void Every_kind_of_layer_is_explained()
    {
        using var network = AllKinds.Open();
        Check(network, Units);
        var panel = new LayerLessonPanel();
        var random = new Random(2);
        string[] keys = [.. network.Network.Layers.Skip(1).Select(layer => network.Any(layer, random)).Select(
            unit => panel.Find(unit)!.KeyOf(unit)).Distinct()];
        Assert.That(keys, Is.EquivalentTo(AllKinds.Keys));
    }

    [Test]
    public void A_wrong_weight_is_found()
    {
        using var network = AllKinds.Open();
        var layer = network.Network.Layers.First(l => l.Node.Op is Conv);
        var weights = network.Network.Parts.Variables;
        string name = layer.Node.Inputs[1].Name;
        var changed = new Tensor(weights[name].Shape);
        weights[name].Floats.CopyTo(changed.Floats);
        foreach (ref float weight in changed.Floats)
            weight += 0.01f;
        weights.Write(name, changed);
        Assert.Throws<MultipleAssertException>(() => Check(network, 200));
    }

    private static void Check(OpenedNetwork network, int units)
    {
        var panel = new LayerLessonPanel();
        var random = new Random(7);
        var layers = network.Network.Layers;
        Assert.Multiple(() =>
        {
            for (int i = 0; i < units; i++)
            {
                var unit = network.Any(layers[1 + random.Next(layers.Length - 1)], random);
                var lesson = panel.Find(unit);
                Assert.That(lesson, Is.Not.Null, unit.Layer.About);
                double value = unit.Value!.Value, result = lesson?.Terms.Result ?? double.NaN;
                Assert.That(result, Is.EqualTo(value).Within(1e-5 + 1e-4 * Math.Abs(value)),
                    $"{unit.Layer.About} channel {unit.Channel} ({unit.X}, {unit.Y})");
            }
        });
    }
}
