using Cnn.Surgery;

namespace Demo.Cutting;

/// <summary>Cuts as the window says them: maps and inputs count from 1 there.</summary>
internal static class CutWords
{
    /// <summary>Says a cut in a few words, its layer first.</summary>
    public static string Of(Cut cut, CutLayers layers)
    {
        string name = layers.NameOf(cut.Layer);
        return cut switch
        {
            ZeroKernel c => $"{name} map {c.Map + 1}{Input(c)}: zero",
            NegateKernel c => $"{name} map {c.Map + 1}{Input(c)}: negated",
            SwapKernels c => $"{name} maps {c.Map + 1}, {c.With + 1}{Input(c)}: swapped",
            AddNoise c => $"{name} map {c.Map + 1}{Input(c)}: noise",
            SetNumber c => FormattableString.Invariant($"{name} map {c.Map + 1}: number {c.Value:0.###}"),
            PruneChannel c => $"{name} map {c.Channel + 1}: pruned",
            ChangePool c => $"{name}: {(c.Kind == PoolKind.Max ? "largest" : "mean")}",
            SwapActivation c => $"{name}: {Activations.WordOf(c.Activation)}",
            RemoveLayer => $"{name}: taken out",
            _ => name,
        };
    }

    private static string Input(KernelCut cut) => cut.Channel is { } channel ? $" input {channel + 1}" : "";
}
