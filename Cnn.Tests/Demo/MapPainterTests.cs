using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Ui;
using NUnit.Framework;
using static Cnn.Tests.Demo.Painting;

namespace Cnn.Tests.Demo;

/// <summary>How maps are drawn, pixel by pixel: cells, ranges, colours, every type and every place where values lie.</summary>
[NonParallelizable]
public class MapPainterTests
{
    // Through a buffer texture, and where it is too large for one.
    [TestCase(12)]
    [TestCase(11)]
    [OwnThread]
    public void A_map_shows_each_cell_where_it_is(int mostTexels) => Draw((painter, list, window) =>
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
            {
                double expected = (6 + row * 3 + column) / 20.0 * 255;
                Assert.That(Pixel(window, 10 + column * 10 + 5, 20 + row * 10 + 5) & 0xFF, Is.EqualTo(expected).Within(1.5));
            }
        Assert.That(Pixel(window, 41, 25), Is.EqualTo(Theme.Background & 0xFFFFFF), "beside the map");
    }, mostTexels: mostTexels);

    [Test, OwnThread]
    public void A_value_that_the_list_brings_is_drawn_beside_the_networks() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, Tensor.From([1, 1, 1, 2], new[] { 0.2f, 0.4f }));
        var (given, value) = (new Node(new Input([1, 1, 2, 1]), "given"), Tensor.From([1, 1, 2, 1], new[] { 0.6f, 0.8f }));
        for (int version = 1; version <= 2; version++)
        {
            list.Reset();
            list.Map(new Rect(0, 0, 20, 10), maps.Node, 0, ColourMap.Grey, RangeOf.Unit);
            list.Given(given, value, version);
            list.Map(new Rect(0, 10, 10, 20), given, 0, ColourMap.Grey, RangeOf.Unit);
            painter.Draw(list, maps, null, Viewport(window));
            Near(Pixel(window, 15, 5), 0x666666);
            Near(Pixel(window, 5, 15), version == 1 ? 0x999999u : 0x333333);
            Near(Pixel(window, 5, 25), 0xCCCCCC);
            value.Floats[0] = 0.2f;
        }
        list.Reset();
        list.Map(new Rect(0, 0, 20, 10), maps.Node, 0, ColourMap.Grey, RangeOf.Unit);
        painter.Draw(list, maps, null, Viewport(window));
        Near(Pixel(window, 15, 5), 0x666666);
        Near(Pixel(window, 5, 15), Theme.Background & 0xFFFFFF);
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
            Is.EqualTo(new[] { 255.0, 127.5, 127.5, 255 }).Within(1.5));
        // New values, new range.
        maps.Change(Tensor.From([1, 2, 1, 2], new[] { 0f, 10, 10, 0 }));
        painter.Draw(list, maps, null, Viewport(window));
        Assert.That(new[] { 5, 15, 25 }.Select(y => Pixel(window, 15, y) & 0xFF), Is.All.EqualTo(255));
    });

    // The shader's colours and those of patches, kernels and bars.
    [Test, OwnThread]
    public void The_processors_colours_are_the_shaders() => Draw((painter, list, window) =>
    {
        float[] values = [.. Enumerable.Range(0, 80).Select(i => (i - 30) / 40f)];
        using var maps = new Maps(window.Gl, Tensor.From([1, 1, 1, 80], values));
        ColourMap[] all = [ColourMap.Diverging, ColourMap.Viridis, ColourMap.Turbo, ColourMap.Grey, ColourMap.BlueYellow];
        for (int i = 0; i < all.Length; i++)
            list.Map(new Rect(0, 10 * i, 80, 10), maps.Node, 0, all[i], RangeOf.Layer);
        painter.Draw(list, maps, null, Viewport(window));
        for (int i = 0; i < all.Length; i++)
            for (int x = 0; x < 80; x += 7)
                Near(Pixel(window, x, 10 * i + 5), Palette.Of(all[i], values[x], values[0], values[^1]), 2);
    });

    [Test, OwnThread]
    public void Heat_is_drawn_in_the_colours_that_were_chosen() => Draw((painter, list, window) =>
    {
        float[] values = [.. Enumerable.Range(0, 80).Select(i => (i - 30) / 40f)];
        using var maps = new Maps(window.Gl, Tensor.From([1, 1, 1, 80], values));
        list.Map(new Rect(0, 0, 80, 10), maps.Node, 0, ColourMap.Heat, RangeOf.Map);
        try
        {
            foreach (var heat in Appearance.Heats)
            {
                Theme.Shown = ThemeColours.Of(new Appearance { Heat = heat });
                painter.Draw(list, maps, null, Viewport(window));
                for (int x = 0; x < 80; x += 7)
                    Near(Pixel(window, x, 5), Palette.Of(heat, Math.Max(0, values[x]), 0, values[^1]), 2);
            }
        }
        finally
        {
            Theme.Shown = ThemeColours.Dark;
        }
    });

    [Test, OwnThread]
    public void Classes_have_the_same_colours_in_maps_as_in_lists() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, Tensor.From([1, 1, 1, 80], Enumerable.Range(0, 80).Select(i => (float)i).ToArray()));
        list.Map(new Rect(0, 0, 80, 10), maps.Node, 0, ColourMap.Labels, RangeOf.Unit);
        painter.Draw(list, maps, null, Viewport(window));
        for (int label = 0; label < 80; label++)
            Near(Pixel(window, label, 5), ClassColours.Of(label), 1);
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
    public void A_pictures_range_is_a_usual_one_where_its_values_keep_to_it(float low, float middle, float high, double drawn) =>
        Draw((painter, list, window) =>
    {
        float[] values = [low, middle, high, middle, middle, middle, middle, middle, middle];
        using var maps = new Maps(window.Gl, Tensor.From([1, 3, 1, 3], values));
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

    // A layer of one map that stands still and one that does not: the first has no colour, whatever its value is.
    [Test, OwnThread]
    public void A_map_whose_values_hardly_differ_is_neutral() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, Tensor.From([1, 2, 1, 3], new[] { 5f, 5.001f, 5, 5, 6, 5 }));
        list.Map(new Rect(0, 0, 30, 10), maps.Node, 0, ColourMap.Viridis, RangeOf.Map);
        list.Map(new Rect(0, 10, 30, 10), maps.Node, 1, ColourMap.Grey, RangeOf.Map);
        list.Map(new Rect(0, 20, 30, 10), maps.Node, 0, ColourMap.Turbo, RangeOf.Own);
        painter.Draw(list, maps, null, Viewport(window));
        Near(Pixel(window, 5, 5), Theme.Zero, 12);
        Near(Pixel(window, 15, 15), 0xFFFFFF);
        Near(Pixel(window, 15, 25), Theme.Zero, 12);
    });

    [Test, OwnThread]
    public void A_heat_map_shows_what_is_above_zero() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(
            window.Gl, Tensor.From([1, 1, 1, 3], new[] { -20f, 0, 3.7f }), Tensor.From([1, 1, 1, 3], new[] { 0.17f, 0.17f, 0.17f }));
        list.Map(new Rect(0, 0, 30, 10), maps.Node, 0, ColourMap.Heat, RangeOf.Map);
        list.Map(new Rect(0, 20, 30, 10), maps.Other, 0, ColourMap.Heat, RangeOf.Map);
        painter.Draw(list, maps, null, Viewport(window));
        Assert.That(Pixel(window, 5, 5), Is.EqualTo(Pixel(window, 15, 5)), "what is suppressed looks like what is not there");
        Assert.That(Pixel(window, 25, 5) >> 16, Is.GreaterThan(2 * (Pixel(window, 5, 5) >> 16)), "what is there is red");
        Near(Pixel(window, 15, 25), Theme.Background);
    });

    [Test, OwnThread]
    public void One_layer_with_huge_values_does_not_make_the_others_grey() => Draw((painter, list, window) =>
    {
        using var maps = new Layers(window.Gl, 1, 1, 1, 1000, -1);
        for (int i = 0; i < 5; i++)
            list.Map(new Rect(0, 10 * i, 20, 10), maps.Nodes[i], 0, ColourMap.Grey, RangeOf.Network);
        painter.Draw(list, maps, null, Viewport(window));
        Assert.That(Pixel(window, 15, 5), Is.EqualTo(0xFFFFFF));
        Assert.That(Pixel(window, 15, 35), Is.EqualTo(0xFFFFFF), "beyond the range");
        Assert.That(Pixel(window, 5, 45) & 0xFF, Is.EqualTo(128), "zero, in a layer that has negative values");
        Assert.That(Pixel(window, 15, 45), Is.EqualTo(0));
    });

    [Test, OwnThread]
    public void Ranges_go_with_their_network() => Draw((painter, list, window) =>
    {
        using var old = new Layers(window.Gl, 1000, 1000, 1000);
        foreach (var node in old.Nodes)
            list.Map(new Rect(0, 0, 20, 10), node, 0, ColourMap.Grey, RangeOf.Network);
        painter.Draw(list, old, null, Viewport(window));
        list.Reset();
        using var next = new Layers(window.Gl, 2);
        list.Map(new Rect(0, 0, 20, 10), next.Nodes[0], 0, ColourMap.Grey, RangeOf.Network);
        painter.Draw(list, next, null, Viewport(window));
        Assert.That(Pixel(window, 15, 5), Is.EqualTo(0xFFFFFF));
    });

    // Several pieces of 65,536 cells; the extremes lie in different ones, the largest in the last.
    [Test, OwnThread]
    public void The_range_of_a_large_map_is_found_whole() => Draw((painter, list, window) =>
    {
        var value = new Tensor([1, 2, 300, 500]);
        (value.Floats[7], value.Floats[149_999], value.Floats[299_999]) = (-3, 5, 9);
        using var maps = new Maps(window.Gl, value);
        for (int channel = 0; channel < 2; channel++)
            list.Map(new Rect(0, 30 * channel, 50, 30), maps.Node, channel, ColourMap.Grey, RangeOf.Map);
        painter.Draw(list, maps, null, Viewport(window));
        Assert.That((double)(Pixel(window, 20, 15) & 0xFF), Is.EqualTo(255 * 3 / 8.0).Within(1.5));
        Assert.That(Pixel(window, 20, 45) & 0xFF, Is.Zero);
    });

    // What the device computed itself, and what comes from the processor.
    [TestCase(DataType.Int64)]
    [TestCase(DataType.Int32)]
    [TestCase(DataType.UInt8)]
    [TestCase(DataType.Bool)]
    [OwnThread]
    public void Maps_of_every_type_are_drawn(DataType type) => Draw((painter, list, window) =>
    {
        var input = new Node(new Input([1, 3, 2, 5]), "x");
        var output = new Node(new Cast(type), [input], "y");
        using var backend = new GlBackend(window.Gl);
        using var session = (IGlSession)backend.CompileNow(new Graph(output), new VariableSet());
        var value = new Tensor(input.Shape);
        for (int i = 0; i < value.Count; i++)
            value.Floats[i] = i % 7 % 2;
        session.Write(input, value);
        session.Run();
        using var uploaded = new UploadedActivations(window.Gl);
        foreach (var maps in new IActivations[] { new SessionMaps(session), new Uploads(uploaded, session.Read(output)) })
        {
            list.Reset();
            for (int c = 0; c < 3; c++)
                list.Map(new Rect(0, c * 4, 10, 4), output, c, ColourMap.Grey, RangeOf.Layer);
            painter.Forget();
            painter.Draw(list, maps, null, Viewport(window));
            for (int i = 0; i < value.Count; i++)
                Assert.That(Pixel(window, i % 5 * 2, i / 5 * 2) & 0xFF, Is.EqualTo(value.Floats[i] * 255), $"{maps}, {i}");
        }
    });
}
