using Cnn.Backends;
using Demo.Ui;

namespace Cnn.Tests.Demo;

/// <summary>Runs on the reference backend what a view wants to run in place of the opened network, as the window would.</summary>
internal sealed class OwnRun : IDisposable
{
    private readonly Dictionary<Node, Tensor> _values = [];
    private ISession? _session;

    /// <summary>Runs it once.</summary>
    /// <param name="scene">Is told that it runs.</param>
    /// <param name="parts">What runs.</param>
    /// <param name="begin">Writes the inputs of a session that is new.</param>
    public void Run(Scene scene, NetworkParts parts, Action<ISession>? begin = null)
    {
        if (scene.Own != parts)
        {
            _session?.Dispose();
            _session = new ReferenceBackend().CompileNow(parts.Graph, parts.Variables);
            begin?.Invoke(_session);
            scene.Own = parts;
        }
        foreach (var dial in parts.Dials)
            _session!.Write(dial.Input, dial.Value);
        _session!.Run();
        _values.Clear();
    }

    /// <summary>A node's value of the last run.</summary>
    public Tensor Read(Node node) => _values.TryGetValue(node, out var value) ? value : _values[node] = _session!.Read(node);

    public void Dispose() => _session?.Dispose();
}
