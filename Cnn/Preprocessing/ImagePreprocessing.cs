using System.Collections.Immutable;
using Cnn.Ops;
using Cnn.Ops.Preprocessing;

namespace Cnn.Preprocessing;

/// <summary>Builds the graph that makes a frame's middle the input of an image network.</summary>
public static class ImagePreprocessing
{
    /// <summary>Cut, resized, mirrored on wish; nothing is scaled yet: values 0 … 255.</summary>
    /// <param name="recipe">Colours, layout and crop.</param>
    /// <param name="input">The model's input shape.</param>
    /// <param name="capacity">How many pixels a frame may have.</param>
    internal static PreprocessingGraph Picture(Recipe recipe, Shape input, int capacity)
    {
        bool last = recipe.Layout == ChannelLayout.Nhwc;
        var op = new SamplePicture(
            input[last ? 1 : 2], input[last ? 2 : 3], recipe.Channels, recipe.Colors == ColorOrder.Bgr, last, (int)MathF.Round(recipe.Crop * 1000));
        var (frame, frameSize) = PreprocessingGraph.FrameInputs(capacity);
        var mirror = Switch.OnOff("mirror", "Exchanges left and right, as a mirror does.", on: false);
        var picture = new Node(op, [frame, frameSize, mirror.Input], "what the network sees");
        return new PreprocessingGraph(frame, frameSize, picture, [picture], [mirror], Box: null);
    }
}
