namespace Cnn.Gl;

/// <summary>
/// The device's one copy of each variable of a set, shared by all sessions of a context and freed with the last of them.
/// </summary>
/// <param name="device">The context.</param>
/// <param name="set">The set.</param>
/// <param name="freed">Called when nobody uses them any more.</param>
internal sealed class GlVariables(GlDevice device, VariableSet set, Action<VariableSet> freed)
{
    private readonly Dictionary<string, DeviceVariable> _byName = [];
    private readonly List<DeviceVariable> _all = [];
    private readonly Publication _publication = new(device, set);
    // How many of them have been looked at for the weights that are being uploaded.
    private int _next;
    private int _users;

    /// <summary>The published weights that the device's copies follow; updates may have gone on from there.</summary>
    public Weights Weights { get; private set; } = Weights.None;

    /// <summary>Grows with every change of any variable on the device.</summary>
    public long Changes { get; private set; }

    /// <summary>How often a variable was changed on the device.</summary>
    public long ChangesOf(string name) => _byName[name].Changes;

    /// <summary>The variable's buffer.</summary>
    /// <exception cref="CnnException">The set has no such variable, or it has another shape.</exception>
    public GlTensor Tensor(Node variable)
    {
        var shape = set[variable.Name].Shape;
        if (shape != variable.Shape)
            throw new CnnException($"variable '{variable.Name}' is {variable.Shape} in the graph and {shape} in the set");
        if (!_byName.TryGetValue(variable.Name, out var known))
        {
            known = new DeviceVariable(variable.Name, GlTensor.New(variable.Shape, variable.Type));
            known.Tensor.Memory.Allocate(device.Gl, device.Limits);
            _byName[variable.Name] = known;
            _all.Add(known);
            // It is looked at before the next run.
            (Weights, _next) = (set.Published, 0);
        }
        return known.Tensor;
    }

    /// <summary>
    /// Uploads what was published since the last time, one variable after the other until the deadline, all from one
    /// publication; true when the device has it.
    /// </summary>
    public bool Refresh(in Deadline deadline)
    {
        // Of an upload that has not begun, none is stale.
        if ((_next == 0 || _next == _all.Count) && Weights != set.Published)
            (Weights, _next) = (set.Published, 0);
        while (_next < _all.Count)
        {
            var variable = _all[_next++];
            long version = Weights.Version(variable.Name);
            if (version <= variable.Version)
                continue;
            Transfer.Upload(device.Gl, variable.Tensor, Weights[variable.Name], variable.Name);
            Changes++;
            variable.Version = version;
            variable.Known = ++variable.Changes;
            if (deadline.IsOver && _next < _all.Count)
                return false;
        }
        return true;
    }

    /// <summary>Says that an update wrote the device's copy.</summary>
    public void Wrote(string name)
    {
        _byName[name].Changes++;
        Changes++;
    }

    /// <summary>Goes on bringing what updates wrote into the set; does not wait.</summary>
    /// <param name="betweenRuns">Whether all variables are of one step now.</param>
    public void PublishSome(bool betweenRuns)
    {
        _publication.GoOn();
        if (betweenRuns)
            _publication.Begin(_all);
    }

    /// <summary>Brings what updates wrote into the set, and waits for it.</summary>
    public void PublishNow() => _publication.Now(_all);

    /// <summary>One more session uses them; <see cref="Release"/> ends it.</summary>
    public void Acquire() => _users++;

    /// <summary>
    /// One session less. After the last, every value that only the device has is brought into the set and the device's copies
    /// are freed.
    /// </summary>
    public void Release()
    {
        if (--_users > 0)
            return;
        PublishNow();
        _publication.Free();
        foreach (var variable in _all)
            variable.Tensor.Memory.Dispose();
        _byName.Clear();
        _all.Clear();
        freed(set);
    }
}
