using System.Numerics;
using Cnn.Ops;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>
/// What is seen of the chosen map: its colours and their scale, its kernels, the heat map, differences from the reference.
/// </summary>
public class MapViewTests
{
    private readonly Stage _stage = Stage.OfLeNet();
    private Controls _controls = null!;

    private Scene Scene => _stage.Scene;

    [SetUp]
    public void Begin()
    {
        _controls = new Controls(Scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        Scene.State.StartOver();
        (Scene.State.Colours, Scene.State.Range, Scene.State.Blend) = (ColourMap.Auto, RangeOf.Map, 0.5f);
        Show();
    }

    [OneTimeTearDown]
    public void Close() => _stage.Dispose();

    private void Show()
    {
        _stage.Draw(1280, 720);
        _controls.Remember(Scene.List.HotSpots);
    }

    private HotSpot[] Spots(HotKind kind) => [.. Scene.List.HotSpots.ToArray().Where(spot => spot.Kind == kind)];

    private void Click(in Rect rect, float share = 0.5f)
    {
        _controls.Down(new Vector2(rect.X + rect.Width * share, rect.CentreY), MouseButton.Left);
        _controls.Up();
        Show();
    }

    private static Node X(DataType type = DataType.Float32) => new(new Input([1, 3, 4, 5], type), "x");

    private static Node Limit(float value) => new(new Constant(Tensor.Scalar(value)), "limit");

    private static IEnumerable<TestCaseData> Layers()
    {
        yield return Case(X(), true);
        yield return Case(new Node(new Relu(), [X()]), false);
        yield return Case(new Node(new LeakyRelu(), [X()]), true);
        yield return Case(new Node(new Clip(), [X(), Limit(0), Limit(6)]), false);
        yield return Case(new Node(new Clip(), [X(), Limit(-1), Limit(1)]), true);
        yield return Case(new Node(new MaxPool([2, 2]), [new Node(new Clip(), [X(), Limit(0), Limit(6)])]), false);
        yield return Case(new Node(new MaxPool([2, 2]), [X()]), true);
        foreach (Op op in new Op[] { new Sigmoid(), new Softmax(1), new HardSigmoid(), new Exp(), new Abs(), new Sqrt() })
            yield return Case(new Node(op, [X()]), false);
        yield return Case(new Node(new Add(), [new Node(new Relu(), [X()]), new Node(new Sigmoid(), [X()])]), false);
        yield return Case(new Node(new Add(), [new Node(new Relu(), [X()]), X()]), true);
        yield return Case(new Node(new Sub(), [new Node(new Relu(), [X()]), new Node(new Relu(), [X()])]), true);
        yield return Case(new Node(new Concat(1), [new Node(new Relu(), [X()]), new Node(new Exp(), [X()])]), false);
        yield return Case(new Node(new Greater(), [X(), X()]), false);
        yield return Case(new Node(new ArgMax(1, KeepDims: true, SelectLast: false), [X()]), false);

        static TestCaseData Case(Node node, bool signed)
        {
            string name = $"{node.Op.Name} {string.Join(' ', node.Inputs.Select(i => i.Op.Name))}";
            return new TestCaseData(node, signed).SetArgDisplayNames(name, $"{signed}");
        }
    }

    [TestCaseSource(nameof(Layers))]
    public void Values_that_cannot_be_negative_are_sequential(Node node, bool signed)
    {
        Assert.That(Signs.CanBeNegative(node), Is.EqualTo(signed));
        var colours = new Layer(1, node, "layer", 1, []).Colours(ColourMap.Auto);
        Assert.That(colours, Is.EqualTo(signed ? ColourMap.Diverging : ColourMap.Viridis));
    }

    [Test]
    public void A_patch_has_the_colours_of_the_map_that_it_is_from()
    {
        new UnitChoice(Scene).Choose(3, 0);
        Show();
        var boxes = Scene.List.Boxes.ToArray().Select(box => box.Fill).ToHashSet();
        Assert.That(_stage.Network.Layers[3].Node.Op, Is.InstanceOf<MaxPool>());
        Assert.That(boxes, Does.Contain(Palette.Of(ColourMap.Viridis, 1, 0, 1)), "the winner's");
    }

    [Test]
    public void The_words_under_the_scale_change_colours_and_range()
    {
        foreach (var (words, range) in new[] { ("by sign", RangeOf.Layer), ("viridis", RangeOf.Network), ("turbo", RangeOf.Map) })
        {
            Assert.That(_stage.Texts(), Does.Contain(words));
            foreach (var key in new[] { Key.M, Key.N })
            {
                // The bar's words are drawn after the buttons of the same keys.
                var word = Spots(HotKind.Button).Last(spot => spot.Key == (Chord)key);
                Click(word.Rect);
            }
            if (words == "by sign")
                _controls.Press(Key.M);
            Show();
            Assert.That(Scene.State.Range, Is.EqualTo(range));
        }
    }

    [Test]
    public void The_heat_maps_density_follows_the_mouse()
    {
        var slider = Spots(HotKind.Blend).Single().Rect;
        Click(slider, 0.25f);
        Assert.That(Scene.State.Blend, Is.EqualTo(0.25f).Within(0.01f));
        Assert.That(_stage.Texts(), Does.Contain("25 %").And.Some.Match("above zero: 0 … [0-9]"));
        Assert.That(Scene.List.Maps.ToArray().Single(map => map.Colours == ColourMap.Heat).Opacity, Is.EqualTo(0.25f).Within(0.01f));
        _controls.Down(new Vector2(slider.CentreX, slider.CentreY), MouseButton.Left);
        _controls.Move(new Vector2(slider.Right + 500, 0));
        _controls.Up();
        Assert.That(Scene.State.Blend, Is.EqualTo(1));
        _controls.Move(new Vector2(slider.X, slider.CentreY));
        Assert.That(Scene.State.Blend, Is.EqualTo(1), "the button is up");
    }

    [TestCase(960, 540)]
    [TestCase(1280, 720)]
    public void The_heat_maps_scale_lies_under_the_sheet_which_no_first_stroke_moves(int width, int height)
    {
        (Scene.IsCanvas, Scene.IsBlank, Scene.FrameSize) = (true, true, (100, 100));
        _stage.Draw(width, height);
        var sheet = Spots(HotKind.Canvas).Single().Rect;
        Assert.That(Spots(HotKind.Blend), Is.Empty, "nothing is drawn");
        Scene.IsBlank = false;
        var panel = _stage.Draw(width, height).Source;
        Assert.That(Spots(HotKind.Canvas).Single().Rect, Is.EqualTo(sheet));
        var slider = Spots(HotKind.Blend).Single().Rect;
        Assert.That(slider.Overlaps(sheet), Is.False);
        Assert.That(panel.Contains(slider));
        (Scene.IsCanvas, Scene.FrameSize) = (false, (100, 80));
    }

    [Test]
    public void Of_a_narrow_picture_the_heat_maps_numbers_are_told()
    {
        Scene.FrameSize = (30, 300);
        _stage.Draw(960, 540);
        Assert.That(_stage.Texts(), Has.Some.Match("^(above zero: )?0 … [0-9]"));
        Assert.That(_stage.Texts(), Does.Contain("50 %"));
        Scene.FrameSize = (100, 80);
    }

    [TestCase(960, 540)]
    [TestCase(1280, 720)]
    [TestCase(1920, 1080)]
    public void No_number_lies_over_how_the_values_are_spread(int width, int height)
    {
        foreach (int layer in new[] { 1, 4 })
        {
            new UnitChoice(Scene).Choose(layer, 0);
            var panel = _stage.Draw(width, height).Inspector;
            var bars = Scene.List.Boxes.ToArray().Where(box => box.Fill == 0xFF3A6EA8 && panel.Contains(box.Rect)).ToArray();
            Assert.That(bars, Is.Not.Empty);
            foreach (var group in Scene.List.Groups.ToArray().Where(group => group.Clip == panel))
                foreach (var text in Scene.List.Shapes(group).ToArray().Where(shape => shape.Kind == ShapeKind.Text))
                    Assert.That(bars.Any(bar => bar.Rect.Overlaps(text.Rect)), Is.False, Scene.List.TextOf(group, text).ToString());
        }
    }

    [Test]
    public void A_table_of_one_image_is_one_map()
    {
        var labels = new Node(new ArgMax(1, KeepDims: false, SelectLast: false), [X()]);
        var layer = new Layer(1, labels, "argmax", 1, []);
        Assert.That((layer.Channels, layer.Rows, layer.Columns, layer.Extent), Is.EqualTo((1, 4, 5, "1×4×5")));
        Assert.That(MapExtent.Of([2, 4, 5]), Is.EqualTo(new MapExtent(2, 4, 1, 5)), "of two it is not known");
    }

    [Test]
    public void The_kernel_of_every_input_can_be_chosen_and_its_own_range_is_told()
    {
        new UnitChoice(Scene).Choose(4, 5);
        Show();
        var thumbs = Spots(HotKind.Kernel);
        Assert.That(thumbs.Select(spot => spot.A), Is.EqualTo(Enumerable.Range(0, 8)), "one for each of the eight inputs");
        var layer = _stage.Network.Layers[4];
        var weights = _stage.Network.WeightOf(layer.Node.Inputs[1])!.Floats;
        foreach (int input in new[] { 0, 6 })
        {
            Click(Spots(HotKind.Kernel)[input].Rect);
            float[] kernel = weights.Slice((5 * 8 + input) * 25, 25).ToArray();
            Assert.That(_stage.Texts(), Does.Contain($"5 × 5 · input {input + 1} of 8"));
            var texts = _stage.Texts().Select(text => text.Replace('−', '-'));
            Assert.That(texts, Does.Contain($"{kernel.Min():0.00}").And.Contain($"{kernel.Max():0.00}"));
            Assert.That(_stage.Texts(), Has.Some.StartsWith($"input {input + 1}: "), "and its products");
        }
        Click(Spots(HotKind.Kernel)[6].Rect);
        Assert.That(Scene.State.Kernel, Is.Null, "a second click");
        Click(Spots(HotKind.Kernel)[0].Rect);
        new UnitChoice(Scene).Channel(1);
        Assert.That(Scene.State.Kernel, Is.Null, "another map");
    }

    [Test]
    public void The_differences_are_counted_where_they_are_shown()
    {
        new UnitChoice(Scene).Choose(4, 0);
        Scene.Open[Panel.Difference] = true;
        Show();
        Assert.That(_stage.Texts(), Does.Contain("turbo").And.Contain("0.25"));
        Assert.That(Scene.List.HotSpots.ToArray(), Has.Some.Matches<HotSpot>(spot => spot.Tip.Contains("how far from the reference")));
        // Nearly all cells are exact, one is not: two bars, that one the higher.
        var bars = Scene.List.Boxes.ToArray().Where(box => box.Fill == 0xFF3A6EA8 && box.Rect.X > 900).ToArray();
        Assert.That(bars, Has.Length.EqualTo(2));
        Assert.That(bars[0].Rect.Height, Is.GreaterThan(3 * bars[1].Rect.Height));
        Scene.Open[Panel.Difference] = false;
    }

    [Test]
    public void Maps_are_dim_while_there_is_no_picture()
    {
        float Opacity() => Scene.List.Maps.ToArray()
            .First(map => map.Node == _stage.Network.Layers[1].Node && map.Colours != ColourMap.Heat).Opacity;
        Assert.That(Opacity(), Is.EqualTo(1));
        (Scene.IsCanvas, Scene.IsBlank) = (true, true);
        Show();
        Assert.That(Opacity(), Is.LessThan(0.5f));
        (Scene.IsCanvas, Scene.IsBlank) = (false, false);
    }
}
