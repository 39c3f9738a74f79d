using Cnn.Backends;

namespace Cnn.Cpu;

/// <summary>
/// A session's variables: takes over what was published, lets updates change them in place, and publishes those a few times a second, a
/// whole step at once. A value that somebody published meanwhile wins.
/// </summary>
internal sealed class CpuVariables
{
    // More often nobody looks.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.2);

    private sealed class Entry(string name, CpuTensor place)
    {
        public string Name => name;

        public CpuTensor Place => place;

        /// <summary>The version that it had when it was taken or published; what updates made of it since has none.</summary>
        public long Version;

        public bool IsNew;
    }

    private readonly VariableSet _set;
    private readonly TimeProvider _time;
    private readonly Entry[] _entries;
    // An update's value may be another variable's: of those there is a copy from before any changes.
    private readonly (Entry Variable, CpuTensor Value, byte[]? Copy)[] _updates;
    private long _published;
    private bool _changed = true, _wasPublished;

    public CpuVariables(Graph graph, VariableSet set, Plan plan, TimeProvider time)
    {
        (_set, _time) = (set, time);
        _entries = [.. graph.Variables.Select(node => new Entry(node.Name, plan.ValueOf(node)))];
        var places = _entries.Select(entry => entry.Place.Memory).ToHashSet();
        var byName = _entries.ToDictionary(entry => entry.Name);
        _updates =
        [
            .. plan.Updates.Select(update => (byName[update.Variable.Name], update.Value,
                places.Contains(update.Value.Memory) ? new byte[update.Value.Bytes.Length] : null)),
        ];
    }

    /// <summary>The weights that were published last when they were taken.</summary>
    public Weights Weights { get; private set; } = Weights.None;

    /// <summary>Takes values that belong together: what was published last. True when some differ from those of the last run.</summary>
    public bool Take()
    {
        var weights = _set.Published;
        if (weights != Weights)
            foreach (var entry in _entries)
                if (weights.Version(entry.Name) is var version && version != entry.Version)
                {
                    weights[entry.Name].Bytes.CopyTo(entry.Place.Bytes);
                    (entry.Version, entry.IsNew, _changed) = (version, false, true);
                }
        Weights = weights;
        bool changed = _changed;
        _changed = false;
        return changed;
    }

    /// <summary>Applies the updates of a run: all of its reads have seen the old values.</summary>
    public void Update()
    {
        if (_updates.Length == 0)
            return;
        foreach (var (_, value, copy) in _updates)
            if (copy is not null)
                value.Bytes.CopyTo(copy);
        foreach (var (variable, value, copy) in _updates)
        {
            (copy is null ? value.Bytes : copy).CopyTo(variable.Place.Bytes);
            variable.IsNew = true;
        }
        _changed = true;
        if (!_wasPublished || _time.GetElapsedTime(_published) >= Pause)
            Publish();
    }

    /// <summary>Publishes what updates made since the last time.</summary>
    public void Publish()
    {
        var values = new List<(string Name, Tensor Value, long Basis)>();
        foreach (var entry in _entries)
            if (entry.IsNew)
            {
                var copy = new Tensor(entry.Place.Shape, entry.Place.Type);
                entry.Place.Bytes.CopyTo(copy.Bytes);
                values.Add((entry.Name, copy, entry.Version));
            }
        if (values.Count == 0)
            return;
        var weights = _set.Publish(values);
        int next = 0;
        foreach (var entry in _entries)
        {
            if (!entry.IsNew)
                continue;
            // Where somebody else's value won, the next run takes that.
            if (weights[entry.Name] == values[next++].Value)
                entry.Version = weights.Version(entry.Name);
            entry.IsNew = false;
        }
        (_published, _wasPublished) = (_time.GetTimestamp(), true);
    }
}
