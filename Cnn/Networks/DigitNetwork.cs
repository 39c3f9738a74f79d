namespace Cnn.Networks;

/// <summary>
/// The network of content/models/digits.onnx: two convolutions, one followed by max pooling and one by average pooling, so
/// that both can be watched, and one fully connected layer; few enough maps to see them all at once.
/// </summary>
public static class DigitNetwork
{
    /// <summary>Builds it for pictures [batch, channels, height, width], values 0…1; where they are grey ink is 1.</summary>
    /// <param name="variables">Where the weights are kept; those it already has are used.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="height">Rows of a picture, at least 4.</param>
    /// <param name="width">Columns of a picture, at least 4.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">Seeds new weights.</param>
    /// <param name="channels">1 for grey pictures, 3 for RGB.</param>
    public static Network Build(
        VariableSet variables, int batch = 1, int height = 28, int width = 28, int classes = 10, int seed = 1, int channels = 1) =>
        Architecture.Digits().Build(variables, batch, channels, height, width, classes, seed);
}
