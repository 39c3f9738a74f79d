using Cnn;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// The network's maps, and values that a list brings itself (<see cref="DrawList.Given"/>): they were computed beside the network, and are
/// uploaded when they are drawn.
/// </summary>
internal sealed class GivenMaps(GL gl) : IDisposable
{
    private readonly UploadedActivations _uploaded = new(gl);
    private Joined? _joined;

    /// <summary>What a list's maps are drawn from: the network's, where it brings nothing.</summary>
    public IActivations? Beside(DrawList list, IActivations? network)
    {
        if (network is null || list.GivenValues.IsEmpty)
            return network;
        // Another network's maps are another object, so that nobody takes them for the last one's.
        if (_joined?.Network != network)
            _joined = new Joined(network, _uploaded);
        _joined.Take(list.GivenValues);
        return _joined;
    }

    public void Dispose() => _uploaded.Dispose();

    private sealed class Joined(IActivations network, UploadedActivations uploaded) : IActivations
    {
        private readonly List<GivenValue> _given = [];
        private long _last = -1;

        public IActivations Network => network;

        public long Version { get; private set; }

        public void Take(ReadOnlySpan<GivenValue> given)
        {
            bool same = network.Version == _last && given.Length == _given.Count;
            for (int i = 0; same && i < given.Length; i++)
                same = given[i] == _given[i];
            if (same)
                return;
            (Version, _last) = (Version + 1, network.Version);
            _given.Clear();
            _given.AddRange(given);
        }

        public long VersionOf(Node node) => Of(node) is { } given ? given.Version : network.VersionOf(node);

        public bool TryView(Node node, out MapView view) => TryView(node, -1, out view);

        public bool TryView(Node node, int channel, out MapView view) => Of(node) is { } given
            ? uploaded.TryView(node, channel, given.Value, given.Version, out view)
            : network.TryView(node, channel, out view);

        private GivenValue? Of(Node node)
        {
            foreach (var given in _given)
                if (given.Node == node)
                    return given;
            return null;
        }
    }
}
