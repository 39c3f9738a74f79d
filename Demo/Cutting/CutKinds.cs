using Cnn;
using Cnn.Ops;
using Cnn.Surgery;

namespace Demo.Cutting;

/// <summary>What can be done to a layer.</summary>
[Flags]
internal enum CutKinds
{
    None = 0,
    Kernels = 1,
    Pool = 2,
    Activation = 4,
    Remove = 8,
}

/// <summary>Says what can be done to a layer.</summary>
internal static class LayerCuts
{
    /// <summary>What can be done to a node.</summary>
    public static CutKinds Of(Node node)
    {
        if (node.IsLeaf)
            return CutKinds.None;
        bool isFloat = node.Type == DataType.Float32;
        return (HasKernels(node) ? CutKinds.Kernels : 0)
            | (isFloat && node.Op is MaxPool { Output: 0 } or AveragePool or GlobalMaxPool or GlobalAveragePool ? CutKinds.Pool : 0)
            | (isFloat && SwapActivation.IsActivation(node.Op) ? CutKinds.Activation : 0)
            | (node.Shape == node.Inputs[0].Shape && node.Type == node.Inputs[0].Type ? CutKinds.Remove : 0);
    }

    /// <summary>What a pool may yield instead.</summary>
    public static PoolKind Other(Op pool) => pool is MaxPool or GlobalMaxPool ? PoolKind.Average : PoolKind.Max;

    // Weights that an input of the network decides are nobody's to change.
    private static bool HasKernels(Node node) => KernelLayout.Of(node) is not null && new Graph(node.Inputs[1]).Inputs.IsEmpty;
}
