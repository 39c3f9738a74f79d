using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Demo;

/// <summary>What is drawn, pixel by pixel: maps from buffers and from images, their ranges, boxes and texts.</summary>
[NonParallelizable]
public class PainterTests
{
    private const int Width = 80, Height = 60;

    [Test, OwnThread]
    public void A_map_shows_each_cell_where_it_is() => Draw((painter, list, window) =>
    {
        // Two channels of 2 rows and 3 columns.
        var values = new Tensor([1, 2, 2, 3]);
        for (int i = 0; i < 12; i++)
            values.Floats[i] = i / 20f;
        using var maps = new Maps(window.Gl, values);
        list.Map(new Rect(10, 20, 30, 20), maps.Node, 1, ColourMap.Grey, RangeOf.Unit);
        painter.Draw(list, maps, null, Viewport(window));
        for (int row = 0; row < 2; row++)
            for (int column = 0; column < 3; column++)
                Assert.That(Pixel(window, 10 + column * 10 + 5, 20 + row * 10 + 5) & 0xFF, Is.EqualTo((6 + row * 3 + column) / 20.0 * 255).Within(1.5));
        Assert.That(Pixel(window, 41, 25), Is.EqualTo(Theme.Background & 0xFFFFFF), "beside the map");
    });

    [Test, OwnThread]
    public void Ranges_are_a_maps_a_layers_or_the_networks() => Draw((painter, list, window) =>
    {
        // Channel 0 reaches 1, channel 1 reaches 2; another layer reaches 4.
        using var maps = new Maps(window.Gl, Tensor.From([1, 2, 1, 2], new[] { 0f, 1, 0, 2 }), Tensor.From([1, 1, 1, 2], new[] { 0f, 4 }));
        list.Map(new Rect(0, 0, 20, 10), maps.Node, 0, ColourMap.Grey, RangeOf.Map);
        list.Map(new Rect(0, 10, 20, 10), maps.Node, 0, ColourMap.Grey, RangeOf.Layer);
        list.Map(new Rect(0, 20, 20, 10), maps.Node, 0, ColourMap.Grey, RangeOf.Network);
        list.Map(new Rect(0, 30, 20, 10), maps.Other, 0, ColourMap.Grey, RangeOf.Layer);
        painter.Draw(list, maps, null, Viewport(window));
        Assert.That(new[] { 5, 15, 25, 35 }.Select(y => (double)(Pixel(window, 15, y) & 0xFF)),
            Is.EqualTo(new[] { 255.0, 127.5, 63.75, 255 }).Within(1.5));
        // New values, new range.
        maps.Change(Tensor.From([1, 2, 1, 2], new[] { 0f, 10, 10, 0 }));
        painter.Draw(list, maps, null, Viewport(window));
        Assert.That(new[] { 5, 15, 25 }.Select(y => Pixel(window, 15, y) & 0xFF), Is.All.EqualTo(255));
    });

    // What a picture's second value is drawn as, between its first and its third.
    [TestCase(0f, 0.5f, 0.6f, 127.5)]
    [TestCase(-0.05f, 0.5f, 1.04f, 127.5)]
    [TestCase(-0.9f, 0f, 0.2f, 127.5)]
    [TestCase(20f, 51f, 100f, 51)]
    [TestCase(-30f, 51f, 280f, 51)]
    [TestCase(-300f, 0f, 300f, 127.5)]
    [TestCase(-4f, 0f, 4f, 127.5)]
    [OwnThread]
    public void A_pictures_range_is_a_usual_one_where_its_values_keep_to_it(float low, float middle, float high, double drawn) => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, Tensor.From([1, 3, 1, 3], new[] { low, middle, high, middle, middle, middle, middle, middle, middle }));
        list.Map(new Rect(0, 0, 30, 10), maps.Node, -1, ColourMap.Grey, RangeOf.Picture);
        painter.Draw(list, maps, null, Viewport(window));
        Assert.That(new[] { 0, 8, 16 }.Select(shift => (double)(Pixel(window, 15, 5) >> shift & 0xFF)), Is.All.EqualTo(drawn).Within(1.5));
    });

    [Test, OwnThread]
    public void Signed_maps_are_orange_dark_and_blue() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, Tensor.From([1, 1, 1, 3], new[] { -2f, 0, 1 }));
        list.Map(new Rect(0, 0, 30, 10), maps.Node, 0, ColourMap.Diverging, RangeOf.Map);
        painter.Draw(list, maps, null, Viewport(window));
        Near(Pixel(window, 5, 5), Theme.Negative);
        Near(Pixel(window, 15, 5), Theme.Zero);
        // Half of the range, which is symmetrical: halfway from the dark to blue.
        Near(Pixel(window, 25, 5), 0x41719A);
    });

    // Odd channels: the last image layer has lanes to spare.
    [TestCase(1)]
    [TestCase(5)]
    [OwnThread]
    public void The_sessions_own_buffers_and_images_are_drawn(int channels) => Draw((painter, list, window) =>
    {
        var input = new Node(new Input([1, 3, 6, 9]), "x");
        var weight = new Node(new Constant(Random([channels, 3, 3, 3])));
        var output = new Node(new Conv(Pads: [1, 1, 1, 1]), [input, weight]);
        using var backend = new GlBackend(window.Gl);
        using var session = (IGlSession)backend.CompileNow(new Graph(output), new VariableSet());
        session.Write(input, Random(input.Shape));
        session.Run();
        var value = session.Read(output);
        for (int c = 0; c < channels; c++)
            list.Map(new Rect(0, c * 6, 9, 6), output, c, ColourMap.Grey, RangeOf.Unit);
        painter.Draw(list, new SessionMaps(session), null, Viewport(window));
        for (int i = 0; i < value.Count; i++)
            Assert.That(Pixel(window, i % 9, i / 9) & 0xFF, Is.EqualTo(Math.Clamp(value.Floats[i], 0, 1) * 255).Within(1.5));
    });

    [Test, OwnThread]
    public void Frames_boxes_and_texts_lie_where_they_should() => Draw((painter, list, window) =>
    {
        var pixels = new int[6];
        Array.Fill(pixels, unchecked((int)0xFF0000FF), 0, 3);
        Array.Fill(pixels, unchecked((int)0xFF00FF00), 3, 3);
        painter.Upload(new Frame(pixels, 3, 2, default, 1));
        list.Box(new Rect(0, 0, 80, 60), Theme.Panel, 8, Theme.Border);
        list.Picture(new Rect(40, 10, 30, 40));
        list.Begin(new Rect(0, 0, 40, 60));
        list.Text(new Rect(4, 20, 34, 20), TextStyle.Body, "|||||||");
        list.End();
        painter.Draw(list, new Maps(window.Gl, new Tensor([1, 1, 1, 1])), null, Viewport(window));
        Near(Pixel(window, 40, 0), Theme.Border);
        Near(Pixel(window, 0, 0), Theme.Background, 12);
        Near(Pixel(window, 20, 5), Theme.Panel);
        Near(Pixel(window, 55, 12), 0xFF0000);
        Near(Pixel(window, 55, 48), 0x00FF00);
        var row = Enumerable.Range(0, 40).Select(x => Pixel(window, x, 30) >> 8 & 0xFF).ToArray();
        Assert.That(row.Max(), Is.GreaterThan(120), "the strokes of the text");
        Assert.That(row.Take(3).Concat(row.Skip(36)), Is.All.LessThan(60), "and nothing beside it");
    });

    [Test, OwnThread]
    public void The_text_layer_draws_only_what_changed() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, new Tensor([1, 1, 1, 1]));
        foreach (var (text, redrawn) in new[] { ("1", 3), ("1", 0), ("2", 2) })
        {
            list.Reset();
            list.Begin(new Rect(0, 0, 40, 30));
            list.Text(new Rect(0, 0, 40, 30), TextStyle.Body, text);
            list.Begin(new Rect(10, 10, 20, 10));
            list.Outline(new Rect(10, 10, 20, 10), Theme.Accent);
            list.Begin(new Rect(40, 30, 40, 30));
            list.Text(new Rect(40, 30, 40, 30), TextStyle.Body, "still");
            list.End();
            painter.Draw(list, maps, null, Viewport(window));
            Assert.That(painter.RedrawnGroups, Is.EqualTo(redrawn), "the changed one, and the one that lies over it");
            Near(Pixel(window, 10, 15), Theme.Accent);
        }
    });

    [Test, OwnThread]
    public void What_is_on_the_screen_is_not_drawn_again() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, Tensor.From([1, 1, 1, 2], new[] { 0f, 1 }));
        list.Box(new Rect(0, 0, 80, 60), 0xFF102030);
        list.Map(new Rect(10, 10, 20, 10), maps.Node, 0, ColourMap.Grey, RangeOf.Unit);
        bool Draws() => painter.Draw(list, maps, null, Viewport(window));
        Assert.That(Draws(), "the first time");
        Assert.That(Draws(), Is.False, "nothing has changed");
        maps.Change(Tensor.From([1, 1, 1, 2], new[] { 1f, 0 }));
        Assert.That(Draws(), "other values");
        Near(Pixel(window, 15, 15), 0xFFFFFFFF);
        painter.Upload(new Frame([1, 2], 1, 2, TimeSpan.Zero, 1));
        Assert.That(Draws(), "another frame of the source");
        list.Box(new Rect(40, 10, 10, 10), Theme.Accent);
        Assert.That(Draws(), "one box more");
        Near(Pixel(window, 45, 15), Theme.Accent);
        painter.Forget();
        Assert.That(Draws(), "the window was covered");
        Assert.That(Draws(), Is.False, "nothing has changed");
    });

    private static void Draw(Action<Painter, DrawList, HeadlessWindow> test)
    {
        using var window = new HeadlessWindow(Width, Height);
        using var fonts = new Fonts();
        using var painter = new Painter(window.Gl, window.GetProcAddress, fonts);
        test(painter, new DrawList(), window);
    }

    private static Viewport Viewport(HeadlessWindow window) => new(window.Framebuffer, Width, Height, 1);

    private static unsafe uint Pixel(HeadlessWindow window, int x, int y)
    {
        byte* rgba = stackalloc byte[4];
        window.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
        window.Gl.ReadPixels(x, Height - 1 - y, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, rgba);
        return (uint)(rgba[0] << 16 | rgba[1] << 8 | rgba[2]);
    }

    private static void Near(uint pixel, uint colour, int within = 3)
    {
        for (int shift = 0; shift <= 16; shift += 8)
            Assert.That((double)(pixel >> shift & 255), Is.EqualTo((double)(colour >> shift & 255)).Within(within), $"{pixel:X6} for {colour & 0xFFFFFF:X6}");
    }

    private static Tensor Random(Shape shape)
    {
        var random = new Random(3);
        var tensor = new Tensor(shape);
        foreach (ref float value in tensor.Floats)
            value = random.NextSingle() * 0.4f;
        return tensor;
    }

    private sealed class SessionMaps(IGlSession session) : IActivations
    {
        public long Version => 1;

        public bool TryView(Node node, out GlView view)
        {
            view = session.ViewOf(node)!.Value;
            return true;
        }
    }

    // Values of the CPU, of one or two layers.
    private sealed class Maps(GL gl, Tensor value, Tensor? other = null) : IActivations, IDisposable
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

        public bool TryView(Node node, out GlView view) => _uploaded.TryView(node, node == Node ? value : other!, Version, out view);

        public void Dispose() => _uploaded.Dispose();
    }
}
