using Cnn.Gl;
using Cnn.Ops;
using Demo.Drawing;
using Demo.Ui;
using NUnit.Framework;
using MapShape = Demo.Ui.MapShape;

namespace Cnn.Tests.Demo;

/// <summary>Which ranges are computed, and where they are put.</summary>
public class MapRangesTests
{
    private const int Layers = 4096;

    private sealed class Slots : IRangeSlots
    {
        public List<string> Done { get; } = [];

        // The last slot that anything was put into.
        public int Last { get; private set; }

        public int SlotsOf(int channels, long cells) => channels;

        public void Resize(int slots) => Done.Add("resize");

        public void Channels(in MapView view, int from, int to, int first)
        {
            Last = Math.Max(Last, first + to - 1);
            Done.Add($"channels {from}…{to}");
        }

        public void Layer(int first, int count, int target) => Done.Add($"layer {target}");

        public void Network(int count) => Done.Add($"network of {count}");

        public void Complete() => Done.Add("complete");

        public void Bind() { }

        public void Dispose() { }
    }

    private sealed class Anything : IActivations
    {
        public long Version { get; set; } = 1;

        public bool TryView(Node node, out MapView view)
        {
            view = new MapView(new GlView(1, GlLayout.Nchw, node.Shape, DataType.Float32));
            return true;
        }
    }

    private static MapItem Item(Node node, int channel, RangeOf range) =>
        new(new Rect(0, 0, 9, 9), node, channel, ColourMap.Grey, range, 1, MapShape.Cells, Rect.Unit);

    private static Node NodeOf(int channels) => new(new Input([1, channels, 2, 3]), "map");

    [Test]
    public void Only_what_is_drawn_is_computed_and_only_once_a_version()
    {
        var (slots, values) = (new Slots(), new Anything());
        using var ranges = new MapRanges(slots, long.MaxValue);
        var (a, b) = (NodeOf(5), NodeOf(3));
        string[] Update(params MapItem[] items)
        {
            slots.Done.Clear();
            ranges.Update(items, values);
            return [.. slots.Done];
        }
        Assert.That(Update(Item(a, 2, RangeOf.Own)), Is.EqualTo(["resize", "channels 2…3", "complete"]));
        Assert.That(Update(Item(a, 2, RangeOf.Own), Item(b, 0, RangeOf.Unit)), Is.EqualTo(["complete"]));
        Assert.That(Update(Item(a, 4, RangeOf.Own)), Is.EqualTo(["channels 2…5", "complete"]));
        Assert.That(Update(Item(b, 1, RangeOf.Map)), Is.EqualTo(["channels 0…3", "layer 2", "complete"]));
        Assert.That(Update(Item(b, 0, RangeOf.Network)), Is.EqualTo(["network of 2", "complete"]));
        Assert.That(Update(Item(b, 0, RangeOf.Network)), Is.EqualTo(["complete"]));
        values.Version++;
        Assert.That(Update(Item(a, 0, RangeOf.Layer)), Is.EqualTo(["channels 0…5", "layer 1", "complete"]));
        Assert.That((ranges.Slots(Item(a, 3, RangeOf.Map)), ranges.Slots(Item(b, 1, RangeOf.Own))),
            Is.EqualTo(((Layers + 3, 1), (Layers + 5 + 1, -1))));
    }

    [Test]
    public void A_map_that_is_compared_has_the_range_of_the_other_and_none_of_its_own()
    {
        var (slots, values) = (new Slots(), new Anything());
        using var ranges = new MapRanges(slots, long.MaxValue);
        var (a, b) = (NodeOf(4), NodeOf(4));
        var compared = Item(b, 3, RangeOf.Map) with { Scale = a };
        ranges.Update([Item(a, 3, RangeOf.Map), compared], values);
        Assert.That(slots.Done, Is.EqualTo(["resize", "channels 0…4", "layer 1", "complete"]));
        Assert.That(ranges.Slots(compared), Is.EqualTo(ranges.Slots(Item(a, 3, RangeOf.Map))));
    }

    // Of a device whose buffer textures are small; what is drawn now comes first.
    [Test]
    public void Where_slots_are_few_those_of_what_is_not_drawn_any_more_are_given_up()
    {
        var (slots, values) = (new Slots(), new Anything());
        using var ranges = new MapRanges(slots, Layers + 8);
        Node[] nodes = [.. Enumerable.Range(0, 5).Select(_ => NodeOf(4))];
        foreach (var node in nodes.Concat(nodes))
        {
            ranges.Update([Item(node, 1, RangeOf.Map)], values);
            Assert.That(slots.Last, Is.LessThan(Layers + 8));
            Assert.That(ranges.Slots(Item(node, 1, RangeOf.Map)).Range, Is.InRange(Layers, Layers + 7));
        }
    }
}
