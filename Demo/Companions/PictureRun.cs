using Cnn;
using Cnn.Backends;
using Cnn.Preprocessing;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Companions;

/// <summary>A network that is run on single pictures.</summary>
internal sealed class PictureRun : IDisposable
{
    private readonly ISession _session;
    private readonly Node[] _watched;

    /// <param name="parts">The network.</param>
    /// <param name="backend">Where it runs.</param>
    /// <param name="also">What is read besides what its output needs.</param>
    public PictureRun(NetworkParts parts, IBackend backend, params ReadOnlySpan<Node> also)
    {
        Parts = parts;
        Node[] places = parts.Preprocessing.Box is { } box ? [box] : [];
        _watched = [.. new HashSet<Node>([.. parts.Output.Reads, .. places, .. also])];
        _session = backend.CompileNow(parts.Graph, parts.Variables, new CompileOptions { Watched = [.. _watched] });
        parts.Preprocessing.WriteDefaults(_session);
    }

    public NetworkParts Parts { get; }

    public Output Output => Parts.Output;

    /// <summary>Runs on a picture; what was read stays when the next one is run.</summary>
    public RunValues Run(int[] pixels, int width, int height)
    {
        var preprocessing = Parts.Preprocessing;
        preprocessing.WriteFrame(_session, pixels, height, width);
        _session.Run();
        var read = _watched.ToDictionary(node => node, node => _session.Read(node));
        // An empty page has no digit to name.
        return new RunValues(node => read[node], preprocessing.FoundNothing(node => read[node]))
        {
            Frame = (width, height),
            Part = preprocessing.SeenPart(height, width) ?? FramePart.Whole,
            Found = preprocessing.Found(node => read[node]),
        };
    }

    public void Dispose() => _session.Dispose();
}
