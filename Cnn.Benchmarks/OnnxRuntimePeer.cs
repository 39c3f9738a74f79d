using Cnn.Onnx;
using Demo.Bench;
using Microsoft.ML.OnnxRuntime;

namespace Cnn.Benchmarks;

/// <summary>
/// ONNX Runtime on the processor with all its optimisations, on the network as our writer exports it. Input and output are bound once,
/// which is its fastest way to be called: 1.5 µs faster than Run with given outputs.
/// </summary>
internal sealed class OnnxRuntimePeer : IPeer
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];

    private OnnxRuntimePeer(Graph graph, VariableSet variables, int threads, bool spins)
    {
        Spins = spins;
        Name = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}{(spins ? ", spinning" : "")}";
        using var stream = new MemoryStream();
        OnnxWriter.Write(graph, variables, stream);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", spins ? "1" : "0");
        _session = new InferenceSession(stream.ToArray(), options);
        _binding = _session.CreateIoBinding();
        foreach (var input in graph.Inputs)
            _binding.BindInput(input.Name, Keep(Benchmark.RandomInput(input)));
        foreach (var output in graph.Outputs)
            _binding.BindOutput(output.Name, Keep(new Tensor(output.Shape, output.Type)));
    }

    public string Name { get; }

    public bool Spins { get; }

    /// <summary>Its threads sleep between its runs.</summary>
    public static IPeer Load(Graph graph, VariableSet variables, int threads) =>
        new OnnxRuntimePeer(graph, variables, threads, spins: false);

    /// <summary>Its threads wait for the next run by spinning, as they do unless told otherwise.</summary>
    public static IPeer LoadSpinning(Graph graph, VariableSet variables, int threads) =>
        new OnnxRuntimePeer(graph, variables, threads, spins: true);

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(v => v.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue Keep(Tensor tensor)
    {
        if (tensor.Type != DataType.Float32)
            throw new CnnException($"the peer measures networks of float32 inputs and outputs; {tensor.Type} was found");
        var value = OrtValue.CreateTensorValueFromMemory(tensor.Floats.ToArray(),
            [.. tensor.Shape.AsSpan().ToArray().Select(d => (long)d)]);
        _values.Add(value);
        return value;
    }
}
