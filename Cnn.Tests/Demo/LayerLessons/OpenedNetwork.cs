using Cnn.Backends;
using Cnn.Onnx;
using Demo.Arithmetic;
using Demo.Models;
using Demo.Ui;

namespace Cnn.Tests.Demo.LayerLessons;

/// <summary>A network as the window opens it, from its file, which has run once on noise on the reference backend.</summary>
internal sealed class OpenedNetwork : IDisposable
{
    private const int Width = 131, Height = 97;

    private readonly ISession _session;
    private readonly Dictionary<Node, Tensor> _values = [];

    public OpenedNetwork(string path)
    {
        var parts = new NetworkFile(path, labels: null).PartsFor(drawn: false);
        Network = new global::Demo.Ui.Network(parts);
        _session = new ReferenceBackend().CompileNow(parts.Graph, parts.Variables);
        parts.Preprocessing.WriteDefaults(_session);
        var random = new Random(1);
        int[] pixels = [.. Enumerable.Range(0, Width * Height).Select(_ => unchecked((int)0xFF000000) | random.Next(1 << 24))];
        parts.Preprocessing.WriteFrame(_session, pixels, Height, Width);
        _session.Run();
    }

    public global::Demo.Ui.Network Network { get; }

    /// <summary>A network that is built here, written to a file and opened.</summary>
    public static OpenedNetwork Of(Graph graph, VariableSet variables)
    {
        string folder = Directory.CreateTempSubdirectory("lessons").FullName;
        try
        {
            OnnxWriter.Write(graph, variables, Path.Combine(folder, "built.onnx"));
            return new OpenedNetwork(Path.Combine(folder, "built.onnx"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public Tensor? Read(Node node)
    {
        if (!_values.TryGetValue(node, out var value))
            _values[node] = value = _session.Read(node);
        return value;
    }

    public Unit Any(Layer layer, Random random) => new(
        Network, layer, random.Next(layer.Channels), random.Next(layer.Columns), random.Next(layer.Rows), Read);

    public void Dispose() => _session.Dispose();
}
