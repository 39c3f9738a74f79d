using Cnn.Networks;
using Cnn.Ops;
using Cnn.Tests.Demo.LayerLessons;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>Which maps of the layers before a map is linked with.</summary>
public class LinkStrengthsTests
{
    [Test]
    public void A_joined_map_is_linked_with_the_one_map_that_it_is()
    {
        var variables = new VariableSet();
        using var opened = OpenedNetwork.Of(new Graph(SqueezeNet.Build(variables, 33, 33, classes: 5).Probabilities), variables);
        var (network, strengths) = (opened.Network, new LinkStrengths());
        foreach (var layer in network.Layers.Where(layer => layer.Node.Op is Concat))
            for (int channel = 0; channel < layer.Channels; channel++)
            {
                var linked = layer.Inputs.SelectMany(source => strengths.Of(network, layer, channel, source).ToArray()
                    .Select((strength, map) => (Layer: source, Map: map, Strength: strength))).Where(link => link.Strength != 0).ToArray();
                Assert.That(linked, Has.Length.EqualTo(1), $"{layer.Name} {channel}");
                // The same numbers.
                var (source, map, _) = linked[0];
                int cells = layer.Rows * layer.Columns;
                Assert.That(opened.Read(source.Node)!.Floats.Slice(map * cells, cells).SequenceEqual(
                    opened.Read(layer.Node)!.Floats.Slice(channel * cells, cells)), $"{layer.Name} {channel}");
            }
    }
}
