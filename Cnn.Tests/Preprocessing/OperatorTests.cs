using Cnn.Backends;
using Cnn.Ops.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>Each operator alone, on maps that are higher than wide or wider than high: OpenGL against the definition.</summary>
public class OperatorTests
{
    internal static readonly Tensor Frame = Tensor.Vector(TestFrame.Random(37, 53).Pixels);
    internal static readonly Tensor FrameSize = Tensor.Vector(37, 53);

    // Halves of the largest numbers would hide an order of operations; −1 stands for no picture.
    internal static Tensor Map(int height, int width, int low = -1, int high = 255, int seed = 1)
    {
        var random = new Random(seed);
        return Tensor.From([1, 1, height, width], Enumerable.Range(0, height * width).Select(_ => random.Next(low, high + 1)).ToArray());
    }

    private static Tensor Mask(int height, int width, int percent, int seed = 1) => Tensor.From([1, 1, height, width],
        Map(height, width, 0, 99, seed).Span<int>().ToArray().Select(v => v < percent ? 1 : 0).ToArray());

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case(new FrameSquare(), FrameSize);
        yield return Case(new FrameSquare(Centre: true), FrameSize);
        foreach (var square in new[] { (0, 0, 53 * 64), (-500, 900, 1000), (64, 64, 7), (3000, 3000, 50), (0, 0, 100_000) })
            yield return Case(new SampleSquare(19), Frame, FrameSize, Tensor.Vector(square.Item1, square.Item2, square.Item3));
        foreach (int label in new[] { -1, 40, 41 })
            yield return Case(new InkPolarity(41), Tensor.Vector(label));
        yield return Case(new PaperLevel(2), Map(7, 12));
        yield return Case(new PaperLevel(4), Map(13, 7));
        foreach (int radius in new[] { 1, 2 })
            foreach (int step in new[] { 1, 3 })
            {
                yield return Case(new Morphology(Erodes: false, radius, step), Maps(2, 9, 14));
                yield return Case(new Morphology(Erodes: true, radius, step), Maps(3, 14, 9));
            }
        yield return Case(new BlockMaximum(4), Maps(2, 13, 30));
        yield return Case(new Absorbance(), Map(15, 22), Tensor.Vector(100, -50, 1500), Tensor.Vector(0, 0, 53 * 64), Map(9, 13),
            Tensor.Vector(1));
        yield return Case(new Absorbance(), Map(22, 15), Tensor.Vector(0, 0, 53 * 64), Tensor.Vector(0, 0, 53 * 64), Maps(2, 9, 13),
            Tensor.Vector(0));
        yield return Case(new Absorbance(), Map(22, 15), Tensor.Vector(0, 0, 53 * 64), Tensor.Vector(0, 0, 53 * 64), Maps(2, 9, 13));
        yield return Case(new InkThreshold(20), Map(31, 44));
        yield return Case(new InkThreshold(20), Map(31, 44, -1, 0));
        yield return Case(new InkThreshold(20), Maps(3, 31, 44));
        yield return Case(new InkMask(20), Maps(2, 13, 22), Maps(2, 4, 6, seed: 2));
        foreach (int percent in new[] { 15, 60 })
        {
            var ruled = Stack(Ruled(47, percent), Ruled(47, 40));
            var threshold = Tensor.From([2, 2], [90, 120, 20, 40]);
            var rules = Evaluate(new FindRules(), ruled, threshold);
            yield return Case(new FindRules(), ruled, threshold);
            var thickness = Evaluate(new RuleThickness(), ruled, threshold, rules);
            yield return Case(new RuleThickness(), ruled, threshold, rules);
            yield return Case(new RemoveRules(1), ruled, threshold, rules, thickness);
            yield return Case(new RemoveRules(3), ruled, threshold, rules, thickness);
        }
        foreach (int percent in new[] { 0, 20, 41, 60, 100 })
            yield return Case(new ConnectedComponents(), Stack(Mask(33, 58, percent), Mask(33, 58, 45)));
        // Two pages: strokes, a blot and the picture's edge on noise.
        var masks = Stack(Strokes(60), Mask(60, 60, 30));
        var labels = Evaluate(new ConnectedComponents(), Evaluate(new BlockMaximum(2), masks));
        var absorbed = Stack(Mul(Strokes(60), 150), Map(60, 60, 0));
        var grey = Tensor.From([1, 1, 60, 60], Mul(Strokes(60), 150).Span<int>().ToArray().Select(v => v < 0 ? v : 200 - v).ToArray());
        var boxes = Evaluate(new ComponentBoxes(2), labels, masks, absorbed, grey);
        yield return Case(new ComponentBoxes(2), labels, masks, absorbed, grey);
        var chosen = Evaluate(new ChooseDigit(2), boxes, labels, absorbed, grey, Tensor.Vector(0));
        foreach (int wanted in new[] { 0, 1, 2 })
            yield return Case(new ChooseDigit(2), boxes, labels, absorbed, grey, Tensor.Vector(wanted));
        var pieces = Evaluate(new DigitPieces(), boxes, chosen);
        yield return Case(new DigitPieces(), boxes, chosen);
        yield return Case(new DigitPieces(), boxes, Tensor.Vector(-1));
        yield return Case(new DigitBox(60), boxes, pieces, Tensor.Vector(64, -32, 53 * 64));
        yield return Case(new DigitMask(17), labels, pieces, Tensor.Vector(0, 0, 53 * 64), Tensor.Vector(200, -300, 1700));
        yield return Case(new InkExtent(200), Map(21, 21), Tensor.Vector(0, 64, 999));
        yield return Case(new InkExtent(64), Mask(21, 21, 60), Tensor.Vector(0, 64, 999));
        foreach (int on in new[] { 0, 1 })
        {
            yield return Case(new DigitSquare(), Tensor.Vector(1, 100, 37, 401, 2000), Tensor.Vector(5, 6, 7), Tensor.Vector(on));
            yield return Case(new InkBounds(), Mul(Mask(28, 28, 1), 99), Tensor.Vector(on));
            yield return Case(new MassCentre(), Map(19, 31, 0), Tensor.Vector(1, 2, 8, 30), Tensor.Vector(on));
        }
        yield return Case(new InkLevels(), Map(40, 23), Mask(40, 23, 40));
        yield return Case(new InkLevels(), Map(7, 7, 0, 0), Mask(7, 7, 100));
        yield return Case(new InkRamp(), Map(9, 16), Mask(9, 16, 70), Tensor.Vector(20, 190));
        yield return Case(new StrokeWidth(), Map(27, 35, 0));
        foreach (int width in new[] { 5, 44, 200 })
            yield return Case(new AdjustStroke(), Map(24, 33, 0), Tensor.Vector(width), Tensor.Vector(2, 3, 22, 31), Tensor.Vector(1));
        yield return Case(new AdjustStroke(), Map(24, 33, 0), Tensor.Vector(5), Tensor.Vector(2, 3, 22, 31), Tensor.Vector(0));
        yield return Case(new FitDigit(), Map(112, 112, 0), Tensor.Vector(9, 20, 101, 75), Tensor.Vector(3300, 3100));
        yield return Case(new FitDigit(20, 14), Map(60, 60, 0), Tensor.Vector(0, 1, 3, 60), Tensor.Vector(70, 2000));
        foreach (var (height, width) in new[] { (37, 53), (1, 53), (37, 1), (1, 1) })
            for (int aspect = 0; aspect < 3; aspect++)
                yield return Case(new SamplePicture(11, 7), Frame, Tensor.Vector(height, width), Tensor.Vector(0), Tensor.Vector(aspect),
                    Tensor.Vector(0), Tensor.Vector(1));
        // More pixels under an output pixel than are weighed.
        yield return Case(new SamplePicture(3, 2), Tensor.Vector(TestFrame.Random(150, 290).Pixels), Tensor.Vector(150, 290),
            Tensor.Vector(1), Tensor.Vector(2), Tensor.Vector(0), Tensor.Vector(1));
        yield return Case(new SamplePicture(80, 120, Channels: 1, Crop: 875), Frame, FrameSize, Tensor.Vector(1), Tensor.Vector(0),
            Tensor.Vector(0), Tensor.Vector(0));
        yield return Case(new SamplePicture(9, 16, ChannelsLast: true, Crop: 500), Frame, FrameSize, Tensor.Vector(1), Tensor.Vector(0),
            Tensor.Vector(1), Tensor.Vector(1));
    }

    [TestCaseSource(nameof(Cases))]
    [TestCaseSource(typeof(ManyDigits), nameof(ManyDigits.Cases))]
    public void OpenGL_yields_what_the_definition_yields(Op op, Tensor[] values)
    {
        var inputs = values.Select((v, i) => new Node(new Input(v.Shape, v.Type), $"x{i}")).ToArray();
        var node = new Node(op, inputs);
        using var session = PreprocessingBackends.Gl.CompileNow(new Cnn.Graph(node), new VariableSet());
        for (int i = 0; i < values.Length; i++)
            session.Write(inputs[i], values[i]);
        // Twice: what a run leaves in a buffer must not matter to the next.
        session.Run();
        session.Run();
        Assert.That(new Closeness(1e-4, 1e-5).Difference(Evaluate(op, values), session.Read(node)), Is.Null);
    }

    [TestCaseSource(nameof(Cases))]
    [TestCaseSource(typeof(ManyDigits), nameof(ManyDigits.Cases))]
    public void The_processor_yields_what_the_definition_yields(Op op, Tensor[] values)
    {
        var inputs = values.Select((v, i) => new Node(new Input(v.Shape, v.Type), $"x{i}")).ToArray();
        var node = new Node(op, inputs);
        foreach (var backend in PreprocessingBackends.Cpus)
        {
            using var session = backend.CompileNow(new Cnn.Graph(node), new VariableSet());
            for (int i = 0; i < values.Length; i++)
                session.Write(inputs[i], values[i]);
            session.Run();
            session.Run();
            Assert.That(new Closeness(1e-4, 1e-5).Difference(Evaluate(op, values), session.Read(node)), Is.Null, backend.Device);
        }
    }

    [TestCaseSource(nameof(Cases))]
    [TestCaseSource(typeof(ManyDigits), nameof(ManyDigits.Cases))]
    public void A_missing_input_is_an_error(Op op, Tensor[] values) =>
        Assert.That(() => op.Infer([.. values[1..].Select(v => new TensorInfo(v.Shape, v.Type))]), Throws.TypeOf<CnnException>());

    [Test]
    public void Connected_components_touch_across_corners_and_bear_their_smallest_index()
    {
        int[] mask =
        [
            0, 1, 0, 0, 1,
            1, 0, 0, 0, 1,
            0, 0, 1, 0, 0,
        ];
        int[] labels =
        [
            -1, 1, -1, -1, 4,
            1, -1, -1, -1, 4,
            -1, -1, 12, -1, -1,
        ];
        Assert.That(Evaluate(new ConnectedComponents(), Tensor.From([1, 1, 3, 5], mask)).Span<int>().ToArray(), Is.EqualTo(labels));
    }

    [Test]
    public void A_closing_removes_strokes_and_keeps_the_edge_of_a_shadow()
    {
        // A shadow from column 12 on, a stroke of three pixels in the light.
        int Paper(int x) => x < 12 ? 200 : 90;
        var row = Tensor.From([1, 1, 1, 24], Enumerable.Range(0, 24).Select(x => x is >= 4 and < 7 ? 20 : Paper(x)).ToArray());
        var closed = Evaluate(new Morphology(Erodes: true, 3), Evaluate(new Morphology(Erodes: false, 3), row));
        Assert.That(closed.Span<int>().ToArray(), Is.EqualTo(Enumerable.Range(0, 24).Select(Paper)));
    }

    [Test]
    public void Sampling_one_to_one_keeps_every_pixel()
    {
        var frame = TestFrame.Of(6, 6, (y, x) => y * 40 + x);
        var sampled = Evaluate(new SampleSquare(6), Tensor.Vector(frame.Pixels), Tensor.Vector(6, 6), Tensor.Vector(0, 0, 6 * 64));
        Assert.That(sampled.Span<int>().ToArray(), Is.EqualTo(frame.Pixels.Select(p => p & 255)));
    }

    [Test]
    public void A_picture_is_cut_in_the_middle_and_mirrored()
    {
        // Twice as wide as high: the middle third of six columns is 2, 3.
        var frame = TestFrame.Of(2, 6, (y, x) => y * 100 + x * 10);
        float[] Sample(int mirror) => Evaluate(
            new SamplePicture(2, 2, Channels: 1), Tensor.Vector(frame.Pixels), Tensor.Vector(2, 6), Tensor.Vector(mirror),
                Tensor.Vector(0), Tensor.Vector(0), Tensor.Vector(1)).Floats.ToArray();
        Assert.That(Sample(0), Is.EqualTo(new float[] { 20, 30, 120, 130 }));
        Assert.That(Sample(1), Is.EqualTo(new float[] { 30, 20, 130, 120 }));
    }

    [Test]
    public void Stroke_width_is_measured_but_for_the_ends([Values(4, 7, 12)] int width)
    {
        var bar = Tensor.From([1, 1, 100, 40],
            Enumerable.Range(0, 4000).Select(i => i % 40 is var x && x >= 10 && x < 10 + width && i / 40 is > 5 and < 95 ? 255 : 0)
                .ToArray());
        int measured = Evaluate(new StrokeWidth(), bar).Span<int>()[0];
        Assert.That(measured / 16.0, Is.EqualTo(width).Within(15).Percent.And.LessThanOrEqualTo(width));
    }

    [Test]
    public void AdjustStroke_thickens_thin_strokes_and_thins_thick_ones()
    {
        double Width(int drawn)
        {
            var bar = Tensor.From([1, 1, 100, 60],
                Enumerable.Range(0, 6000).Select(i => i % 60 is var x && x >= 20 && x < 20 + drawn && i / 60 is >= 10 and < 90 ? 255 : 0)
                    .ToArray());
            var adjusted =
                Evaluate(new AdjustStroke(), bar, Tensor.Vector(drawn * 16), Tensor.Vector(10, 20, 90, 20 + drawn), Tensor.Vector(1));
            return adjusted.Span<int>().Slice(50 * 60, 60).ToArray().Sum() / 255.0;
        }
        Assert.That(Width(2), Is.EqualTo(80 * AdjustStroke.Thinnest / 1000.0).Within(0.5));
        Assert.That(Width(10), Is.EqualTo(10));
        Assert.That(Width(18), Is.EqualTo(80 * AdjustStroke.Thickest / 1000.0).Within(0.5));
    }

    [Test]
    public void A_rule_is_removed_and_the_stroke_across_it_is_not([Values] bool down)
    {
        const int side = 60;
        // A rule that rises by 3 pixels from edge to edge; a stroke of 4 × 20 across it; another along it but half as long.
        bool Rule(int y, int x) => y == 30 + x / 20;
        bool Stroke(int y, int x) => x is >= 20 and < 24 && y is >= 22 and < 42 || y == 10 && x is >= 15 and < 45;
        Tensor Page(Func<int, int, bool> dark) => Tensor.From([1, 1, side, side], Enumerable.Range(0, side * side)
            .Select(i => (down ? dark(i % side, i / side) : dark(i / side, i % side)) ? 200 : 0).ToArray());
        var ruled = Page((y, x) => Rule(y, x) || Stroke(y, x));
        var threshold = Tensor.From([1, 2], [90, 200]);
        var rules = Evaluate(new FindRules(), ruled, threshold);
        var thickness = Evaluate(new RuleThickness(), ruled, threshold, rules);
        Assert.That(thickness.Span<int>()[0], Is.EqualTo(1));
        var clean = Evaluate(new RemoveRules(2), ruled, threshold, rules, thickness);
        Assert.That(clean.Span<int>().ToArray().Select(a => Math.Max(a, 0)), Is.EqualTo(Page(Stroke).Span<int>().ToArray()));
    }

    [Test]
    public void The_digit_is_the_stroke_on_bare_paper_not_the_larger_blot_nor_what_is_cut()
    {
        var mask = Strokes(60);
        var absorbed = Mul(mask, 150);
        var grey = Tensor.From([1, 1, 60, 60], absorbed.Span<int>().ToArray().Select(a => 200 - a).ToArray());
        var labels = Evaluate(new ConnectedComponents(), mask);
        var boxes = Evaluate(new ComponentBoxes(1), labels, mask, absorbed, grey);
        int Chosen(int wanted) => Evaluate(new ChooseDigit(1), boxes, labels, absorbed, grey, Tensor.Vector(wanted)).Span<int>()[0];
        Assert.That(Chosen(0), Is.EqualTo(12 * 60 + 20), "the top left pixel of the 7");
        Assert.That(Chosen(2), Is.EqualTo(-1), "no light ink");
    }

    [Test]
    public void A_stroke_goes_on_under_a_line_that_was_taken_out()
    {
        // A stroke down across a line of −1, and the line alone.
        int[] absorbed = [.. Enumerable.Range(0, 12 * 9).Select(i => i / 9 is 5 or 6 ? -1 : i % 9 == 4 ? 180 : 0)];
        var strongest = Tensor.From([1, 1, 3, 3], Enumerable.Repeat(180, 9).ToArray());
        var mask = Evaluate(new InkMask(20), Tensor.From([1, 1, 12, 9], absorbed), strongest);
        Assert.That(mask.Span<int>().ToArray(), Is.EqualTo(Enumerable.Range(0, 12 * 9).Select(i => i % 9 == 4 ? 1 : 0)));
    }

    // A 7 of 3-pixel strokes, a blot twice its size, and a bar that the edge cuts.
    private static Tensor Strokes(int side) => Tensor.From([1, 1, side, side], Enumerable.Range(0, side * side).Select(i =>
    {
        var (y, x) = (i / side, i % side);
        bool seven = (y is >= 12 and < 15 && x is >= 20 and < 34) || (y is >= 15 and < 34 && x - 31 + (y - 15) / 2 is >= 0 and < 3);
        bool blot = (y - 48) * (y - 48) + (x - 40) * (x - 40) < 80, bar = x < 3 && y is > 10 and < 50;
        return seven || blot || bar ? 1 : 0;
    }).ToArray());

    private static Tensor Maps(int planes, int height, int width, int seed = 1) =>
        Stack([.. Enumerable.Range(seed, planes).Select(s => Map(height, width, seed: s))]);

    private static Tensor Stack(params Tensor[] maps) => Tensor.From(
        [maps.Length, 1, maps[0].Shape[2], maps[0].Shape[3]], maps.SelectMany(m => m.Span<int>().ToArray()).ToArray());

    // Noise, a rule across and one down that slopes, and the edge of the picture.
    private static Tensor Ruled(int side, int percent) => Tensor.From([1, 1, side, side], Mask(side, side, percent).Span<int>().ToArray()
        .Select((ink, i) => i / side >= side - 3 ? -1 : i / side == 9 || i % side == 20 + i / side / 9 ? 150 : ink * 130).ToArray());

    private static Tensor Evaluate(Op op, params Tensor[] values)
    {
        var info = op.Infer([.. values.Select(v => new TensorInfo(v.Shape, v.Type))]);
        var output = new Tensor(info.Shape, info.Type);
        op.Evaluate(values, output);
        return output;
    }

    private static Tensor Mul(Tensor map, int factor) =>
        Tensor.From(map.Shape, map.Span<int>().ToArray().Select(v => v * factor).ToArray());

    internal static TestCaseData Case(Op op, params Tensor[] values) =>
        new TestCaseData(op, values)
            .SetArgDisplayNames(
                $"{op.Name} {string.Join(' ', op.Parameters().Select(p => p.Value))} {string.Join(' ', values.Select(v => v.Shape))} "
                    + $"#{s_number++}");

    private static int s_number;
}
