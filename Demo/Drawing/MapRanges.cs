using Cnn;
using Demo.Ui;

namespace Demo.Drawing;

/// <summary>
/// The smallest and largest value of maps, layers and the network: knows which are there, and has those computed that are drawn and are
/// not, once per version of the values.
/// </summary>
/// <param name="slots">Where they lie, and what computes them.</param>
/// <param name="most">How many slots the map shader can read.</param>
internal sealed class MapRanges(IRangeSlots slots, long most) : IDisposable
{
    private sealed class Entry
    {
        public int Layer;           // its slot for the whole layer
        public int First;           // slot of channel 0
        public int Channels;
        public int From, To;        // which channels are done
        public int WantedFrom, WantedTo;
        public bool Joined, WantedJoined;
    }

    // Slot 0 is the network's; layers follow, then every layer's channels.
    private const int MaxLayers = 4095;

    private readonly Dictionary<Node, Entry> _entries = [];
    private IActivations? _activations;
    private int _used = 1 + MaxLayers, _capacity;
    private long _version = -1;
    private bool _networkJoined;

    /// <summary>
    /// Computes what the items need and was not computed for these values yet. It comes before anything is drawn: a barrier in
    /// the middle of a picture makes a software device finish that half first.
    /// </summary>
    public void Update(ReadOnlySpan<MapItem> items, IActivations activations)
    {
        // Another network's nodes mean nothing any more.
        if (_activations != activations)
            (_activations, _version) = (activations, -1);
        if (_version == -1)
            Clear();
        if (_version != activations.Version)
            Forget();
        _version = activations.Version;
        Reserve(items);
        bool network = false, changed = false;
        foreach (ref readonly var item in items)
        {
            if (item.Range == RangeOf.Unit || !activations.TryView(item.Scale, item.ChannelRead, out _))
                continue;
            var entry = _entries[item.Scale];
            bool whole = item.Range != RangeOf.Own || item.Channel < 0;
            network |= item.Range == RangeOf.Network;
            Want(entry, whole ? 0 : item.Channel, whole ? entry.Channels : item.Channel + 1);
            entry.WantedJoined |= whole;
        }
        foreach (var (node, entry) in _entries)
            changed |= Compute(node, entry, activations);
        if (network && (changed || !_networkJoined))
        {
            slots.Network(_entries.Count);
            _networkJoined = true;
        }
        slots.Complete();
    }

    /// <summary>The slots that the map shader reads for an item: its range's (−1: 0…1), and its layer's (−1: not known).</summary>
    public (int Range, int Layer) Slots(in MapItem item)
    {
        var entry = _entries[item.Scale];
        return item.Range switch
        {
            RangeOf.Unit => (-1, -1),
            RangeOf.Network => (0, entry.Layer),
            RangeOf.Own when item.Channel >= 0 => (entry.First + item.Channel, -1),
            RangeOf.Map when item.Channel >= 0 => (entry.First + item.Channel, entry.Layer),
            _ => (entry.Layer, entry.Layer),
        };
    }

    /// <summary>Binds them to the current texture unit.</summary>
    public void Bind() => slots.Bind();

    public void Dispose() => slots.Dispose();

    // Slots for nodes that were not drawn before. Where there are too many for the device, only those that are drawn now keep theirs.
    private void Reserve(ReadOnlySpan<MapItem> items)
    {
        Add(items);
        if (_used > most)
        {
            Clear();
            Add(items);
        }
        if (_used <= _capacity)
            return;
        // More of them are empty, so everything is computed again.
        _capacity = _used * 2;
        slots.Resize(_capacity);
        Forget();
    }

    private void Add(ReadOnlySpan<MapItem> items)
    {
        foreach (ref readonly var item in items)
        {
            if (_entries.ContainsKey(item.Scale))
                continue;
            var (_, channels, rows, columns) = MapExtent.Of(item.Scale.Shape);
            _entries[item.Scale] = new Entry { Layer = 1 + _entries.Count % MaxLayers, First = _used, Channels = channels };
            _used += slots.SlotsOf(channels, (long)rows * columns);
        }
    }

    private void Clear()
    {
        _entries.Clear();
        _used = 1 + MaxLayers;
        _networkJoined = false;
    }

    private void Forget()
    {
        foreach (var entry in _entries.Values)
        {
            (entry.From, entry.To, entry.WantedFrom, entry.WantedTo) = (0, 0, 0, 0);
            (entry.Joined, entry.WantedJoined) = (false, false);
        }
        _networkJoined = false;
    }

    // What is wanted stays one stretch of channels, with what is done already.
    private static void Want(Entry entry, int from, int to) => (entry.WantedFrom, entry.WantedTo) = entry.WantedFrom == entry.WantedTo
        ? (from, to)
        : (Math.Min(from, entry.WantedFrom), Math.Max(to, entry.WantedTo));

    // What is wanted of a node and not done; true where there was something.
    private bool Compute(Node node, Entry entry, IActivations activations)
    {
        bool one = entry.WantedTo == entry.WantedFrom + 1;
        bool covers = (entry.From, entry.To) != (entry.WantedFrom, entry.WantedTo), joins = entry.WantedJoined && !entry.Joined;
        if (covers)
        {
            if (!activations.TryView(node, one ? entry.WantedFrom : -1, out var view))
                return false;
            slots.Channels(view, entry.WantedFrom, entry.WantedTo, entry.First);
            (entry.From, entry.To) = (entry.WantedFrom, entry.WantedTo);
        }
        if (joins)
            slots.Layer(entry.First, entry.Channels, entry.Layer);
        entry.Joined |= joins;
        return covers || joins;
    }
}
