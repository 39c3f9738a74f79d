namespace Cnn.Training;

/// <summary>How a learning rate goes on after it has risen.</summary>
public enum Schedule
{
    /// <summary>Down half a cosine to a hundredth, so that the weights come to rest (Loshchilov and Hutter, "SGDR", 2017).</summary>
    Cosine,

    /// <summary>It stays.</summary>
    Constant,

    /// <summary>A tenth after half of the steps and a hundredth after three quarters, as He et al. 2015 do.</summary>
    Step,
}

/// <summary>The learning rate over a training: up in a line while the optimiser's moments are young, then as its schedule says.</summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="Steps">All steps of the training.</param>
/// <param name="Schedule">How it goes on.</param>
/// <param name="WarmUp">The share of the steps in which it rises, 0…1.</param>
public sealed record LearningRate(double Peak, long Steps, Schedule Schedule = Schedule.Cosine, double WarmUp = LearningRate.UsualWarmUp)
{
    /// <summary>The share of the steps in which the rate rises, unless told otherwise.</summary>
    public const double UsualWarmUp = 0.03;

    private const double Last = 0.01;

    /// <summary>The rate of a step, counted from 1.</summary>
    public double At(long step)
    {
        double rise = Math.Min(1, step / Math.Max(1, WarmUp * Steps));
        double done = Math.Min(1, (double)step / Steps);
        double stays = Schedule switch
        {
            Schedule.Constant => 1,
            Schedule.Step => done <= 0.5 ? 1 : done <= 0.75 ? 0.1 : 0.01,
            _ => Last + (1 - Last) * (1 + Math.Cos(Math.PI * done)) / 2,
        };
        return Peak * rise * stays;
    }
}
