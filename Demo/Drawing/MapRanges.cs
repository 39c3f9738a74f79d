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
        public bool Joined;
    }

    // Slot 0 is the network's; layers follow, then every layer's channels.
    private const int MaxLayers = 1023;
    private readonly GL _gl;
    private readonly ActivationProgram _range;
    private readonly DrawProgram _join;
    private readonly Dictionary<Node, Entry> _entries = [];
    private readonly uint _buffer;
    private int _slots = 1 + MaxLayers, _capacity;
    private long _version = -1;

    public MapRanges(GL gl)
    {
        _gl = gl;
        _range = new ActivationProgram(gl, ["range.comp.glsl"], []);
        _join = new DrawProgram(gl, ["join.comp.glsl"]);
        _buffer = gl.GenBuffer();
    }

    /// <summary>Computes what the items need and was not computed for these values yet.</summary>
    public void Update(ReadOnlySpan<MapItem> items, IActivations activations)
    {
        if (_version != activations.Version)
            foreach (var entry in _entries.Values)
                (entry.From, entry.To, entry.Joined) = (0, 0, false);
        _version = activations.Version;
        Reserve(items);
        _gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 1, _buffer);
        bool network = false;
        foreach (ref readonly var item in items)
        {
            if (item.Range == RangeOf.Unit || !activations.TryView(item.Node, out var view))
                continue;
            var entry = _entries[item.Node];
            int channels = MapExtent.Of(view.Shape).Channels;
            bool whole = item.Range != RangeOf.Map || item.Channel < 0;
            network |= item.Range == RangeOf.Network;
            Cover(entry, view, whole ? 0 : item.Channel, whole ? channels : item.Channel + 1);
            if (whole && !entry.Joined)
                Join(entry.First, channels, entry.Layer);
            entry.Joined |= whole;
        }
        if (network)
            Join(1, _entries.Count, 0);
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
        foreach (var entry in _entries.Values)
            (entry.From, entry.To, entry.Joined) = (0, 0, false);
    }

    // One work group a channel, for those of from…to that are not done; what is done stays one stretch of channels.
    private void Cover(Entry entry, in GlView view, int from, int to)
    {
        if (from >= entry.From && to <= entry.To)
            return;
        if (entry.From != entry.To)
            (from, to) = (Math.Min(from, entry.From), Math.Max(to, entry.To));
        var program = _range.Use(view);
        _gl.Uniform1(program["firstChannel"], from);
        _gl.Uniform1(program["firstSlot"], entry.First + from);
        _gl.DispatchCompute((uint)(to - from), 1, 1);
        (entry.From, entry.To) = (from, to);
    }

    private void Join(int first, int count, int target)
    {
        _gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit);
        _join.Use();
        _gl.Uniform1(_join["firstSlot"], first);
        _gl.Uniform1(_join["count"], count);
        _gl.Uniform1(_join["target"], target);
        _gl.DispatchCompute(1, 1, 1);
    }
}
