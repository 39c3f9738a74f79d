namespace Cnn.Surgery;

/// <summary>Adds normally distributed noise to a kernel, the same for the same seed.</summary>
/// <param name="Layer">A layer with kernels.</param>
/// <param name="Map">The output channel.</param>
/// <param name="Channel">The channel that the kernel reads; null: all of them.</param>
/// <param name="Amount">The noise's deviation, in standard deviations of the kernel's own numbers; at least 0.</param>
/// <param name="Seed">Seeds the noise.</param>
public sealed record AddNoise(Node Layer, int Map, int? Channel = null, double Amount = 0.5, int Seed = 1)
    : KernelCut(Layer, Map, Channel)
{
    private protected override void Change(Kernels kernels)
    {
        if (!double.IsFinite(Amount) || Amount < 0)
            throw new CnnException($"noise of {Amount} deviations cannot be added to '{Layer.Name}'; it must be 0 or more");
        float[] kernel = kernels[Map];
        double deviation = Deviation(kernel);
        if (deviation == 0)
            throw new CnnException(
                $"all numbers of the kernel {Map} of '{Layer.Name}' are the same: noise is measured by their deviation, which is 0");
        var noise = new NormalNumbers(Seed);
        foreach (ref float value in kernel.AsSpan())
            value += (float)(Amount * deviation * noise.Next());
        kernels[Map] = kernel;
    }

    private static double Deviation(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        foreach (float value in values)
            sum += value;
        double mean = sum / values.Length;
        foreach (float value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }
}
