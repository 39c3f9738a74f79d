using System.Numerics;
using Demo.Ui;
using Demo.Views.Space;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Space;

/// <summary>The lines in space: the receptive field on every layer, what the chosen map is computed from, what flows along them.</summary>
public class StrandTests
{
    private Stage _stage = null!;

    private Scene Scene => _stage.Scene;

    private SpaceState Looked => ((SpaceView)Scene.View).Looked;

    [SetUp]
    public void Open()
    {
        _stage = Stage.OfLeNet();
        Scene.Views.Show("3D");
        foreach (var toggle in new[] { Toggle.Field, Toggle.Links, Toggle.Flow })
            Scene.View.State.Turn(toggle, on: false);
    }

    [TearDown]
    public void Close() => _stage.Dispose();

    [Test]
    public void The_field_is_outlined_on_each_layer_before_where_it_lies()
    {
        new UnitChoice(Scene).Choose(4, 3);
        Scene.State.Pixel = (6, 2);
        Vector3[] without = Ends();
        Scene.View.State.Turn(Toggle.Field, on: true);
        Vector3[] ends = [.. Ends().Except(without)];
        for (int i = 0; i < 4; i++)
        {
            var layer = _stage.Network.Layers[i];
            var box = Scene.FieldIn(layer)!.Value;
            Assert.That((box.Right - box.Left + 1, layer.Columns), Is.Not.EqualTo((layer.Columns, 1)));
            // On one of its maps all four corners.
            bool Has(Slice slice, int x, int y) => ends.Any(end => Vector3.Distance(
                end, slice.At((float)x / layer.Columns, (float)y / layer.Rows)) < 1e-4f);
            var holders = Looked.Slices.Of(i).ToArray().Where(slice => Has(slice, box.Left, box.Top) && Has(slice, box.Right + 1, box.Top)
                && Has(slice, box.Left, box.Bottom + 1) && Has(slice, box.Right + 1, box.Bottom + 1));
            Assert.That(holders.Count(), Is.EqualTo(1), layer.Name);
        }
        Scene.View.State.Turn(Toggle.Field, on: false);
        Assert.That(Ends(), Is.EquivalentTo(without));
    }

    [Test]
    public void Links_are_as_strong_as_weight_times_what_the_map_holds()
    {
        // The convolution over the pool's maps.
        var layer = _stage.Network.Layers.Last(l => l.Node.Op is Cnn.Ops.Conv);
        var source = layer.Inputs[0];
        new UnitChoice(Scene).Choose(layer.Index, 5);
        int without = Lines().Length;
        Scene.View.State.Turn(Toggle.Links, on: true);
        var lines = Lines();
        Looked.Slices.TryFind(layer.Index, 5, out var chosen);
        var weights = _stage.Network.WeightOf(layer.Node.Inputs[1])!;
        int size = weights.Shape[2] * weights.Shape[3], cells = source.Rows * source.Columns;
        double[] wanted = [.. Enumerable.Range(0, source.Channels).Select(c =>
        {
            var kernel = weights.Floats.Slice((5 * source.Channels + c) * size, size).ToArray();
            double sum = kernel.Sum(w => Math.Abs((double)w));
            var map = _stage.Read(source.Node).Floats.Slice(c * cells, cells).ToArray();
            return Math.CopySign(sum, kernel.Sum()) * map.Average(v => Math.Abs((double)v));
        })];
        double most = wanted.Max(Math.Abs);
        foreach (var slice in Looked.Slices.Of(source.Index).ToArray())
        {
            double share = wanted[slice.Channel] / most;
            var found = lines.Where(line => Vector3.Distance(line.Corner, slice.Centre) < 1e-4f && line.Across.X > 0).ToArray();
            Assert.That(found, Has.Length.EqualTo(Math.Abs(share) < 0.02 ? 0 : 1), $"map {slice.Channel}");
            if (found is not [var link])
                continue;
            Assert.That(link.Width, Is.EqualTo(0.7 + 1.5 * Math.Abs(share)).Within(1e-3));
            Assert.That(link.Colour & 0xFFFFFF, Is.EqualTo((share > 0 ? Theme.Positive : Theme.Negative) & 0xFFFFFF));
        }
        Assert.That(lines.Any(line => Vector3.Distance(line.Corner + line.Across, chosen.Centre) < 1e-4f));
        Scene.View.State.Turn(Toggle.Links, on: false);
        Assert.That(Lines(), Has.Length.EqualTo(without));
    }

    [Test]
    public void Dots_flow_with_the_data_while_the_network_runs_and_then_rest()
    {
        long run = 1;
        using var stage = Stage.OfLeNet();
        var flow = new Flow();
        var scene = stage.Scene;
        scene.Views.Show("3D");
        double Passed(double seconds)
        {
            double before = flow.Way;
            // On a clock of 60 ticks a second.
            for (int i = 0; i < seconds * 60; i++)
            {
                scene.Time += 1 / 60.0;
                flow.Advance(scene, run);
            }
            return flow.Way - before;
        }
        Passed(0.1);
        double second = Passed(1);
        Assert.That(second, Is.InRange(0.2, 1), "calmly");
        Passed(2);
        Assert.That(Passed(1), Is.Zero, "nothing runs any more");
        run++;
        Assert.That(Passed(1), Is.EqualTo(second).Within(1e-6), "another run");
        run++;
        scene.State.Frozen = true;
        Assert.That(Passed(1), Is.Zero, "frozen");
        scene.State.Frozen = false;
        run++;
        scene.View.State.Turn(Toggle.Flow, on: false);
        Assert.That(Passed(1), Is.Zero, "off");
    }

    [Test]
    public void Dots_lie_on_the_lines()
    {
        new UnitChoice(Scene).Choose(4, 3);
        Scene.View.State.Turn(Toggle.Links, on: true);
        Assert.That(Lines().Count(line => line.Across == default), Is.Zero, "off");
        Scene.View.State.Turn(Toggle.Flow, on: true);
        var dots = Lines().Where(line => line.Across == default).ToArray();
        Assert.That(dots, Has.Length.GreaterThan(4));
        Looked.Slices.TryFind(4, 3, out var chosen);
        var froms = Looked.Slices.Of(3).ToArray().Select(slice => slice.Centre).ToArray();
        foreach (var dot in dots)
            Assert.That(froms.Any(from => Math.Abs(Vector3.Distance(from, dot.Corner) + Vector3.Distance(dot.Corner, chosen.Centre)
                - Vector3.Distance(from, chosen.Centre)) < 1e-4f));
    }

    private SpaceShape[] Lines()
    {
        _stage.Draw(1280, 720);
        var list = Scene.List.Space;
        return [.. list.Shapes(list.Items[0]).ToArray().Where(shape => shape.Kind == SpaceKind.Line)];
    }

    private Vector3[] Ends() => [.. Lines().SelectMany(line => new[] { line.Corner, line.Corner + line.Across }).Distinct()];
}
