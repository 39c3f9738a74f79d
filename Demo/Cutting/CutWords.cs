using Cnn.Surgery;

namespace Demo.Cutting;

/// <summary>Cuts as the window says them: maps and inputs count from 1 there, and classes have names.</summary>
internal static class CutWords
{
    /// <summary>Says a cut in a few words, its layer first.</summary>
    public static string Of(Cut cut, CutLayers layers)
    {
        string name = layers.NameOf(cut.Layer);
        return cut switch
        {
            ZeroKernel c => $"{name} {Unit(c.Map)}{Input(c)}: zero",
            NegateKernel c => $"{name} {Unit(c.Map)}{Input(c)}: negated",
            SwapKernels c => $"{name} {Unit(c.Map)}, {Unit(c.With)}{Input(c)}: swapped",
            AddNoise c => $"{name} {Unit(c.Map)}{Input(c)}: noise",
            SetNumber c => FormattableString.Invariant($"{name} {Unit(c.Map)}: number {c.Value:0.###}"),
            PruneChannel c => $"{name} {Unit(c.Channel)}: pruned",
            ChangePool c => $"{name}: {(c.Kind == PoolKind.Max ? "largest" : "mean")}",
            SwapActivation c => $"{name}: {Activations.WordOf(c.Activation)}",
            RemoveLayer => $"{name}: taken out",
            _ => name,
        };

        string Unit(int map) => layers.LayerOf(cut.Layer) is { } layer ? layers.Network.UnitText(layer, map) : $"map {map + 1}";
    }

    private static string Input(KernelCut cut) => cut.Channel is { } channel ? $" input {channel + 1}" : "";
}
