using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Drawing;
using Demo.Sources;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Engines;

/// <summary>
/// Holds a backend to the reference while it runs: takes a snapshot of one run's values, computes the same on a worker at
/// its own rate, and keeps how far they are apart, layer by layer.
/// </summary>
/// <param name="gl">OpenGL, to upload the differences to.</param>
/// <param name="parts">The network.</param>
/// <param name="waits">Whether <see cref="Begin"/> waits for the result, so that it is the same every time.</param>
internal sealed class Comparison(GL gl, NetworkParts parts, bool waits) : IActivations, IDisposable
{
    private readonly FrameInputs _inputs = new(parts.Preprocessing);
    private readonly UploadedActivations _uploaded = new(gl);
    private readonly Dictionary<Node, Tensor> _values = [], _reference = [], _differences = [];
    private ISession? _session;
    private int[] _pixels = [], _choices = [];
    private Task<LayerErrors>? _work;

    /// <summary>The newest result.</summary>
    public LayerErrors? Result { get; private set; }

    public long Version => Result?.Run ?? 0;

    /// <summary>Whether a comparison is under way.</summary>
    public bool Busy => _work is not null;

    /// <summary>Takes the snapshot and begins; only when not busy and between two runs.</summary>
    /// <param name="session">Whose values they are.</param>
    /// <param name="frame">What the last run saw.</param>
    /// <param name="choices">The switches that it saw.</param>
    /// <param name="run">Its number.</param>
    public void Begin(ISession session, in Frame frame, ReadOnlySpan<int> choices, long run)
    {
        foreach (var node in parts.Graph.Nodes)
            if (!node.IsLeaf)
                session.Read(node, TensorFor(_values, node));
        _pixels = frame.Pixels.AsSpan(0, frame.Count).ToArray();
        _choices = choices.ToArray();
        var seen = frame with { Pixels = _pixels };
        _work = Task.Run(() => Compare(seen, run));
        if (waits)
            Poll(wait: true);
    }

    /// <summary>Takes the result over when it is there.</summary>
    public void Poll(bool wait = false)
    {
        if (_work is null || (!wait && !_work.IsCompleted))
            return;
        Result = _work.GetAwaiter().GetResult();
        _work = null;
    }

    public bool TryView(Node node, out GlView view)
    {
        view = default;
        return Result is not null && !Busy && _differences.TryGetValue(node, out var value)
            && _uploaded.TryView(node, value, Result.Run, out view);
    }

    public void Dispose()
    {
        _work?.Wait();
        _session?.Dispose();
        _uploaded.Dispose();
    }

    private LayerErrors Compare(in Frame frame, long run)
    {
        _session ??= new ReferenceBackend().CompileNow(parts.Graph, parts.Variables);
        _inputs.Write(_session, frame, _choices);
        _session.Run();
        var times = _session.Timings.ToDictionary(t => t.Node, t => t.Milliseconds);
        var rows = new Dictionary<Node, LayerErrors.Row>();
        float largest = 0;
        foreach (var node in parts.Graph.Nodes)
        {
            var reference = TensorFor(_reference, node);
            _session.Read(node, reference);
            if (node.IsLeaf || node.Type != DataType.Float32)
                continue;
            var own = new Tensor(node.Shape);
            node.Op.Evaluate([.. node.Inputs.Select(input => input.IsLeaf ? _reference[input] : _values[input])], own);
            var difference = TensorFor(_differences, node);
            float endToEnd = Difference(_values[node].Floats, reference.Floats, difference.Floats);
            rows[node] = new LayerErrors.Row(Difference(_values[node].Floats, own.Floats, own.Floats), endToEnd, waits ? double.NaN : times[node]);
            largest = Math.Max(largest, endToEnd);
        }
        return new LayerErrors { Rows = rows, Largest = largest, Run = run };
    }

    // Two that are both NaN agree; one alone is as wrong as can be.
    private static float Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> difference)
    {
        float largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            float d = MathF.Abs(a[i] - b[i]);
            if (float.IsNaN(d))
                d = float.IsNaN(a[i]) == float.IsNaN(b[i]) && (float.IsNaN(a[i]) || a[i] == b[i]) ? 0 : float.PositiveInfinity;
            difference[i] = d;
            largest = MathF.Max(largest, d);
        }
        return largest;
    }

    private static Tensor TensorFor(Dictionary<Node, Tensor> tensors, Node node)
    {
        if (!tensors.TryGetValue(node, out var tensor))
            tensors[node] = tensor = new Tensor(node.Shape, node.Type);
        return tensor;
    }
}
