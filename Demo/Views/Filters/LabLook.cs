using Cnn;
using Demo.Overlays;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>
/// How the values at a place in the row become colours: what still is a picture is grey, what can be below zero diverges around it,
/// the rest is sequential. Three channels are a picture of three colours.
/// </summary>
/// <param name="Colours">Of one channel.</param>
/// <param name="Range">Over what.</param>
internal readonly record struct LabLook(ColourMap Colours, RangeOf Range)
{
    // A kernel with a sum of 1 keeps the brightness, and one without negative numbers makes nothing negative: a picture. An edge
    // detector with one number turned up has some sum too, and its negative answers are to be seen.
    private const double NearlyOne = 0.01, LeastOfPicture = 0.5, MostOfPicture = 1.5;

    /// <summary>What enters the row.</summary>
    public static LabLook Picture { get; } = new(ColourMap.Grey, RangeOf.Unit);

    private static LabLook Signed { get; } = new(ColourMap.Diverging, RangeOf.Layer);

    private static LabLook Unsigned { get; } = new(ColourMap.Viridis, RangeOf.Layer);

    /// <summary>Behind so many stages of a row.</summary>
    public static LabLook After(LabRow row, int stages)
    {
        var look = Picture;
        for (int i = 0; i < stages; i++)
            look = row.Stages[i] switch
            {
                FilterStage filter => After(look, filter.Kernel),
                ActivationStage { Kind: ActivationKind.Sigmoid } => Unsigned,
                ActivationStage { Kind: ActivationKind.Relu } when look == Signed => Unsigned,
                _ => look,
            };
        return look;
    }

    /// <summary>The colours where there are so many channels: of three each is a shade of its own.</summary>
    public ColourMap ColoursOf(int channels) => channels == 3 ? ColourMap.Grey : Colours;

    /// <summary>Draws a node's first image.</summary>
    public void Draw(DrawList list, in Rect rect, Node node)
    {
        var (columns, channels) = (node.Shape[3], node.Shape[1]);
        // Enlarged cells are seen as cells, others blend.
        var shape = rect.Width >= 3 * columns ? MapShape.Cells : MapShape.Smooth;
        list.Map(rect, node, channels == 3 ? -1 : 0, ColoursOf(channels), Range, 1, shape);
    }

    /// <summary>Where the scale of its colours begins and ends.</summary>
    public (double From, double To) Ends(ReadOnlySpan<float> values)
    {
        if (Range == RangeOf.Unit)
            return (0, 1);
        var (low, high) = MapView.Range(values);
        return Palette.Ends(Colours, low, high);
    }

    private static LabLook After(LabLook look, FilterKernel kernel) =>
        kernel.Maps > 1 ? kernel.Bias < 0 ? Signed : Unsigned
        : look != Signed && KeepsPictures(kernel) ? look
        : Signed;

    private static bool KeepsPictures(FilterKernel kernel)
    {
        double sum = kernel.SumOf();
        if (Math.Abs(sum - 1) < NearlyOne || sum is < LeastOfPicture or > MostOfPicture)
            return Math.Abs(sum - 1) < NearlyOne;
        foreach (float number in kernel.Numbers.AsSpan())
            if (number * kernel.Scale < 0)
                return false;
        return true;
    }
}
