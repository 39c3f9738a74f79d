using System.Collections.Immutable;
using Cnn.Ops;
using Cnn.Ops.Preprocessing;

namespace Cnn.Preprocessing;

/// <summary>Builds the graph that makes a frame the input of an image network.</summary>
public static class ImagePreprocessing
{
    /// <summary>The name of the switch whose value <see cref="SamplePicture.Region"/> takes.</summary>
    public const string Aspect = "aspect";

    /// <summary>The name of the switch that exchanges left and right.</summary>
    public const string Mirror = "mirror";

    private const string Seen = "what the network sees";

    /// <summary>Cut and resized as the switches say; nothing is scaled yet: values 0 … 255.</summary>
    /// <param name="recipe">Colours, layout and crop.</param>
    /// <param name="input">The model's input shape.</param>
    /// <param name="capacity">How many pixels a frame may have.</param>
    internal static PreprocessingGraph Picture(Recipe recipe, Shape input, int capacity)
    {
        bool last = recipe.Layout == ChannelLayout.Nhwc;
        bool grey = recipe.Colors == ColorOrder.Grey;
        var op = new SamplePicture(
            input[last ? 1 : 2], input[last ? 2 : 3], grey ? 1 : 3, last, (int)MathF.Round(recipe.Crop * 1000), Bars(recipe));
        var (frame, frameSize) = PreprocessingGraph.FrameInputs(capacity);
        var mirror = Switch.OnOff(Mirror, "Exchanges left and right, as a mirror does.", on: false);
        var aspect = Switch.Of(
            Aspect, "How the frame comes into the input's proportions: its middle is cut out, all of it is fitted in between bars, or it "
                + "is stretched.",
            (int)recipe.Fit, "crop", "fit", "stretch");
        var colours = Switch.Of(
            "colours", "Which colour the first channel holds; the wrong order exchanges red and blue.",
                recipe.Colors == ColorOrder.Bgr ? 1 : 0, "rgb", "bgr");
        var antialias =
            Switch.OnOff("antialias",
                "Averages all pixels that fall into one when the frame is made smaller; off takes the nearest four, and fine detail turns "
                    + "to noise.");
        ImmutableArray<Switch> switches = recipe.Channels == 1 ? [mirror, aspect, antialias] : [mirror, aspect, colours, antialias];
        var order = recipe.Channels == 1 ? new Node(new Constant(Tensor.Vector(0)), "red first") : colours.Input;
        Node[] inputs = [frame, frameSize, mirror.Input, aspect.Input, order, antialias.Input];
        var picture = recipe.Channels == (grey ? 1 : 3) ? new Node(op, inputs, Seen)
            : Alone(recipe.Colors, last ? 3 : 1, new Node(op, inputs, "all colours"));
        return new PreprocessingGraph(frame, frameSize, picture, [picture], switches, Box: null);
    }

    private static Node Alone(ColorOrder colour, int axis, Node picture)
    {
        int channel = colour - ColorOrder.Red;
        return new Node(new Slice([channel], [channel + 1], [axis]), [picture], Seen);
    }

    private static int Bars(Recipe recipe) =>
        (int)recipe.Bars[0] << 16 | (int)recipe.Bars[recipe.Bars.Length / 2] << 8 | (int)recipe.Bars[^1];
}
