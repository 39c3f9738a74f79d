using System.Collections.Frozen;
using Cnn.Tfjs.Operators;

namespace Cnn.Tfjs;

/// <summary>Every operator of TensorFlow that is read, by its name.</summary>
internal static class TfOperators
{
    // What only says how TensorFlow computes, how many inputs are listed anyway, or what is checked elsewhere.
    private static readonly FrozenSet<string> Idle =
        new[] { "N", "num_args", "use_cudnn_on_gpu", "incompatible_shape_error", "validate_indices", "shape" }.ToFrozenSet();

    private static readonly FrozenDictionary<string, TfOperator> Rows =
        new[]
        {
            BlockRows.All, ConstantRows.All, ConvolutionRows.All, ElementwiseRows.All, IndexRows.All, MatrixRows.All, ReductionRows.All,
            ResizeRows.All, ShapeRows.All, SliceRows.All,
        }
        .SelectMany(rows => rows)
        .ToFrozenDictionary(row => row.Type);

    /// <summary>The names of all operators that are read.</summary>
    public static IEnumerable<string> Names => Rows.Keys;

    /// <summary>The row of an operator, or null when it is not supported.</summary>
    public static TfOperator? Find(string type) => Rows.GetValueOrDefault(type);

    /// <summary>Whether an attribute changes no result.</summary>
    public static bool IsIdle(string attribute) => Idle.Contains(attribute);
}
