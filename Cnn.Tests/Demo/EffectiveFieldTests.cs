using Cnn.Explain;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Explaining;
using Demo.Outputs;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>The effective field over the source: heat, contour and size follow the value that is chosen, and off it is nothing.</summary>
public class EffectiveFieldTests
{
    private static readonly ExplainMethod s_method = new("field", "field", "{0}", false, score => new EffectiveField(score));

    [Test]
    public void It_follows_the_chosen_value_and_lies_where_the_network_saw_the_picture()
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        (scene.State.Layer, scene.State.Pixel) = (4, (7, 6));
        stage.Draw(1280, 720);
        Assert.That((scene.List.GivenValues.Length, Heats()), Is.EqualTo((0, 1)), "the chosen map's heat");
        controls.Press(Key.K);
        stage.Draw(1280, 720);
        var first = scene.List.GivenValues[0];
        // 7 ± 2 of 14 cells, through a pool of 2 and 5×5 taps: at most columns 8 to 21.
        var box = scene.FieldIn(scene.Network.Layers[0])!.Value;
        for (int i = 0; i < 28 * 28; i++)
            if (i % 28 < box.Left || i % 28 > box.Right || i / 28 < box.Top || i / 28 > box.Bottom)
                Assert.That(first.Value.Floats[i], Is.Zero, $"({i % 28}, {i / 28})");
        Assert.That(first.Value.Floats.ToArray().Max(), Is.GreaterThan(0));
        Assert.That(Heats(), Is.EqualTo(1), "instead of the map's");
        Assert.That(stage.Texts().Single(t => t.StartsWith("effective ", StringComparison.Ordinal)), Does.Match(@"effective \d+ × \d+"));
        stage.Draw(1280, 720);
        Assert.That(scene.List.GivenValues[0].Version, Is.EqualTo(first.Version), "nothing has changed");
        scene.State.Pixel = (3, 3);
        stage.Draw(1280, 720);
        Assert.That(scene.List.GivenValues[0].Version, Is.GreaterThan(first.Version));
        // A ReLU that is 0 lets no change through.
        var relu = scene.Network.Layers[5];
        var values = stage.Read(relu.Node).Floats;
        int dead = values.IndexOf(0f);
        (scene.State.Layer, scene.State.Channel) = (5, dead / 196);
        scene.State.Pixel = (dead % 14, dead / 14 % 14);
        stage.Draw(1280, 720);
        Assert.That(stage.Texts(), Does.Contain("no change reaches it"));
        Assert.That(scene.List.GivenValues.Length, Is.Zero);
        controls.Press(Key.K);
        stage.Draw(1280, 720);
        Assert.That((scene.List.GivenValues.Length, Heats()), Is.EqualTo((0, 1)));

        int Heats() => scene.List.Maps.ToArray().Count(map => map.Colours == ColourMap.Heat);
    }

    [Test]
    public void Blocks_are_summed_and_the_contour_holds_nine_tenths()
    {
        var gradient = new Tensor([1, 1, 120, 170]);
        for (int y = 40; y < 52; y++)
            for (int x = 61; x < 91; x++)
                gradient.Floats[y * 170 + x] = 1;
        gradient.Floats[119 * 170 + 169] = 1;
        gradient.Floats[0] = float.NaN;
        var field = new SoftField();
        field.Take(gradient);
        Assert.That(field.Map!.Shape, Is.EqualTo(new Shape(1, 1, 40, 57)), "three pixels a block");
        float sum = 0;
        foreach (float cell in field.Map.Floats)
            sum += cell;
        Assert.That(sum, Is.EqualTo(361 - 5 / 9f).Within(0.01), "but for what the corner's cell hands to nobody");
        Assert.That((field.Size.Rows, field.Size.Columns), Is.EqualTo((15, 33)).Within(3));
        // A closed outline: every corner is the end of as many level edges as upright ones.
        var ends = field.Contour.ToArray().SelectMany(e => new[] { (e.X0, e.Y0), (e.X1, e.Y1) }).GroupBy(p => p).Select(g => g.Count());
        Assert.That(ends, Is.All.EqualTo(2).Or.All.EqualTo(4));
        Assert.That(field.Contour.ToArray().Select(e => e.X0).Min(), Is.EqualTo(20 / 57f).Within(1.01 / 57));
        field.Take(new Tensor([1, 1, 9, 7]));
        Assert.That((field.Contour.Length, field.Size), Is.EqualTo((0, (0, 0))), "nothing changes the value");
    }

    [Test]
    public void What_has_no_gradient_is_one_line_and_the_next_value_is_answered()
    {
        using var stage = Stage.OfLeNet();
        var parts = stage.Scene.Network.Parts;
        var mirrored = new Node(new Pad([0, 0, 1, 1, 0, 0, 0, 0], PadMode.Reflect), [parts.Preprocessing.Output]);
        var (said, picture) = (new Explanation(s_method), stage.Read(parts.Preprocessing.Output));
        using var explainer = new Explainer(inTicks: true);
        explainer.Ask(Question(parts, mirrored), picture, [s_method]);
        explainer.Tick();
        Assert.That(explainer.TryTake(said) && said.IsFault && said.Says.Contains("Pad") && !said.Says.Contains('\n'), said.Says);
        explainer.Ask(Question(parts, stage.Network.Layers[4].Node), picture, [s_method]);
        explainer.Tick();
        Assert.That(explainer.TryTake(said) && !said.IsFault && said.Map is not null, said.Says);
        explainer.Ask(Question(parts, mirrored), picture, [s_method]);
        explainer.Tick();
        Assert.That(explainer.TryTake(said) && said.IsFault);
    }

    [Test]
    public void On_a_thread_the_last_of_many_questions_is_answered()
    {
        using var stage = Stage.OfLeNet();
        var parts = stage.Network.Parts;
        var picture = stage.Read(parts.Preprocessing.Output);
        var (sure, said) = (new Explanation(s_method), new Explanation(s_method));
        using var waited = new Explainer(inTicks: true);
        using var explainer = new Explainer(inTicks: false);
        for (int i = 0; i < 9; i++)
            explainer.Ask(Question(parts, stage.Network.Layers[i % 2 == 0 ? 4 : 1].Node, 90 + i), picture, [s_method]);
        waited.Ask(Question(parts, stage.Network.Layers[4].Node, 98), picture, [s_method]);
        waited.Tick();
        Assert.That(waited.TryTake(sure));
        Assert.That(() => explainer.TryTake(said) && said.Map!.Floats.SequenceEqual(sure.Map!.Floats), Is.True.After(20_000, 5));
    }

    private static ExplainQuestion Question(NetworkParts parts, Node node, int index = 3) =>
        new(parts, new NamedScore(new ValuePlace(node, index), ""), true, FramePart.Whole, false, node);
}
