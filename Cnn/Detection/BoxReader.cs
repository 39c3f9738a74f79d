namespace Cnn.Detection;

/// <summary>Reads boxes that are decoded already, in whatever order and unit they are written.</summary>
/// <param name="model">Its sidecar says how.</param>
/// <param name="pixels">Whether they are in pixels where the sidecar does not say.</param>
internal sealed class BoxReader(DetectorModel model, bool pixels)
{
    private readonly BoxCorners _corners = model.Settings.Corners ?? BoxCorners.Ltrb;
    private readonly float _width = model.Settings.Pixels ?? pixels ? model.Width : 1;
    private readonly float _height = model.Settings.Pixels ?? pixels ? model.Height : 1;

    public Box Read(ReadOnlySpan<float> values, Head head, int row, int label, float score)
    {
        float a = values[head.At(row, 0)], b = values[head.At(row, 1)], c = values[head.At(row, 2)], d = values[head.At(row, 3)];
        return _corners switch
        {
            BoxCorners.Tlbr => new Box(label, score, b / _width, a / _height, d / _width, c / _height),
            BoxCorners.Centre => Box.Around(label, score, a / _width, b / _height, c / _width, d / _height),
            _ => new Box(label, score, a / _width, b / _height, c / _width, d / _height),
        };
    }
}
