using System.Collections.Immutable;
using Cnn.Detection;

namespace Cnn.Preprocessing;

/// <summary>What kind of picture a model was trained on.</summary>
public enum RecipeKind
{
    /// <summary>Pen strokes, white on black, centred as in MNIST.</summary>
    Ink,
    /// <summary>A photograph: the centre square, resized.</summary>
    Image,
}

/// <summary>The order of an image input's axes.</summary>
public enum ChannelLayout
{
    /// <summary>Batch, channels, height, width.</summary>
    Nchw,
    /// <summary>Batch, height, width, channels.</summary>
    Nhwc,
}

/// <summary>Which colours the channels hold.</summary>
public enum ColorOrder
{
    /// <summary>One channel: luminance.</summary>
    Grey,
    /// <summary>Red, green, blue.</summary>
    Rgb,
    /// <summary>Blue, green, red.</summary>
    Bgr,
    /// <summary>One channel: red alone.</summary>
    Red,
    /// <summary>One channel: green alone.</summary>
    Green,
    /// <summary>One channel: blue alone.</summary>
    Blue,
}

/// <summary>How a picture comes into the proportions of a model's input.</summary>
public enum PictureFit
{
    /// <summary>Its middle is cut out.</summary>
    Crop,
    /// <summary>All of it is fitted in, between bars.</summary>
    Letterbox,
    /// <summary>All of it is stretched.</summary>
    Stretch,
}

/// <summary>What looks for digits on a photo.</summary>
public enum InkFinder
{
    /// <summary>Two small networks that find all digits, where their weights are at hand.</summary>
    Network,
    /// <summary>Rules about ink on paper, which find one digit.</summary>
    Rules,
}

/// <summary>
/// How a picture becomes the input of a model, and what the model's outputs are called. It is written beside the model:
/// <c>digits.json</c> belongs to <c>digits.onnx</c> (<see cref="RecipeFile"/>).
/// </summary>
public sealed record Recipe
{
    /// <summary>Ink or image.</summary>
    public RecipeKind Kind { get; init; } = RecipeKind.Image;

    /// <summary>The names of the classes, in output order; empty when unknown.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The order of the input's axes.</summary>
    public ChannelLayout Layout { get; init; } = ChannelLayout.Nchw;

    /// <summary>What the channels hold.</summary>
    public ColorOrder Colors { get; init; } = ColorOrder.Rgb;

    /// <summary>A channel's value 0 … 255 is multiplied by this first.</summary>
    public float Scale { get; init; } = 1 / 255f;

    /// <summary>Subtracted after scaling: one number, or one for each channel.</summary>
    public ImmutableArray<float> Mean { get; init; } = [0];

    /// <summary>Divided by at the end: one number, or one for each channel.</summary>
    public ImmutableArray<float> Std { get; init; } = [1];

    /// <summary>What looks for the digits on a photo; of no matter for images.</summary>
    public InkFinder Finder { get; init; } = InkFinder.Network;

    /// <summary>The side of the centre square that is used, relative to the picture's shorter side: 0 … 1.</summary>
    public float Crop { get; init; } = 1;

    /// <summary>How the picture comes into the input's proportions.</summary>
    public PictureFit Fit { get; init; } = PictureFit.Crop;

    /// <summary>The colour of a letterboxed picture's bars, 0 … 255: one number, or red, green and blue.</summary>
    public ImmutableArray<float> Bars { get; init; } = [0];

    /// <summary>
    /// What the output is, in a word of the program that shows it, such as <c>classes</c>; null: whatever its shape is
    /// likeliest to mean.
    /// </summary>
    public string? Output { get; init; }

    /// <summary>
    /// The name of the things that the model looks at one by one, such as <c>face</c>, where another network finds them; null: it takes
    /// whole pictures.
    /// </summary>
    public string? Of { get; init; }

    /// <summary>How much is seen around such a thing, in its box's own widths and heights on each side: 0 … 2.</summary>
    public float Margin { get; init; }

    /// <summary>
    /// Sides of the square pictures that the model can take besides, in pixels, the largest first: who is in a hurry chooses a smaller
    /// one. Empty: only what its file says.
    /// </summary>
    public ImmutableArray<int> Sizes { get; init; } = [];

    /// <summary>How boxes and points are decoded, where the output is such.</summary>
    public DecoderSettings Decoding { get; init; } = new();

    /// <summary>How many channels the model takes.</summary>
    public int Channels => Colors is ColorOrder.Rgb or ColorOrder.Bgr ? 3 : 1;

    /// <summary>What a picture's darkest value, 0, or a place without ink is in a channel of the model's input.</summary>
    public float Darkest(int channel) => -At(Mean, channel) / At(Std, channel);

    /// <summary>What a picture's brightest value, 255, or ink is in a channel of the model's input.</summary>
    public float Brightest(int channel) => (255 * Scale - At(Mean, channel)) / At(Std, channel);

    private static float At(ImmutableArray<float> values, int channel) => values[values.Length == 1 ? 0 : channel];

    /// <summary>The name of output class <paramref name="index"/>: its label, or its number.</summary>
    public string Label(int index) => index >= 0 && index < Labels.Length ? Labels[index] : index.ToString();

    /// <summary>
    /// The likeliest recipe of a model that has no sidecar: one or three channels in front or at the end are a picture, and
    /// one channel of 28×28 is ink as in MNIST.
    /// </summary>
    /// <param name="input">The model's input shape, rank 4.</param>
    /// <param name="layout">The order of its axes where that is known; null: in front if that makes sense.</param>
    /// <exception cref="CnnException">The shape is no picture's.</exception>
    public static Recipe Guess(Shape input, ChannelLayout? layout = null)
    {
        bool first = input.Rank == 4 && input[1] is (1 or 3) && layout != ChannelLayout.Nhwc;
        bool last = input.Rank == 4 && input[3] is (1 or 3) && layout != ChannelLayout.Nchw;
        if (!first && !last)
            throw new CnnException(
                $"the model takes {input}, which is no picture of 1 or 3 "
                    + $"channels{(layout is null ? "" : $" in {layout.ToString()!.ToUpperInvariant()} order")}");
        var (channels, height, width) = first ? (input[1], input[2], input[3]) : (input[3], input[1], input[2]);
        return new Recipe
        {
            Kind = channels == 1 && height == 28 && width == 28 ? RecipeKind.Ink : RecipeKind.Image,
            Colors = channels == 1 ? ColorOrder.Grey : ColorOrder.Rgb,
            Layout = first ? ChannelLayout.Nchw : ChannelLayout.Nhwc,
        };
    }
}
