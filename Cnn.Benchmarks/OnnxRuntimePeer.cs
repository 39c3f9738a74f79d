using Cnn.Onnx;
using Demo.Bench;
using Microsoft.ML.OnnxRuntime;

namespace Cnn.Benchmarks;

/// <summary>ONNX Runtime on the processor with all its optimisations, on the network as our writer exports it.</summary>
internal sealed class OnnxRuntimePeer : IPeer
{
    private readonly byte[] _model;
    private readonly Graph _graph;
    private readonly int _threads;
    private readonly Loaded _resting;
    // Only made when it is asked for: threads that spin take the processors from everybody else.
    private Loaded? _spinning;

    private OnnxRuntimePeer(byte[] model, Graph graph, int threads)
    {
        (_model, _graph, _threads) = (model, graph, threads);
        _resting = new Loaded(model, graph, threads, spinning: false);
        Name = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}, {threads} thread{(threads == 1 ? "" : "s")}";
    }

    public string Name { get; }

    public static IPeer Load(Graph graph, VariableSet variables, int threads)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(graph, variables, stream);
        return new OnnxRuntimePeer(stream.ToArray(), graph, threads);
    }

    public void Run() => _resting.Run();

    public void RunSpinning() => (_spinning ??= new Loaded(_model, _graph, _threads, spinning: true)).Run();

    public void Dispose()
    {
        _resting.Dispose();
        _spinning?.Dispose();
    }

    // A session whose buffers are bound once, so that a call allocates nothing.
    private sealed class Loaded : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly OrtIoBinding _binding;
        private readonly RunOptions _options = new();
        private readonly List<OrtValue> _values = [];

        public Loaded(byte[] model, Graph graph, int threads, bool spinning)
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
            _session = new InferenceSession(model, options);
            _binding = _session.CreateIoBinding();
            foreach (var input in graph.Inputs)
                _binding.BindInput(input.Name, Keep(Benchmark.RandomInput(input)));
            foreach (var output in graph.Outputs)
                _binding.BindOutput(output.Name, Keep(new Tensor(output.Shape, output.Type)));
        }

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
}
