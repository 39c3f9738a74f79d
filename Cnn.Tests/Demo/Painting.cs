using Cnn.Gl;
using Cnn.Ops;
using Demo.Drawing;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Demo;

/// <summary>A painter on a small offscreen window, the pixels that it leaves, and activations from various places.</summary>
internal static class Painting
{
    private const int Width = 80, Height = 60;

    public static void Draw(
        Action<Painter, DrawList, HeadlessWindow> test, string? shaders = null, long? mostTexels = null, Picture? backdrop = null)
    {
        using var window = new HeadlessWindow(Width, Height);
        using var fonts = new Fonts();
        var made = new DrawShaders(window.Gl, shaders);
        if (mostTexels is { } most)
            made = new DrawShaders(window.Gl, shaders) { MostTexels = most };
        using var painter = new Painter(window.Gl, made, window.GetProcAddress, fonts, backdrop);
        test(painter, new DrawList(), window);
    }

    public static Viewport Viewport(HeadlessWindow window) => new(window.Framebuffer, Width, Height, 1);

    public static unsafe uint Pixel(HeadlessWindow window, int x, int y)
    {
        byte* rgba = stackalloc byte[4];
        window.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
        window.Gl.ReadPixels(x, Height - 1 - y, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, rgba);
        return (uint)(rgba[0] << 16 | rgba[1] << 8 | rgba[2]);
    }

    public static void Near(uint pixel, uint colour, int within = 3)
    {
        for (int shift = 0; shift <= 16; shift += 8)
            Assert.That(
                (double)(pixel >> shift & 255), Is.EqualTo((double)(colour >> shift & 255)).Within(within),
                $"{pixel:X6} for {colour & 0xFFFFFF:X6}");
    }

    public static Tensor Random(Shape shape)
    {
        var random = new Random(3);
        var tensor = new Tensor(shape);
        foreach (ref float value in tensor.Floats)
            value = random.NextSingle() * 0.4f;
        return tensor;
    }

    public sealed class SessionMaps(IGlSession session) : IActivations
    {
        public long Version => 1;

        public bool TryView(Node node, out MapView view)
        {
            view = new MapView(session.ViewOf(node)!.Value);
            return true;
        }
    }

    public sealed class Uploads(UploadedActivations uploaded, Tensor value) : IActivations
    {
        public long Version => 1;

        public bool TryView(Node node, out MapView view) => uploaded.TryView(node, value, Version, out view);
    }

    // Layers of one map of two cells each: 0 and a value.
    public sealed class Layers(GL gl, params float[] values) : IActivations, IDisposable
    {
        private readonly UploadedActivations _uploaded = new(gl);

        public Node[] Nodes { get; } = [.. values.Select((_, i) => new Node(new Input([1, 1, 1, 2]), $"layer {i}"))];

        public long Version => 1;

        public bool TryView(Node node, out MapView view) =>
            _uploaded.TryView(node, Tensor.From([1, 1, 1, 2], new[] { 0, values[Array.IndexOf(Nodes, node)] }), Version, out view);

        public void Dispose() => _uploaded.Dispose();
    }

    // Values of the CPU, of one or two layers.
    public sealed class Maps(GL gl, Tensor value, Tensor? other = null) : IActivations, IDisposable
    {
        private readonly UploadedActivations _uploaded = new(gl);

        public Node Node { get; } = new(new Input(value.Shape), "node");

        public Node Other { get; } = new(new Input((other ?? value).Shape), "other");

        public long Version { get; private set; } = 1;

        public void Change(Tensor changed)
        {
            value = changed;
            Version++;
        }

        public bool TryView(Node node, out MapView view) => _uploaded.TryView(node, node == Node ? value : other!, Version, out view);

        public void Dispose() => _uploaded.Dispose();
    }
}
