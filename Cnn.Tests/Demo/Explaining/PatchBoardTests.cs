using Demo.Explaining;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Explaining;

/// <summary>A board holds the greatest values of all that was offered, each once, in their order, and shows what they depend on.</summary>
[Parallelizable]
public class PatchBoardTests
{
    [Test]
    public void It_holds_what_all_frames_together_had_of_greatest([Values(1, 4, 7)] int layer)
    {
        using var stage = Stage.OfLeNet();
        var board = new PatchBoard(stage.Network, stage.Network.Layers[layer]);
        var (network, node) = (stage.Network, board.Layer.Node);
        int size = board.Layer.Rows * board.Layer.Columns;
        var random = new Random(layer);
        var offered = new List<(Tensor Values, Tensor Entered)>();
        for (int i = 0; i < 60; i++)
        {
            var values = Boards.Noise(node.Shape, random);
            // Below zero, no numbers, and nothing at all.
            foreach (ref float value in values.Floats)
                value = i == 7 ? -1 : i == 20 && value > 0.5f ? float.NaN : (value - 0.4f) * (1 + i * 7 % 60);
            if (i == 31)
                values.Floats.Fill(float.PositiveInfinity);
            var entered = Boards.Noise(network.Parts.Preprocessing.Output.Shape, random);
            offered.Add((values, entered));
            board.Offer(values, entered, new PatchOrigin($"{i}", i, null));
        }
        var patches = new ExcitingPatch?[PatchBoard.Most];
        for (int channel = 0; channel < board.Layer.Channels; channel++)
        {
            var wanted = offered.Select((frame, i) => (Best: Best(frame.Values, channel), Frame: i))
                .Where(found => found.Best.Value > 0 && float.IsFinite(found.Best.Value))
                .OrderByDescending(found => found.Best.Value).ThenBy(found => found.Frame).Take(PatchBoard.Most).ToArray();
            int count = board.Read(channel, patches);
            Assert.That(patches.Take(count).Select(p => (p!.Value, p.Y * board.Layer.Columns + p.X, p.Origin.Name)),
                Is.EqualTo(wanted.Select(w => (w.Best.Value, w.Best.At, $"{w.Frame}"))), $"channel {channel}");
            Assert.That(count, Is.EqualTo(PatchBoard.Most));
            foreach (var patch in patches)
                Shows(patch!, offered[int.Parse(patch!.Origin.Name)].Entered, channel);
        }
        Assert.That(board.Offered, Is.EqualTo(60));

        (float Value, int At) Best(Tensor values, int channel)
        {
            var map = values.Floats.Slice(channel * size, size).ToArray();
            float best = map.Where(v => !float.IsNaN(v)).DefaultIfEmpty(float.NaN).Max();
            return (best, Array.IndexOf(map, best));
        }

        // The part is the value's field, and its pixels are what entered, which is ink of 0…1.
        void Shows(ExcitingPatch patch, Tensor entered, int channel)
        {
            var unit = new global::Demo.Arithmetic.Unit(network, board.Layer, channel, patch.X, patch.Y, _ => null);
            var box = new FieldTrace().Of(unit, network.Layers[0])!.Value;
            Assert.That(patch.Field, Is.EqualTo(new Rect(box.Left, box.Top, box.Right - box.Left + 1, box.Bottom - box.Top + 1)));
            Assert.That((patch.Pixels.Width, patch.Pixels.Height), Is.EqualTo(((int)patch.Field.Width, (int)patch.Field.Height)));
            for (int i = 0; i < patch.Pixels.Width * patch.Pixels.Height; i++)
            {
                int x = (int)patch.Field.X + i % patch.Pixels.Width, y = (int)patch.Field.Y + i / patch.Pixels.Width;
                Assert.That(patch.Pixels.Planes[i], Is.EqualTo(entered.Floats[y * 28 + x] * 255).Within(0.51));
            }
        }
    }

    [Test]
    public void A_sight_that_goes_on_and_a_picture_that_comes_again_count_once()
    {
        using var stage = Stage.OfLeNet();
        var board = new PatchBoard(stage.Network, stage.Network.Layers[1]);
        var random = new Random(2);
        var still = Boards.Noise(stage.Network.Parts.Preprocessing.Output.Shape, random);
        // An empty sheet excites nothing, whatever a bias makes of it.
        board.Offer(Value(900), new Tensor(still.Shape), new PatchOrigin("empty", 5, null));
        Assert.That(Values(), Is.Empty);
        // The same picture again and again, of one source and of others.
        for (int i = 0; i < 40; i++)
            board.Offer(Value(1 + i % 5), still, new PatchOrigin("still", i % 4, null));
        Assert.That(Values(), Is.EqualTo(new[] { 5f }));
        // A film in which everything changes: the best of each second.
        for (int i = 0; i < 120; i++)
            board.Offer(
                Value(10 + i), Boards.Noise(still.Shape, random), new PatchOrigin("film", 9, TimeSpan.FromSeconds(i / 30.0)));
        var values = Values();
        Assert.That(values[0], Is.EqualTo(129));
        Assert.That(values, Has.Length.LessThanOrEqualTo(5).And.Ordered.Descending);
        Assert.That(values[^1], Is.EqualTo(5));
        // A better moment of it takes the place of its neighbours.
        board.Offer(Value(500), Boards.Noise(still.Shape, random), new PatchOrigin("film", 9, TimeSpan.FromSeconds(3.5)));
        Assert.That(Values()[0], Is.EqualTo(500));
        Assert.That(Values(), Has.None.EqualTo(129f));

        Tensor Value(float value)
        {
            var values = new Tensor(board.Layer.Node.Shape);
            values.Floats[3 * 28 + 5] = value;
            return values;
        }

        float[] Values()
        {
            var patches = new ExcitingPatch?[PatchBoard.Most];
            int count = board.Read(0, patches);
            return [.. patches.Take(count).Select(p => p!.Value)];
        }
    }

    [Test]
    public void What_it_takes_is_bounded_however_many_channels_there_are()
    {
        using var stage = Stage.OfLargeNetwork();
        foreach (var layer in stage.Network.Layers.Skip(1))
        {
            var board = new PatchBoard(stage.Network, layer);
            Assert.That(board.Bytes, Is.LessThanOrEqualTo(PatchBoard.MostBytes));
            Assert.That(board.Side, Is.GreaterThanOrEqualTo(16));
        }
        var boards = new PatchBoards();
        var first = boards.Of(stage.Network, stage.Network.Layers[1]);
        Assert.That(boards.Of(stage.Network, stage.Network.Layers[1]), Is.SameAs(first));
        foreach (var layer in stage.Network.Layers.Skip(1))
            boards.Of(stage.Network, layer);
        long all = stage.Network.Layers.Skip(1).Sum(layer => new PatchBoard(stage.Network, layer).Bytes);
        bool kept = ReferenceEquals(boards.Of(stage.Network, stage.Network.Layers[1]), first);
        Assert.That(kept, Is.EqualTo(all <= PatchBoards.MostBytes), "the oldest goes where they are too many");
    }
}
