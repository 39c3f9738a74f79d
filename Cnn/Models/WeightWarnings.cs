namespace Cnn.Models;

/// <summary>What is odd about a weight but no error.</summary>
internal static class WeightWarnings
{
    /// <summary>Says how many of its values are no numbers, or null where all are.</summary>
    public static string? Of(string name, Tensor value)
    {
        if (value.Type != DataType.Float32)
            return null;
        int bad = 0;
        foreach (float v in value.Floats)
            bad += float.IsFinite(v) ? 0 : 1;
        return bad > 0 ? $"tensor {ModelException.Quote(name)} has {bad} values that are infinite or not a number" : null;
    }
}
