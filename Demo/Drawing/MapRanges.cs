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
        public int Channels;
        public int Pieces;          // of each channel; from two on they have slots of their own behind the channels'
        public int From, To;        // which channels are done
        public int WantedFrom, WantedTo;
        public bool Joined;
    }

    // Slot 0 is the network's; layers follow, then every layer's channels.
    private const int MaxLayers = 4095;

    // Of a channel, for one work group: 2,048 rounds of its 32 invocations.
    private const int PieceCells = 65_536;

    // Work groups along x; OpenGL allows 65,535.
    private const int MostAcross = 32_768;

    private readonly GL _gl;
    private readonly ActivationProgram _range;
    private readonly RangeJoins _joins;
    private readonly Dictionary<Node, Entry> _entries = [];
    private readonly uint _buffer, _texture;
    private IActivations? _activations;
    private int _slots = 1 + MaxLayers, _capacity;
    private long _version = -1;
    private bool _dispatched, _networkJoined;

    public MapRanges(GL gl, DrawShaders shaders)
    {
        _gl = gl;
        _range = new ActivationProgram(gl, shaders, "range.comp.glsl");
        _joins = new RangeJoins(gl, shaders);
        _buffer = gl.GenBuffer();
        _texture = gl.GenTexture();
    }

    /// <summary>
    /// Computes what the items need and was not computed for these values yet. It comes before anything is drawn: a barrier in
    /// the middle of a picture makes a software device finish that half first.
    /// </summary>
    public void Update(ReadOnlySpan<MapItem> items, IActivations activations)
    {
        // Another network's nodes mean nothing any more.
        if (_activations != activations)
            (_activations, _slots, _version) = (activations, 1 + MaxLayers, -1);
        if (_version == -1)
            _entries.Clear();
        if (_version != activations.Version)
            Forget();
        _version = activations.Version;
        Reserve(items);
        _gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 1, _buffer);
        bool network = false;
        _dispatched = false;
        foreach (ref readonly var item in items)
        {
            if (item.Range == RangeOf.Unit || !activations.TryView(item.Node, item.ChannelRead, out _))
                continue;
            var entry = _entries[item.Node];
            bool whole = item.Range != RangeOf.Own || item.Channel < 0;
            network |= item.Range == RangeOf.Network;
            Want(entry, whole ? 0 : item.Channel, whole ? entry.Channels : item.Channel + 1);
            if (whole && !entry.Joined)
                _joins.Layer(entry.First, entry.Channels, entry.Layer);
            entry.Joined |= whole;
        }
        foreach (var (node, entry) in _entries)
            if ((entry.From, entry.To) != (entry.WantedFrom, entry.WantedTo)
                && activations.TryView(node, entry.WantedTo == entry.WantedFrom + 1 ? entry.WantedFrom : -1, out var view))
                Cover(entry, view);
        _dispatched |= _joins.Run();
        if (network && (_dispatched || !_networkJoined))
        {
            _joins.Network(1, _entries.Count);
            _dispatched = _networkJoined = true;
        }
        if (_dispatched)
            _gl.MemoryBarrier(MemoryBarrierMask.TextureFetchBarrierBit);
    }

    /// <summary>The slots that the map shader reads for an item: its range's (−1: 0…1), and its layer's (−1: not known).</summary>
    public (int Range, int Layer) Slots(in MapItem item)
    {
        var entry = _entries[item.Node];
        return item.Range switch
        {
            RangeOf.Unit => (-1, -1),
            RangeOf.Network => (0, entry.Layer),
            RangeOf.Own when item.Channel >= 0 => (entry.First + item.Channel, -1),
            RangeOf.Map when item.Channel >= 0 => (entry.First + item.Channel, entry.Layer),
            _ => (entry.Layer, entry.Layer),
        };
    }

    /// <summary>Binds them to the current texture unit: not every device has storage buffers for corners.</summary>
    public void Bind() => _gl.BindTexture(TextureTarget.TextureBuffer, _texture);

    public void Dispose()
    {
        _range.Dispose();
        _joins.Dispose();
        _gl.DeleteTexture(_texture);
        _gl.DeleteBuffer(_buffer);
    }

    // Slots for nodes that were not drawn before. A larger buffer is empty, so everything is computed again.
    private void Reserve(ReadOnlySpan<MapItem> items)
    {
        foreach (ref readonly var item in items)
        {
            if (_entries.ContainsKey(item.Node))
                continue;
            var (_, channels, rows, columns) = MapExtent.Of(item.Node.Shape);
            int pieces = Math.Max(1, (int)(((long)rows * columns + PieceCells - 1) / PieceCells));
            _entries[item.Node] = new Entry
            {
                Layer = 1 + _entries.Count % MaxLayers,
                First = _slots,
                Channels = channels,
                Pieces = pieces,
            };
            _slots += channels * (pieces > 1 ? 1 + pieces : 1);
        }
        if (_slots <= _capacity)
            return;
        _capacity = _slots * 2;
        _gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, _buffer);
        _gl.BufferData<float>(BufferTargetARB.ShaderStorageBuffer, new float[_capacity * 2], BufferUsageARB.DynamicCopy);
        _gl.BindTexture(TextureTarget.TextureBuffer, _texture);
        _gl.TexBuffer(TextureTarget.TextureBuffer, SizedInternalFormat.RG32f, _buffer);
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

    // A work group for each channel, or for the four that lie together, and each of its pieces.
    private void Cover(Entry entry, in GlView view)
    {
        var program = _range.Use(view, 0, _ => [$"PIECE_CELLS {PieceCells}"]);
        int together = view.Layout == GlLayout.C4 ? 4 : 1;
        int groups = (entry.WantedTo - 1) / together - entry.WantedFrom / together + 1, across = Math.Min(groups, MostAcross);
        _gl.Uniform1(program["firstChannel"], entry.WantedFrom);
        _gl.Uniform1(program["firstSlot"], entry.Pieces > 1 ? entry.First + entry.Channels : entry.First);
        _gl.DispatchCompute((uint)across, (uint)((groups - 1) / across + 1), (uint)entry.Pieces);
        if (entry.Pieces > 1)
            for (int channel = entry.WantedFrom; channel < entry.WantedTo; channel++)
                _joins.Channel(entry.First + entry.Channels + channel * entry.Pieces, entry.Pieces, entry.First + channel);
        (entry.From, entry.To) = (entry.WantedFrom, entry.WantedTo);
        _dispatched = true;
    }
}
