using System.Diagnostics;
using System.Globalization;
using Cnn.Gl;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Engines;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>
/// A thread writes all weights of a network a hundred times a second, as training does, while the window runs and draws it.
/// REALTIMECNN_STALL says for how many seconds; then no frame may be held up by the weights for more than 20 ms. Other programs hold
/// up frames too: every second second another network's weights are written, which tells the two apart.
/// </summary>
[NonParallelizable]
public class LearningBesideDrawingTests
{
    private const int Width = 960, Height = 540, Frames = 60;

    private static readonly TimeSpan Share = TimeSpan.FromMilliseconds(10), MostHeldUp = TimeSpan.FromMilliseconds(20);

    private static readonly double? Seconds =
        Environment.GetEnvironmentVariable("REALTIMECNN_STALL") is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    [Test, OwnThread]
    public void No_kernel_is_torn_and_no_frame_held_up()
    {
        using var stage = Stage.OfLeNet();
        using var window = new HeadlessWindow(Width, Height);
        using var fonts = new Fonts();
        using var painter = new Painter(window.Gl, new DrawShaders(window.Gl, null), window.GetProcAddress, fonts);
        var parts = stage.Network.Parts;
        using var engine = new GlEngine(new GlBackend(window.Gl), parts, waits: false);
        engine.Prepare(Timeout.InfiniteTimeSpan);
        var frame = new Frame(new int[100 * 80], 100, 80, TimeSpan.Zero, 1);
        Write(parts.Variables, 1);
        using var other = Stage.OfLeNet();
        using var learning = new Learning(parts.Variables, other.Network.Parts.Variables);
        var (longest, usual) = (TimeSpan.Zero, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        for (int i = 0; Seconds is { } seconds ? clock.Elapsed.TotalSeconds < seconds : i < Frames; i++)
        {
            if (!engine.Busy)
                engine.Start(frame, stage.Network.Choices, null);
            var began = clock.Elapsed;
            engine.Advance(Share);
            RequireWhole(stage.Network, parts.Variables.Published);
            var heldUp = clock.Elapsed - began - Share;
            // Every other second of a long run is the comparison.
            learning.Elsewhere = Seconds is not null && (int)clock.Elapsed.TotalSeconds % 2 == 1;
            if (i > 10 && learning.Elsewhere && heldUp > usual)
                usual = heldUp;
            else if (i > 10 && heldUp > longest)
                longest = heldUp;
            stage.Draw(Width, Height);
            painter.Draw(stage.Scene.List, engine.Activations, null, new Viewport(window.Framebuffer, Width, Height, 1));
        }
        TestContext.Out.WriteLine($"{learning.Steps} steps; the longest that running and reading weights took beyond their share: "
            + $"{longest.TotalMilliseconds:0.0} ms, while another network's weights were written {usual.TotalMilliseconds:0.0} ms");
        Assert.That(learning.Steps, Is.GreaterThan(1));
        if (Seconds is not null)
            Assert.That(longest, Is.LessThan(usual > MostHeldUp ? usual : MostHeldUp));
    }

    // A step's weights are all the same: two numbers are of two steps.
    private static void RequireWhole(global::Demo.Ui.Network network, Weights weights)
    {
        float step = weights[weights.Names.First()].Floats[0];
        foreach (string name in weights.Names)
            Assert.That(weights[name].Floats.ContainsAnyExcept(step), Is.False, $"{name}: another step than the first variable's");
        // As the window reads them, one after the other: each is whole, of whatever step.
        foreach (var layer in network.Layers)
            foreach (var input in layer.Node.Inputs)
                if (network.WeightOf(input) is { Type: DataType.Float32, Count: > 0 } weight && input.Op is Variable)
                    Assert.That(weight.Floats.ContainsAnyExcept(weight.Floats[0]), Is.False, $"{input.Name} is torn");
    }

    private static void Write(VariableSet variables, int step) => variables.Write(variables.Names.Select(name =>
    {
        var value = new Tensor(variables[name].Shape);
        value.Floats.Fill(0.001f * (step % 97 + 1));
        return KeyValuePair.Create(name, value);
    }));

    private sealed class Learning : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _stop;
        private volatile int _steps;

        public Learning(VariableSet variables, VariableSet others)
        {
            _thread = new Thread(() => Learn(variables, others)) { IsBackground = true };
            _thread.Start();
        }

        /// <summary>Whether the other network's weights are written.</summary>
        public volatile bool Elsewhere;

        public int Steps => _steps;

        public void Dispose()
        {
            _stop = true;
            _thread.Join();
        }

        private void Learn(VariableSet variables, VariableSet others)
        {
            while (!_stop)
            {
                Write(Elsewhere ? others : variables, ++_steps);
                Thread.Sleep(10);
            }
        }
    }
}
