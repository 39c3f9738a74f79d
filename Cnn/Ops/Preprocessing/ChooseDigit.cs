namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Chooses the component that is the digit: a stroke of a digit's proportions with bare paper all around and within, the
/// largest and blackest if there are several. Whatever fills the rest of a scene (furniture, books, a face) is solid, lies
/// among other things or is cut by the picture's edge. Inputs: <see cref="ComponentBoxes"/>, a label for each block of pixels Int32
/// [N,1,P,P], the absorbance Int32 [N,1,S,S], the grey map Int32 [1,1,S,S], a switch Int32 [1]: 0 either ink,
/// 1 dark (plane 0), 2 light (plane 1). Output
/// Int32 [1]: its label, −1 where nothing is a digit.
/// </summary>
/// <param name="Block">The side of a block, in pixels.</param>
public sealed record ChooseDigit(int Block) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("BLOCK", Block)];

    /// <summary>Nothing smaller is a digit, in pixels of the map.</summary>
    internal const int LeastSide = 16;

    /// <summary>A digit absorbs at least this much, of 255.</summary>
    internal const int LeastLevel = 48;

    /// <summary>
    /// At least these hundredths of what is not the digit, in its box and around, are bare paper; of what is around a bar;
    /// and where the picture ends at the digit, which is no bar then.
    /// </summary>
    internal const int LeastBare = 88, LeastBareBar = 94, LeastBareCut = 97;

    /// <summary>
    /// Paper lies at least this part of the way from the ink's grey to the mean around it: paper in the shade is hardly lighter
    /// than ink in the sun.
    /// </summary>
    internal const int PaperPart = 3;

    /// <summary>And it absorbs at most these hundredths of what the digit does.</summary>
    internal const int MostAbsorbed = 40;

    /// <summary>A digit is at most so many tenths as wide as high, and at least this part of its height wide.</summary>
    internal const int MostTenthsWide = 11, LeastPartWide = 20;

    /// <summary>It fills at most these hundredths of its box, unless it is a bar so many times as high as wide.</summary>
    internal const int MostFilled = 75, FilledBar = 4;

    /// <summary>So many times as high as wide is a bar: besides it there is more paper.</summary>
    internal const int Bar = 2;

    /// <summary>What is looked at around it: this part of the longer side, and besides a bar this one.</summary>
    internal const int MarginPart = 6, BarMarginPart = 3;

    /// <summary>Solid is what has ink this part of the longer side away, in all four directions.</summary>
    internal const int ArmPart = 8;

    /// <summary>Where the picture ends at a digit, its score is shifted right by so many bits: any whole one is better.</summary>
    internal const int CutBits = 6;

    /// <summary>At most these hundredths of it are solid: as thick, across and down, as a quarter of its longer side.</summary>
    internal const int MostSolid = 18;

    /// <summary>A larger one, in pixels of the map, is no better.</summary>
    internal const int LargeSide = 64;

    /// <summary>Along each axis at most about this many pixels of the box are looked at.</summary>
    internal const int Samples = 24;

    /// <summary>How many bits a label takes; the score has the rest of 31.</summary>
    internal const int LabelBits = 18;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 5, 5);
        int labels = ComponentBox.Labels(inputs[0]);
        var map = Maps.RequirePlanes(inputs[1], "the labels").Shape;
        var absorbed = Maps.RequirePlanes(inputs[2], "the absorbance");
        if (map.Count != labels || BlockMaximum.BlocksOf(absorbed, Block).Shape != map || inputs[0].Shape[2] != map[2])
            throw new CnnException(
                $"boxes {inputs[0].Shape}, labels {map} of blocks of {Block} and absorbance {absorbed.Shape} do not belong together");
        if (Maps.Require(inputs[3], "the grey map").Shape is var grey && (grey[2] != absorbed.Shape[2] || grey[3] != absorbed.Shape[3]))
            throw new CnnException($"absorbance {absorbed.Shape} and grey map {grey} differ in size");
        if (labels > 1 << LabelBits)
            throw new CnnException($"{labels} labels; at most {1 << LabelBits} are told apart");
        Maps.RequireVector(inputs[4], 1, "the switch");
        return new TensorInfo([1], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int best = -1, bestScore = 0, labels = (int)inputs[1].Shape.Count;
        for (int label = 0; label < labels; label++)
        {
            int score = Score(inputs, label);
            if (score > bestScore)
                (best, bestScore) = (label, score);
        }
        output.Span<int>()[0] = best;
    }

    private int Score(ReadOnlySpan<Tensor> inputs, int label)
    {
        var box = ComponentBox.Of(inputs[0], label);
        int plane = label / (inputs[1].Shape[2] * inputs[1].Shape[3]), wanted = inputs[4].Span<int>()[0];
        if (box.Area == 0 || (wanted != 0 && wanted != plane + 1) || !HasProportions(box) || box.Mass / box.Area < LeastLevel)
            return 0;
        var (bare, others, solid, own) = Look(inputs, label, plane, box);
        bool bar = box.Height >= Bar * box.Width, cut = IsCut(box, inputs[3]);
        int least = cut ? LeastBareCut : bar ? LeastBareBar : LeastBare;
        if ((cut && bar) || bare * 100 < others * least || solid * 100 > own * MostSolid)
            return 0;
        // The eighth power, in 64ths; up to 64 · 31 · 64 / 16.
        int part = bare * 64 / Math.Max(others, 1);
        for (int i = 0; i < 3; i++)
            part = part * part >> 6;
        return Math.Max(1, Math.Min(box.Longer, LargeSide) * (box.Mass / box.Area >> 3) * part >> (cut ? 4 + CutBits : 4));
    }

    // Samples the box and its surroundings: how many of the others' pixels are bare, how many of its own are solid.
    private (int Bare, int Others, int Solid, int Own) Look(ReadOnlySpan<Tensor> inputs, int label, int plane, ComponentBox box)
    {
        var grey = inputs[3].Span<int>();
        int side = inputs[3].Shape[3], first = plane * grey.Length;
        var labels = new LabelMap(inputs[1].Span<int>(), plane, inputs[1].Shape[2], inputs[1].Shape[3], Block);
        var absorbed = inputs[2].Span<int>().Slice(first, grey.Length);
        // Besides a bar there is more paper.
        int marginY = box.Longer / MarginPart + 1, marginX = box.Height >= Bar * box.Width ? box.Longer / BarMarginPart : marginY;
        int stepY = (box.Height + 2 * marginY) / Samples + 1, stepX = (box.Width + 2 * marginX) / Samples + 1;
        int top = Math.Max(box.Top - marginY, 0), bottom = Math.Min(box.Bottom + marginY, side - 1);
        int left = Math.Max(box.Left - marginX, 0), right = Math.Min(box.Right + marginX, side - 1);

        int sum = 0, others = 0, solid = 0, own = 0, arm = box.Longer / ArmPart + 1;
        for (int y = top; y <= bottom; y += stepY)
            for (int x = left; x <= right; x += stepX)
            {
                int i = y * side + x;
                if (labels.At(y, x) == label)
                {
                    own++;
                    solid += y >= arm && x >= arm && y < side - arm && x < side - arm
                        && labels.At(y, x - arm) == label && labels.At(y, x + arm) == label
                        && labels.At(y - arm, x) == label && labels.At(y + arm, x) == label ? 1 : 0;
                }
                // Where a printed line was nothing is known.
                else if (absorbed[i] >= 0)
                {
                    sum += grey[i];
                    others++;
                }
            }

        // Paper is lighter (darker) than part of the way from the ink to the others' mean, and none of its light is missing.
        int ink = box.Grey / box.Area, level = box.Mass / box.Area, mean = sum / Math.Max(others, 1), bare = 0;
        int contrast = plane == 0 ? mean - ink : ink - mean;
        if (contrast <= 0)
            return (0, others, solid, own);
        for (int y = top; y <= bottom; y += stepY)
            for (int x = left; x <= right; x += stepX)
            {
                int i = y * side + x, distance = plane == 0 ? grey[i] - ink : ink - grey[i];
                if (labels.At(y, x) != label && absorbed[i] >= 0)
                    bare += distance * PaperPart >= contrast && absorbed[i] * 100 <= level * MostAbsorbed ? 1 : 0;
            }
        return (bare, others, solid, own);
    }

    // A digit is a stroke, no blot; hardly wider than high; only a bar fills its box.
    private static bool HasProportions(ComponentBox box) =>
        box.Longer >= LeastSide && box.Width * 10 <= box.Height * MostTenthsWide && box.Width * LeastPartWide >= box.Height
        && (box.Area * 100 <= box.Height * box.Width * MostFilled || box.Height >= FilledBar * box.Width);

    // Whether the picture ends where the box does.
    private static bool IsCut(ComponentBox box, Tensor map)
    {
        var grey = map.Span<int>();
        int side = map.Shape[3], y = (box.Top + box.Bottom) / 2, x = (box.Left + box.Right) / 2;
        return box.Top == 0 || box.Left == 0 || box.Bottom == side - 1 || box.Right == side - 1
            || grey[(box.Bottom + 1) * side + x] < 0 || grey[y * side + box.Right + 1] < 0;
    }

    // One plane of the labels, looked up by pixel.
    private readonly ref struct LabelMap(ReadOnlySpan<int> labels, int plane, int rows, int columns, int block)
    {
        private readonly ReadOnlySpan<int> _labels = labels.Slice(plane * rows * columns, rows * columns);

        public int At(int y, int x) => _labels[y / block * columns + x / block];
    }
}
