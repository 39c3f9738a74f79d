using Cnn;
using Cnn.Ops.Preprocessing;
using Cnn.Preprocessing;

namespace Demo.Ui;

/// <summary>
/// Where in the frame the picture lies that the network sees, so that a map can be laid over the source where it belongs.
/// Read from the preprocessing's own numbers: what was found and how it was fitted.
/// </summary>
internal sealed class SeenArea
{
    private const float Unit = 64;

    private readonly Node? _fitted, _sample;
    private readonly Network _network;
    private readonly Func<Switch, int> _chosen;

    public SeenArea(Network network)
    {
        _network = network;
        var preprocessing = network.Parts.Preprocessing;
        _chosen = choice => network.Choices[network.Switches.IndexOf(choice)];
        // From what the network sees back to where it was cut out of the frame.
        for (var node = preprocessing.Output; _sample is null && node.Inputs.Length > 0; node = node.Inputs[0])
        {
            _fitted ??= node.Op is FitDigit ? node : null;
            _sample = node.Op is SampleSquare ? node : null;
        }
    }

    /// <summary>The area in 0…1 of the frame, which it may reach beyond; all of it while nothing is known.</summary>
    public FramePart Seen(Func<Node, Tensor?> read, int width, int height)
    {
        if (_network.Parts.Preprocessing.SeenPart(height, width, _chosen) is { } part)
            return part;
        if (_sample is null || width == 0 || read(_sample.Inputs[2]) is not { } cut)
            return FramePart.Whole;
        int row = Math.Min(_network.Parts.Preprocessing.SurestRow(read), (int)cut.Shape.Count / 3 - 1);
        var square = cut.Span<int>()[(3 * row)..];
        float top = square[0] / Unit, left = square[1] / Unit, side = square[2] / Unit;
        if (_fitted is { Op: FitDigit fit } && read(_fitted.Inputs[1]) is { } bounds && read(_fitted.Inputs[2]) is { } centre)
        {
            var (down, right, length) = fit.Area(bounds.Span<int>()[(4 * row)..], centre.Span<int>()[(2 * row)..]);
            float pixel = side / _sample.Shape[3];
            (top, left, side) = (top + (float)down * pixel, left + (float)right * pixel, (float)length * pixel);
        }
        return new FramePart(left / width, top / height, side / width, side / height);
    }

    /// <summary>The box of the digit that was found, in 0…1 of the frame.</summary>
    public Rect? Found(Func<Node, Tensor?> read, int width, int height)
    {
        if (width == 0 || _network.Parts.Preprocessing.Found(read) is not var (left, top, right, bottom))
            return null;
        return new Rect(left / width, top / height, (right - left) / width, (bottom - top) / height);
    }
}
