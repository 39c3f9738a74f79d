using Cnn.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Cnn.Tests.Onnx;

/// <summary>
/// What ONNX Runtime makes of a graph that our writer wrote: one call covers the operator, the writer and an outside truth.
/// Its optimiser is off, because that is known to change results.
/// </summary>
public static class OnnxRuntimeOracle
{
    /// <summary>Writes the graph, runs it there, and returns the graph's outputs in order.</summary>
    /// <param name="graph">The graph; its nodes must be operators of ONNX.</param>
    /// <param name="variables">Its weights.</param>
    /// <param name="inputs">A value for each of its inputs, by name.</param>
    public static Tensor[] Run(Graph graph, VariableSet variables, params IEnumerable<(string Name, Tensor Value)> inputs)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(graph, variables, stream);
        return Run(stream.ToArray(), inputs);
    }

    /// <summary>Runs a model as it is.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="inputs">A value for each of its inputs, by name.</param>
    public static Tensor[] Run(byte[] model, params IEnumerable<(string Name, Tensor Value)> inputs)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        using var session = new InferenceSession(model, options);
        var values = inputs.Select(i => NamedValue(i.Name, i.Value)).ToList();
        using var results = session.Run(values);
        return [.. results.Select(ToTensor)];
    }

    private static NamedOnnxValue NamedValue(string name, Tensor value) => value.Type switch
    {
        DataType.Float32 => Dense<float>(name, value),
        DataType.Int64 => Dense<long>(name, value),
        DataType.Int32 => Dense<int>(name, value),
        DataType.UInt8 => Dense<byte>(name, value),
        _ => Dense<bool>(name, value),
    };

    private static NamedOnnxValue Dense<T>(string name, Tensor value) where T : unmanaged =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(value.Span<T>().ToArray(), value.Shape.AsSpan().ToArray()));

    private static Tensor ToTensor(DisposableNamedOnnxValue value) => value.ElementType switch
    {
        TensorElementType.Float => From<float>(value),
        TensorElementType.Int64 => From<long>(value),
        TensorElementType.Int32 => From<int>(value),
        TensorElementType.UInt8 => From<byte>(value),
        TensorElementType.Bool => From<bool>(value),
        var type => throw new InvalidOperationException($"ONNX Runtime returned {type} for '{value.Name}'"),
    };

    private static Tensor From<T>(DisposableNamedOnnxValue value) where T : unmanaged
    {
        var tensor = value.AsTensor<T>();
        return Tensor.From(new Shape(tensor.Dimensions), tensor.ToArray());
    }
}
