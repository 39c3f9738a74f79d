using System.Runtime.InteropServices;
using Cnn;
using Cnn.Gl;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// The smallest and largest value of maps, layers and the network, computed on the GPU into a small buffer from which the
/// map shader reads: nothing comes back to the CPU. Only what is drawn is computed, once per version of the values.
/// </summary>
internal sealed class MapRanges : IDisposable
{
    private sealed class Entry
    {
        public int Layer;           // its slot for the whole layer
        public int First;           // slot of channel 0
        public int From, To;        // which channels are done
        public int WantedFrom, WantedTo;
        public bool Joined;
    }

    // The range of what Count slots hold. Four words: Mesa 22's software device misreads arrays of ivec3.
    private readonly record struct Union(int First, int Count, int Target, int Unused = 0);

    // Slot 0 is the network's; layers follow, then every layer's channels.
    private const int MaxLayers = 1023;

    // Of one launch.
    private const int MostJoins = 64;

    private readonly GL _gl;
    private readonly ActivationProgram _range;
    private readonly DrawProgram _join;
    private readonly Dictionary<Node, Entry> _entries = [];
    private readonly List<Union> _joins = [];
    private readonly uint _buffer;
    private int _slots = 1 + MaxLayers, _capacity;
    private long _version = -1;
    private bool _dispatched, _networkJoined;

    public MapRanges(GL gl)
    {
        _gl = gl;
        _range = new ActivationProgram(gl, ["range.comp.glsl"], []);
        _join = new DrawProgram(gl, ["join.comp.glsl"], defines: [$"MOST_JOINS {MostJoins}"]);
        _buffer = gl.GenBuffer();
    }

    /// <summary>
    /// Computes what the items need and was not computed for these values yet. It comes before anything is drawn: a barrier in
    /// the middle of a picture makes a software device finish that half first.
    /// </summary>
    public void Update(ReadOnlySpan<MapItem> items, IActivations activations)
    {
        if (_version != activations.Version)
            Forget();
        _version = activations.Version;
        Reserve(items);
        _gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 1, _buffer);
        bool network = false;
        _dispatched = false;
        foreach (ref readonly var item in items)
        {
            if (item.Range == RangeOf.Unit || !activations.TryView(item.Node, out var view))
                continue;
            var entry = _entries[item.Node];
            int channels = MapExtent.Of(view.Shape).Channels;
            bool whole = item.Range != RangeOf.Map || item.Channel < 0;
            network |= item.Range == RangeOf.Network;
            Want(entry, whole ? 0 : item.Channel, whole ? channels : item.Channel + 1);
            if (whole && !entry.Joined)
                _joins.Add(new Union(entry.First, channels, entry.Layer));
            entry.Joined |= whole;
        }
        foreach (var (node, entry) in _entries)
            if ((entry.From, entry.To) != (entry.WantedFrom, entry.WantedTo) && activations.TryView(node, out var view))
                Cover(entry, view);
        Join();
        if (network && (_dispatched || !_networkJoined))
        {
            _joins.Add(new Union(1, _entries.Count, Target: 0));
            Join();
            _networkJoined = true;
        }
        if (_dispatched)
            _gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit);
    }

    /// <summary>The slot that the map shader reads for an item; −1 for the fixed range 0…1.</summary>
    public int Slot(in MapItem item)
    {
        var entry = _entries[item.Node];
        return item.Range switch
        {
            RangeOf.Unit => -1,
            RangeOf.Network => 0,
            RangeOf.Map when item.Channel >= 0 => entry.First + item.Channel,
            _ => entry.Layer,
        };
    }

    public void Bind() => _gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 1, _buffer);

    public void Dispose()
    {
        _range.Dispose();
        _join.Dispose();
        _gl.DeleteBuffer(_buffer);
    }

    // Slots for nodes that were not drawn before. A larger buffer is empty, so everything is computed again.
    private void Reserve(ReadOnlySpan<MapItem> items)
    {
        foreach (ref readonly var item in items)
        {
            if (_entries.ContainsKey(item.Node))
                continue;
            _entries[item.Node] = new Entry { Layer = 1 + _entries.Count % MaxLayers, First = _slots };
            _slots += MapExtent.Of(item.Node.Shape).Channels;
        }
        if (_slots <= _capacity)
            return;
        _capacity = _slots * 2;
        _gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, _buffer);
        _gl.BufferData<float>(BufferTargetARB.ShaderStorageBuffer, new float[_capacity * 2], BufferUsageARB.DynamicCopy);
        Forget();
    }

    private void Forget()
    {
        foreach (var entry in _entries.Values)
            (entry.From, entry.To, entry.WantedFrom, entry.WantedTo, entry.Joined) = (0, 0, 0, 0, false);
        _networkJoined = false;
    }

    // What is wanted stays one stretch of channels, with what is done already.
    private static void Want(Entry entry, int from, int to) => (entry.WantedFrom, entry.WantedTo) = entry.WantedFrom == entry.WantedTo
        ? (from, to)
        : (Math.Min(from, entry.WantedFrom), Math.Max(to, entry.WantedTo));

    // A work group for each channel, or for the four that lie together.
    private void Cover(Entry entry, in GlView view)
    {
        var program = _range.Use(view);
        int together = view.Layout == GlLayout.C4 ? 4 : 1;
        int groups = (entry.WantedTo - 1) / together - entry.WantedFrom / together + 1;
        _gl.Uniform1(program["firstChannel"], entry.WantedFrom);
        _gl.Uniform1(program["firstSlot"], entry.First);
        _gl.DispatchCompute((uint)groups, 1, 1);
        (entry.From, entry.To) = (entry.WantedFrom, entry.WantedTo);
        _dispatched = true;
    }

    // All layers at once, behind a single barrier: on a software device a launch costs more than what it computes.
    private void Join()
    {
        if (_joins.Count == 0)
            return;
        _gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _join.Use();
        var joins = MemoryMarshal.Cast<Union, int>(CollectionsMarshal.AsSpan(_joins));
        for (int first = 0; first < _joins.Count; first += MostJoins)
        {
            int count = Math.Min(MostJoins, _joins.Count - first);
            _gl.Uniform4(_join["joins"], (uint)count, joins.Slice(4 * first, 4 * count));
            _gl.DispatchCompute((uint)count, 1, 1);
        }
        _joins.Clear();
        _dispatched = true;
    }
}
