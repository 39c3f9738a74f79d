using Cnn;

namespace Demo.Ui;

/// <summary>What a model's output is, and so how it is shown.</summary>
internal enum OutputKind
{
    /// <summary>A list of class scores, 1×K.</summary>
    Classes,
    /// <summary>Three channels 1×3×H×W: red, green, blue.</summary>
    Picture,
    /// <summary>A class for each pixel: scores 1×K×H×W or the numbers themselves, 1×H×W or 1×1×H×W.</summary>
    Labels,
    /// <summary>Anything else.</summary>
    Maps,
}

/// <summary>Decides what an output is from its type and shape: an ONNX file does not say more.</summary>
internal static class Outputs
{
    // Scores for pixels come at the input's size or a few times smaller; coarser maps are a detector's heads.
    private const int CoarsestPixel = 4;

    /// <param name="output">The output.</param>
    /// <param name="height">The model's input height in pixels.</param>
    /// <param name="width">Its width.</param>
    public static OutputKind KindOf(TensorInfo output, int height, int width)
    {
        var (type, shape) = (output.Type, output.Shape);
        if (type == DataType.Float32 && shape.Rank >= 2 && shape.Count > 0 && shape[1] == shape.Count)
            return OutputKind.Classes;
        if (shape.Rank is not (3 or 4) || shape[0] != 1)
            return OutputKind.Maps;
        int rows = shape[shape.Rank - 2], columns = shape[shape.Rank - 1];
        int channels = shape.Rank == 4 ? shape[1] : 1;
        if (type == DataType.Float32 && shape.Rank == 4 && channels == 3)
            return OutputKind.Picture;
        bool perPixel = rows * CoarsestPixel >= height && columns * CoarsestPixel >= width;
        bool labels = type == DataType.Float32 ? channels >= 2 : channels == 1;
        return perPixel && labels ? OutputKind.Labels : OutputKind.Maps;
    }
}
