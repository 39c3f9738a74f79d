using Cnn.Backends;
using Cnn.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>What each switch of an image network changes, on both backends.</summary>
public class ImageSwitchTests
{
    private static readonly Recipe Normalised = new() { Mean = [0.5f, 0.25f, 0.125f], Std = [0.5f, 0.25f, 2] };

    // Left half red, right half blue, four times as wide as high; single columns of white.
    private static readonly TestFrame Wide = new(
        "wide", [.. Enumerable.Range(0, 16 * 64).Select(i => i % 64 % 8 == 4 ? 0xFFFFFF : i % 64 < 32 ? 0x0000FF : 0xFF0000)], 16, 64);

    [Test]
    public void Each_switch_changes_the_tensor_at_once([Values] bool onGl)
    {
        using var seen = new Session(onGl, [1, 3, 8, 6]);
        float[] standard = seen.See();
        Assert.That(Value(standard, 0, 4, 0), Is.Not.EqualTo(Value(standard, 2, 4, 0)));

        // Both rims show what lies at the frame's rims: all of it is there.
        float[] stretched = seen.See(("aspect", 2));
        Assert.That(Plain(stretched, 0, 4, 0), Is.GreaterThan(0.9f), "red on the left");
        Assert.That(Plain(stretched, 2, 4, 5), Is.GreaterThan(0.9f), "blue on the right");

        // 64×16 in 6×8: 1.5 rows of picture, black above and below.
        float[] fitted = seen.See(("aspect", 1));
        for (int c = 0; c < 3; c++)
            Assert.That((Plain(fitted, c, 0, 3), Plain(fitted, c, 7, 3)), Is.EqualTo((0f, 0f)));
        Assert.That(Plain(fitted, 0, 4, 0), Is.GreaterThan(0.9f));

        float[] exchanged = seen.See(("colours", 1));
        Assert.That(Enumerable.Range(0, 48).Select(i => Plain(exchanged, 0, i / 6, i % 6)),
            Is.EqualTo(Enumerable.Range(0, 48).Select(i => Plain(standard, 2, i / 6, i % 6))).Within(1e-5));

        float[] mirrored = seen.See(("mirror", 1), ("aspect", 2));
        Assert.That(Plain(mirrored, 2, 4, 0), Is.GreaterThan(0.9f), "blue on the left");

        float[] plain = seen.See(("mean and std", 0));
        Assert.That(plain, Is.EqualTo(standard.Select((v, i) => v * Normalised.Std[i / 48] + Normalised.Mean[i / 48])).Within(1e-5));
    }

    [Test]
    public void Antialiasing_averages_what_falls_into_one_pixel([Values] bool onGl)
    {
        using var seen = new Session(onGl, [1, 3, 6, 24]);
        double Spread(float[] values)
        {
            double[] row = [.. Enumerable.Range(0, 12).Select(x => (double)Plain(values, 1, 2, x, width: 24))];
            return row.Max() - row.Min();
        }
        Assert.That(Spread(seen.See(("antialias", 0))), Is.GreaterThan(1.4 * Spread(seen.See())), "white columns one pixel wide");
    }

    [Test]
    public void One_colour_alone_is_one_channel_of_all_three(
        [Values] bool onGl, [Values] ChannelLayout layout, [Values(ColorOrder.Red, ColorOrder.Green, ColorOrder.Blue)] ColorOrder colour)
    {
        var frame = TestFrame.Random(9, 13);
        float[] all = See(new Recipe { Layout = layout }), alone = See(new Recipe { Layout = layout, Colors = colour });
        int channel = colour - ColorOrder.Red, plane = 5 * 7;
        Assert.That(alone, Is.EqualTo(Enumerable.Range(0, plane).Select(i =>
            all[layout == ChannelLayout.Nhwc ? 3 * i + channel : channel * plane + i])).Within(1e-6));

        float[] See(Recipe recipe)
        {
            var graph = PreprocessingGraph.For(
                recipe, layout == ChannelLayout.Nhwc ? [1, 5, 7, recipe.Channels] : [1, recipe.Channels, 5, 7]);
            IBackend backend = onGl ? PreprocessingBackends.Gl : PreprocessingBackends.Reference;
            using var session = backend.CompileNow(new Cnn.Graph([graph.Output]), new VariableSet());
            graph.WriteDefaults(session);
            graph.WriteFrame(session, frame.Pixels, frame.Height, frame.Width);
            session.Run();
            return session.Read(graph.Output).Floats.ToArray();
        }
    }

    [Test]
    public void Both_backends_agree_whatever_is_chosen()
    {
        using var gl = new Session(onGl: true, [1, 3, 7, 10]);
        using var reference = new Session(onGl: false, [1, 3, 7, 10]);
        for (int i = 0; i < 3 * 2 * 2 * 2; i++)
        {
            (string, int)[] choices = [("aspect", i % 3), ("colours", i / 3 % 2), ("antialias", i / 6 % 2), ("mean and std", i / 12)];
            Assert.That(gl.See(choices), Is.EqualTo(reference.See(choices)).Within(1e-4), string.Join(' ', choices));
        }
    }

    [Test]
    public void A_switch_is_there_only_where_it_does_something()
    {
        string[] Names(Recipe recipe, Shape input) => [.. PreprocessingGraph.For(recipe, input).Switches.Select(s => s.Name)];
        Assert.That(Names(Normalised, [1, 3, 8, 6]), Is.EqualTo(new[] { "mirror", "aspect", "colours", "antialias", "mean and std" }));
        Assert.That(Names(new Recipe { Colors = ColorOrder.Grey }, [1, 1, 8, 6]), Is.EqualTo(new[] { "mirror", "aspect", "antialias" }));
    }

    private static float Value(float[] values, int channel, int y, int x, int width = 6) =>
        values[channel * values.Length / 3 + y * width + x];

    private static float Plain(float[] values, int channel, int y, int x, int width = 6) =>
        Value(values, channel, y, x, width) * Normalised.Std[channel] + Normalised.Mean[channel];

    private sealed class Session : IDisposable
    {
        private readonly PreprocessingGraph _graph;
        private readonly ISession _session;

        public Session(bool onGl, Shape input)
        {
            IBackend backend = onGl ? PreprocessingBackends.Gl : PreprocessingBackends.Reference;
            _graph = PreprocessingGraph.For(Normalised, input);
            _session = backend.CompileNow(new Cnn.Graph(_graph.Output), new VariableSet());
            _graph.WriteFrame(_session, Wide.Pixels, Wide.Height, Wide.Width);
        }

        public float[] See(params ReadOnlySpan<(string Name, int Value)> choices)
        {
            _graph.WriteDefaults(_session);
            foreach (var (name, value) in choices)
                _session.Write(_graph[name].Input, Tensor.Vector(value));
            _session.Run();
            return _session.Read(_graph.Output).Floats.ToArray();
        }

        public void Dispose() => _session.Dispose();
    }
}
