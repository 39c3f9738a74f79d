using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>A network that is too large for columns: strip, grid and table move under the wheel and stay put otherwise.</summary>
public class LargeNetworkTests
{
    private const int Wide = 11;

    private Stage _stage = null!;
    private Controls _controls = null!;

    [SetUp]
    public void Open()
    {
        _stage = Stage.OfLargeNetwork();
        _controls = new Controls(_stage.Scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
    }

    [TearDown]
    public void Close() => _stage.Dispose();

    [Test]
    public void The_strip_is_as_wide_as_the_work_whatever_the_times_are()
    {
        var before = Strip();
        _stage.Scene.Times.Add([.. _stage.Network.Layers.Where(l => l.Index % 5 == 1).Select(l => new Backends.NodeTime(l.Node, "", 100))]);
        Assert.That(Strip(), Is.EqualTo(before));
        Assert.That(before.Select(s => s.Layer), Is.Ordered);
        Assert.That(before.SkipLast(1).Select(s => s.Width), Is.All.GreaterThan(9), "all that are not cut off");
        float wide = before.Single(s => s.Layer == Wide).Width, usual = before.Single(s => s.Layer == 3).Width;
        Assert.That(wide, Is.GreaterThan(2 * usual), "160 maps are more work than 12");
    }

    [Test]
    public void The_strip_moves_under_the_wheel_and_magnifies_with_control()
    {
        var before = Strip();
        Point(before[^1].Rect);
        _controls.Wheel(4, Modifiers.Ctrl);
        var magnified = Strip();
        Assert.That(magnified, Has.Count.LessThan(before.Count));
        Assert.That(magnified[^1].Layer, Is.EqualTo(before[^1].Layer), "what is under the mouse stays there");
        _controls.Wheel(50);
        Assert.That(Strip()[0].Layer, Is.Zero);
        Assert.That(Strip()[^1].Layer, Is.LessThan(before[^1].Layer));
        new UnitChoice(_stage.Scene).Choose(before[^1].Layer, 0);
        Assert.That(Strip()[^1].Layer, Is.EqualTo(before[^1].Layer), "what is chosen comes into view");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void What_sticks_out_of_the_strip_is_cut_and_not_squeezed(bool differences)
    {
        _stage.Scene.Open[Panel.Difference] = differences;
        var whole = Strip();
        Point(whole[0].Rect);
        // A quarter of 60 pixels: the strip begins in the middle of a tile.
        _controls.Wheel(-0.25f);
        var tile = Strip()[0];
        var list = _stage.Scene.List;
        var map = (differences ? list.Differences : list.Maps).ToArray().Single(m => m.Rect == tile.Rect with { Height = m.Rect.Height }
            && m.Node == _stage.Network.Layers[tile.Layer].Node);
        Assert.That(map.Part.X, Is.GreaterThan(0));
        Assert.That(map.Part.Right, Is.EqualTo(1).Within(1e-5));
        Assert.That(map.Rect.Width / map.Part.Width, Is.EqualTo(whole[tile.Layer].Width).Within(1e-3), "as wide as it was");
        _stage.Scene.Open[Panel.Difference] = false;
    }

    [Test]
    public void Hovering_over_the_strip_says_name_kind_shape_and_time()
    {
        Point(Strip().Single(s => s.Layer == Wide).Rect);
        Draw();
        string tip = Spots().First(s => s is { Kind: HotKind.Unit, A: Wide, B: 0 } && s.Tip.Contains("conv")).Tip;
        const string what = "conv6: Conv 3×3, stride 1, padding 1, 160 kernels of 12×3×3 · 160×20×24 · a layer with quite a long name 5 · ";
        Assert.That(tip, Does.StartWith(what).And.EndsWith(" ms"));
    }

    [Test]
    public void Arrows_move_in_two_dimensions_and_the_chosen_map_comes_into_view()
    {
        var state = _stage.Scene.State;
        new UnitChoice(_stage.Scene).Choose(Wide, 0);
        Draw();
        int across = state.Across;
        Assert.That(across, Is.InRange(3, 159));
        (Key, int)[] steps = [(Key.Right, 1), (Key.Down, 1 + across), (Key.Left, across), (Key.Up, 0), (Key.Up, 0), (Key.Left, 0)];
        foreach (var (key, channel) in steps)
        {
            _controls.Press(key);
            Assert.That((state.Layer, state.Channel), Is.EqualTo((Wide, channel)), $"{key}");
        }
        _controls.Press(Key.O);
        Assert.That(state.Layer, Is.EqualTo(Wide + 1));
        _controls.Press(Key.U);
        for (int i = 0; i < 200; i++)
            _controls.Press(Key.Down);
        Draw();
        Assert.That(state.Channel, Is.GreaterThanOrEqualTo(160 - across));
        var tiles = Tiles();
        Assert.That(tiles.Select(t => t.B), Has.Member(state.Channel).And.No.Member(0));
        Point(tiles[0].Rect);
        _controls.Wheel(100);
        Draw();
        Assert.That(Tiles().Select(t => t.B), Has.Member(0), "the wheel goes where nothing is chosen");
    }

    [Test]
    public void Of_a_hundred_and_sixty_kernels_wheel_and_arrows_reach_each()
    {
        var state = _stage.Scene.State;
        var after = _stage.Network.Layers.First(l => l.Index > Wide && l.Node.Op is Cnn.Ops.Conv);
        new UnitChoice(_stage.Scene).Choose(after.Index, 0);
        state.Kernel = 0;
        Draw();
        Assert.That(Kernels().Select(k => k.A), Has.Member(0).And.No.Member(159));
        Point(Kernels()[0].Rect);
        _controls.Wheel(1);
        Assert.That(state.Kernel, Is.Zero, "there is none before the first");
        for (int i = 0; i < 36; i++)
            _controls.Wheel(-1);
        Draw();
        Assert.That(state.Kernel, Is.EqualTo(36));
        Assert.That(_stage.Texts(), Has.Some.EndsWith("3 × 3 · input 37 of 160"));
        for (int i = 0; i < 100 && state.Kernel < 159; i++)
        {
            Click(Kernels().MaxBy(k => k.A).Rect);
            Draw();
        }
        Assert.That(state.Kernel, Is.EqualTo(159), "the arrow at the end goes on");

        HotSpot[] Kernels() => [.. Spots().Where(s => s.Kind == HotKind.Kernel)];
    }

    [Test]
    public void The_table_opens_at_the_chosen_layer_and_a_click_leaves_it_where_it_is()
    {
        new UnitChoice(_stage.Scene).Choose(36, 0);
        _controls.Press(Key.T);
        Draw();
        var rows = Rows();
        Assert.That(rows.Select(r => r.A), Has.Member(36).And.No.Member(0));
        Click(rows[2].Rect);
        Draw();
        Assert.That((_stage.Scene.State.Layer, Rows()[0].A), Is.EqualTo((rows[2].A, rows[0].A)));
        _controls.Wheel(1);
        Draw();
        Assert.That(Rows()[0].A, Is.EqualTo(rows[0].A - 3), "three rows a notch");
    }

    [Test]
    public void The_table_is_sorted_by_the_column_that_is_clicked_and_again_by_order()
    {
        var scene = _stage.Scene;
        _controls.Press(Key.T);
        Draw();
        Click(Spots().Single(s => s.Kind == HotKind.Sort && s.A == (int)LayerColumn.Milliseconds).Rect);
        scene.State.ScrollOf(Scrolled.Table).Rewind();
        Draw();
        scene.State.ScrollOf(Scrolled.Table).Turn(100);
        Draw();
        var times = Rows().Select(r => scene.Times[r.A]).ToArray();
        Assert.That(times, Is.Ordered.Descending);
        // Another time does not move a row within a second, and does after it.
        var slowest = Rows()[0].A;
        scene.Times.Add([new Backends.NodeTime(_stage.Network.Layers[Rows()[3].A].Node, "", 1e6)]);
        int next = Rows()[3].A;
        scene.Time += 0.5;
        Draw();
        Assert.That(Rows()[0].A, Is.EqualTo(slowest));
        scene.Time += 0.6;
        Draw();
        Assert.That(Rows()[0].A, Is.EqualTo(next));
        Click(Spots().Single(s => s.Kind == HotKind.Sort && s.A == (int)LayerColumn.Milliseconds).Rect);
        Draw();
        Assert.That(Rows().Select(r => r.A), Is.Ordered);
    }

    [Test]
    public void The_layers_times_and_all_others_add_up_to_the_network()
    {
        var times = _stage.Scene.Times;
        Assert.That(Enumerable.Range(0, _stage.Network.Layers.Length).Sum(i => times[i]), Is.EqualTo(times.Total).Within(1e-9));
        Assert.That(times[0], Is.GreaterThan(0), "preparing the picture is a row of its own");
        Draw();
        var texts = _stage.Texts();
        Assert.That(texts, Has.Member("all others"));
    }

    private void Draw() => _stage.Draw(960, 540);

    private HotSpot[] Spots() => _stage.Scene.List.HotSpots.ToArray();

    private List<(int Layer, float Width, Rect Rect)> Strip()
    {
        Draw();
        var strip = Spots().Single(s => s.Kind == HotKind.Scroll && s.A == (int)Scrolled.Strip).Rect;
        return [.. Spots().Where(s => s.Kind == HotKind.Unit && strip.Contains(s.Rect)).Select(s => (s.A, s.Rect.Width, s.Rect))];
    }

    private HotSpot[] Tiles() => Units("One feature map");

    private HotSpot[] Rows() => Units("One layer");

    private HotSpot[] Units(string tip) =>
        [.. Spots().Where(s => s.Kind == HotKind.Unit && s.Tip.StartsWith(tip, StringComparison.Ordinal))];

    private void Point(Rect at)
    {
        _controls.Remember(_stage.Scene.List.HotSpots);
        _controls.Move(new(at.CentreX, at.CentreY));
    }

    private void Click(Rect at)
    {
        Point(at);
        _controls.Down(new(at.CentreX, at.CentreY), MouseButton.Left);
        _controls.Up();
    }
}
