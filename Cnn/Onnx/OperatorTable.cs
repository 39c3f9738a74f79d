using System.Collections.Frozen;
using Cnn.Onnx.Operators;

namespace Cnn.Onnx;

/// <summary>Every operator that is read or written, by ONNX's name.</summary>
internal static class OperatorTable
{
    private static readonly FrozenDictionary<string, OnnxOperator> Rows =
        new[]
        {
            ActivationRows.All, ConstantRows.All, ConvolutionRows.All, DetectionRows.All, ElementwiseRows.All,
            MatrixRows.All, NormalizationRows.All, ReductionRows.All, ResizeRows.All, ShapeRows.All,
        }
        .SelectMany(rows => rows)
        .ToFrozenDictionary(row => row.Type);

    /// <summary>The names of all operators that are read.</summary>
    public static IEnumerable<string> Names => Rows.Keys;

    /// <summary>The row of an operator, or null when it is not supported.</summary>
    public static OnnxOperator? Find(string type) => Rows.GetValueOrDefault(type);
}
