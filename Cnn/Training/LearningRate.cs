namespace Cnn.Training;

/// <summary>
/// How the learning rate goes over a training: up in a line while Adam's moments are young, then down half a cosine
/// (Loshchilov and Hutter, "SGDR", 2017), so that the weights come to rest.
/// </summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="Steps">All steps of the training.</param>
public sealed record LearningRate(double Peak, long Steps)
{
    private const double WarmUp = 0.03;
    private const double Last = 0.01;

    /// <summary>The rate of a step, counted from 1.</summary>
    public double At(long step)
    {
        double rise = Math.Min(1, step / Math.Max(1, WarmUp * Steps));
        double done = Math.Min(1, (double)step / Steps);
        return Peak * rise * (Last + (1 - Last) * (1 + Math.Cos(Math.PI * done)) / 2);
    }
}
