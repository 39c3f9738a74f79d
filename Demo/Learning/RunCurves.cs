using System.Collections.Immutable;
using Cnn.Training;
using Demo.Ui;

namespace Demo.Learning;

/// <summary>The curves of one training until now, ready to be drawn; made by the thread that trains.</summary>
internal sealed class RunCurves
{
    // So much of a value stays in the smoothed one after a hundredth of the curve.
    private const double Keep = 0.5;

    private readonly PlotPoint[] _losses, _smooth, _accuracies;

    /// <param name="losses">The loss of the steps.</param>
    /// <param name="epochs">The complete epochs.</param>
    /// <param name="stepsPerEpoch">How many steps one has.</param>
    public RunCurves(LossPoint[] losses, ImmutableArray<EpochResult> epochs, int stepsPerEpoch)
    {
        _losses = Array.ConvertAll(losses, point => new PlotPoint(point.Step, point.Loss));
        _smooth = Smoothed(_losses);
        _accuracies = [.. epochs.Select(epoch => new PlotPoint((double)epoch.Epoch * stepsPerEpoch, epoch.Accuracy))];
        Range = losses.Length == 0 ? (1, 1) : (_smooth.Min(point => point.Y), _losses.Max(point => point.Y));
        LeastAccuracy = epochs.IsEmpty ? 1 : epochs.Min(epoch => epoch.Accuracy);
    }

    /// <summary>The loss of the steps.</summary>
    public ReadOnlySpan<PlotPoint> Losses => _losses;

    /// <summary>The same, smoothed.</summary>
    public ReadOnlySpan<PlotPoint> Smooth => _smooth;

    /// <summary>The accuracy after each epoch, 0…1, at its last step.</summary>
    public ReadOnlySpan<PlotPoint> Accuracies => _accuracies;

    /// <summary>The smallest smoothed loss and the largest one.</summary>
    public (double Low, double High) Range { get; }

    /// <summary>The smallest accuracy, 0…1; 1 before any is known.</summary>
    public double LeastAccuracy { get; }

    // A mean that forgets, without the pull of the first value: over more points where there are more.
    private static PlotPoint[] Smoothed(PlotPoint[] points)
    {
        double keep = Math.Pow(Keep, 100.0 / Math.Max(100, points.Length)), sum = 0, weight = 0;
        return Array.ConvertAll(points, point =>
        {
            (sum, weight) = (sum * keep + point.Y, weight * keep + 1);
            return point with { Y = sum / weight };
        });
    }
}
