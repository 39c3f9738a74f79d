using System.Numerics;
using Cnn.Gl;
using Cnn.Ops;
using Cnn.Preprocessing;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views.Space;
using NUnit.Framework;
using Silk.NET.Core.Loader;
using Silk.NET.OpenGL;
using MapShape = Demo.Ui.MapShape;

namespace Cnn.Tests.Demo;

/// <summary>What OpenGL 3.3 draws, without a function or a word of GLSL that is newer, is what 4.5 draws with compute shaders.</summary>
[NonParallelizable]
public class OldOpenGlDrawingTests
{
    private const int Width = 320, Height = 200;

    private static readonly GlVersion Old = new(3, 3);

    // Values as the processor has them, of any shape and type.
    private sealed class Values(GL gl, long mostInBuffer, params Tensor[] values) : IActivations, IDisposable
    {
        private readonly UploadedActivations _uploaded = new(gl) { MostInBuffer = mostInBuffer };

        public Node[] Nodes { get; } = [.. values.Select((value, i) => new Node(new Input(value.Shape, value.Type), $"value {i}"))];

        public long Version { get; set; } = 1;

        public bool TryView(Node node, out MapView view) => TryView(node, -1, out view);

        public bool TryView(Node node, int channel, out MapView view) =>
            _uploaded.TryView(node, channel, values[Array.IndexOf(Nodes, node)], Version, out view);

        public void Dispose() => _uploaded.Dispose();
    }

    [Test, OwnThread]
    public void A_newer_function_is_missing()
    {
        using var window = new HeadlessWindow(Width, Height);
        var old = OldOpenGl.Of(window.Gl);
        Assert.That(old.GetStringS(StringName.Version), Is.EqualTo(window.Gl.GetStringS(StringName.Version)));
        Assert.Throws<SymbolLoadingException>(() => old.MemoryBarrier(MemoryBarrierMask.AllBarrierBits));
    }

    // All colours, ranges and shapes, of maps of all types and ranks, over boxes, a frame, what lies behind a mask, and texts.
    [TestCase(1f, 5)]
    [TestCase(1.5f, 6)]
    [OwnThread]
    public void The_same_is_drawn(float scale, int seed)
    {
        var values = Tensors(new Random(seed));
        byte[][] drawn = [.. new[] { false, true }.Select(old => Draw(old, scale, long.MaxValue, values, Fill))];
        Assert.That(drawn[1], Is.EqualTo(drawn[0]));
        Assert.That(drawn[0].Distinct().Count(), Is.GreaterThan(100), "something is drawn");
    }

    // Of these 16,384 texels are a row: whole rows, and a channel that begins and ends within one.
    [Test, OwnThread]
    public void What_is_too_large_for_a_buffer_texture_lies_in_a_texture()
    {
        var large = Painting.Random([1, 3, 150, 211]);
        void Fill(DrawList list, Values values)
        {
            for (int channel = 0; channel < 3; channel++)
                list.Map(new Rect(100 * channel, 0, 100, 150), values.Nodes[0], channel, ColourMap.Turbo, RangeOf.Own);
        }

        // Only the one channel is sent again, after all of it was there.
        void FillOne(DrawList list, Values values)
        {
            foreach (ref float value in large.Floats)
                value = 1 - value;
            values.Version++;
            list.Map(new Rect(0, 0, 211, 150), values.Nodes[0], 1, ColourMap.Turbo, RangeOf.Own);
        }
        foreach (Action<DrawList, Values>[] steps in new Action<DrawList, Values>[][] { [Fill], [Fill, FillOne] })
        {
            var first = Draw(old: false, 1, long.MaxValue, [large], steps);
            if (steps.Length == 2)
                foreach (ref float value in large.Floats)
                    value = 1 - value;
            Assert.That(Draw(old: true, 1, 94_949, [large], steps), Is.EqualTo(first));
        }
    }

    private static byte[] Draw(bool old, float scale, long mostInBuffer, Tensor[] tensors, params Action<DrawList, Values>[] steps)
    {
        using var window = new HeadlessWindow(Width, Height);
        var gl = old ? OldOpenGl.Of(window.Gl) : window.Gl;
        using var kept = new KeptFramebuffer(gl, new(Width, Height));
        using var fonts = new Fonts();
        using var painter = new Painter(gl, new DrawShaders(gl, null) { Version = old ? Old : new(4, 5) }, window.GetProcAddress, fonts);
        using var values = new Values(gl, mostInBuffer, tensors);
        int[] frame = [.. Enumerable.Range(0, 40 * 30).Select(i => unchecked((int)0xFF000000) | i * 5003)];
        painter.Frame.Take(new Frame(frame, 40, 30, default, 1));
        var (list, viewport) = (new DrawList(), new Viewport(kept.Handle, Width, Height, scale));
        foreach (var step in steps)
        {
            list.Reset();
            step(list, values);
            painter.Draw(list, values, values, viewport);
        }
        byte[] pixels = new byte[4 * Width * Height];
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, kept.Handle);
        gl.ReadPixels(0, 0, Width, Height, PixelFormat.Rgba, PixelType.UnsignedByte, pixels.AsSpan());
        Assert.That(gl.GetError(), Is.EqualTo(GLEnum.NoError));
        return pixels;
    }

    private static void Fill(DrawList list, Values values)
    {
        list.Box(new Rect(4, 4, 200, 120), Theme.Panel, 8, Theme.Border);
        list.Picture(new Rect(10, 130, 80, 60), 0.1f, 0, 0.9f, 1);
        foreach (var behind in new[] { Backdrop.Squares, Backdrop.Blurred, Backdrop.Picture })
            list.Behind(new Sight(FramePart.Whole, new Rect(10 + 60 * (int)behind, 100, 50, 30)), values.Nodes[0], behind);
        list.End();
        var colours = Enum.GetValues<ColourMap>().Where(c => c != ColourMap.Auto).ToArray();
        int index = 0;
        foreach (var range in Enum.GetValues<RangeOf>())
            foreach (var node in values.Nodes)
            {
                var (colour, shape) = (colours[index % colours.Length], (MapShape)(index % 3));
                var rect = new Rect(index % 14 * 22, index / 14 * 22, 20, 20);
                list.Map(rect, node, index % MapExtent.Of(node.Shape).Channels, colour, range, index % 4 == 0 ? 0.6f : 1, shape);
                index++;
            }
        list.Map(new Rect(200, 150, 40, 40), values.Nodes[0], -1, ColourMap.Grey, RangeOf.Picture);
        list.Difference(new Rect(250, 150, 40, 40), new Rect(250, 150, 40, 40), values.Nodes[0], 1, RangeOf.Layer, MapShape.Cells);
        list.Text(new Rect(100, 170, 90, 20), TextStyle.Body, "texts");
        FillSpace(list, values, colours);
    }

    // Maps in perspective, sheets among them, and lines.
    private static void FillSpace(DrawList list, Values values, ColourMap[] colours)
    {
        var seen = new Projection(new Pose(0.9f, 0.3f, 6, Vector3.Zero), new Rect(180, 90, 130, 100));
        list.Space.Begin(seen.Rect, seen.ToClip);
        for (int i = 0; i < values.Nodes.Length; i++)
        {
            var (node, corner) = (values.Nodes[i], new Vector3(i * 0.4f - 1.6f, 0.6f, -0.6f));
            list.Space.Sheet(corner, new Vector3(0, 0, 1.2f), new Vector3(0, -1.2f, 0), i == 3 ? 0x80FF8040 : 0xFF303840);
            for (int k = 0; k < 2; k++)
                list.Space.Map(corner + new Vector3(0, 0, 0.6f * k), new Vector3(0, 0, 0.55f), new Vector3(0, -1, 0), node,
                    k % MapExtent.Of(node.Shape).Channels, colours[(i + k) % colours.Length], k == 0 ? RangeOf.Own : RangeOf.Map,
                    1 - 0.1f * i);
            list.Space.Line(corner, corner + new Vector3(0.3f, -1, 0.5f), Theme.Accent, 1 + i);
        }
        list.Space.End(seen.Eye.X);
    }

    // What shaders and the processor could see in two ways: infinities, what is no number, zeros, several pieces, whole numbers.
    private static Tensor[] Tensors(Random random)
    {
        Tensor Of(Shape shape, Func<float> next)
        {
            var tensor = new Tensor(shape);
            foreach (ref float value in tensor.Floats)
                value = next();
            return tensor;
        }
        var odd = Of([2, 3, 5, 7], () => random.NextSingle() * 4 - 1);
        var broken = Of([1, 4, 3, 9], () => random.Next(5) switch { 0 => float.NaN, 1 => -3, 2 => random.NextSingle(), _ => 2 });
        broken.Floats[..27].Fill(float.NaN);
        broken.Floats[30] = float.PositiveInfinity;
        broken.Floats[60] = float.NegativeInfinity;
        var whole = new Tensor([1, 2, 4, 6], DataType.Int64);
        foreach (ref long value in whole.Span<long>())
            value = random.Next(-9, 300);
        var flags = new Tensor([3, 5], DataType.Bool);
        flags.Span<bool>()[7] = true;
        return
        [
            odd, broken, whole, flags, Of([1, 2, 300, 301], () => random.NextSingle() - 0.3f), Of([7], () => random.NextSingle()),
            new Tensor([1, 2, 3, 4]), Of([1, 1, 2, 17], () => 1000 * random.NextSingle()),
        ];
    }
}
