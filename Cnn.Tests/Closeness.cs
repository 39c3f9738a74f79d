namespace Cnn.Tests;

/// <summary>How far results may lie apart: |actual − expected| ≤ Absolute + Relative · |expected|.</summary>
/// <param name="Absolute">The part that does not scale.</param>
/// <param name="Relative">The part that scales with the expected value.</param>
public sealed record Closeness(double Absolute = 1e-5, double Relative = 1e-4)
{
    /// <summary>
    /// What is wrong with a result, with the worst element, or null. NaN and infinities must be the same; integers must be
    /// equal.
    /// </summary>
    public string? Difference(Tensor expected, Tensor actual)
    {
        if (actual.Shape != expected.Shape || actual.Type != expected.Type)
            return $"expected {expected}, got {actual}";
        double worst = 0;
        string? message = null;
        for (int i = 0; i < expected.Count; i++)
        {
            double e = At(expected, i), a = At(actual, i);
            bool same = e.Equals(a);
            double excess = same ? 0
                : expected.Type != DataType.Float32 || !double.IsFinite(e) || !double.IsFinite(a) ? double.PositiveInfinity
                : Math.Abs(a - e) / (Absolute + Relative * Math.Abs(e));
            if (excess > 1 && excess > worst)
            {
                worst = excess;
                message = $"element {i} of {expected.Shape}: expected {e:R}, got {a:R}, {excess:0.#} times what is allowed";
            }
        }
        return message;
    }

    private static double At(Tensor tensor, int i) => tensor.Type switch
    {
        DataType.Float32 => tensor.Floats[i],
        DataType.Int64 => tensor.Span<long>()[i],
        DataType.Int32 => tensor.Span<int>()[i],
        DataType.UInt8 => tensor.Span<byte>()[i],
        _ => tensor.Span<bool>()[i] ? 1 : 0,
    };
}
