namespace Cnn.Gl;

/// <summary>
/// Brings what updates changed on the device into the variable set, a whole step at once: copied on the device between two
/// runs, and fetched, a little in each step, when a fence says that the copies are there. Nobody waits.
/// </summary>
internal sealed class Publication(GlDevice device, VariableSet set)
{
    private sealed class Copy(DeviceVariable variable, GlMemory memory)
    {
        public readonly DeviceVariable Variable = variable;
        public readonly GlMemory Memory = memory;
        public long Version, Changes;
        public Tensor? Value;
    }

    // What is shown, compared or saved while a network learns need not be newer. In one step so much is fetched.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100), Portion = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<DeviceVariable, Copy> _copies = [];
    private readonly List<Copy> _open = [];
    private nint _fence;
    private long _begun;

    /// <summary>Copies what is newer on the device, unless that was done a moment ago or is under way; only between two runs.</summary>
    public void Begin(List<DeviceVariable> variables)
    {
        if (_open.Count > 0 || (_begun != 0 && device.Time.GetElapsedTime(_begun) < Pace))
            return;
        foreach (var variable in variables)
            if (variable.IsNewer)
                _open.Add(Take(variable));
        if (_open.Count == 0)
            return;
        _begun = device.Time.GetTimestamp();
        _fence = device.Fences.Insert();
    }

    /// <summary>Fetches some of the copies that are there, and publishes when that was the last.</summary>
    public void GoOn()
    {
        if (_open.Count == 0 || (_fence != 0 && !device.Fences.Passed(_fence, TimeSpan.Zero)))
            return;
        ForgetFence();
        var deadline = device.In(Portion);
        foreach (var copy in _open)
        {
            if (copy.Value is not null)
                continue;
            if (deadline.IsOver)
                return;
            copy.Value = Fetch(copy.Variable, copy.Memory);
        }
        Publish(_open);
        _open.Clear();
    }

    /// <summary>Publishes what is newer on the device now, and waits for it.</summary>
    public void Now(List<DeviceVariable> variables)
    {
        ForgetFence();
        _open.Clear();
        Publish([.. variables.Where(v => v.IsNewer).Select(v =>
            new Copy(v, v.Tensor.Memory) { Version = v.Version, Changes = v.Changes, Value = Fetch(v, v.Tensor.Memory) })]);
    }

    /// <summary>Frees the copies.</summary>
    public void Free()
    {
        ForgetFence();
        foreach (var copy in _copies.Values)
            copy.Memory.Dispose();
        _copies.Clear();
        _open.Clear();
    }

    private Copy Take(DeviceVariable variable)
    {
        if (!_copies.TryGetValue(variable, out var copy))
        {
            _copies[variable] = copy = new Copy(variable, new GlMemory(variable.Tensor.Memory.Elements));
            copy.Memory.Allocate(device.Gl, device.Limits);
        }
        Transfer.Copy(device.Gl, variable.Tensor.Memory, copy.Memory);
        (copy.Version, copy.Changes, copy.Value) = (variable.Version, variable.Changes, null);
        return copy;
    }

    private Tensor Fetch(DeviceVariable variable, GlMemory memory)
    {
        var value = new Tensor(variable.Tensor.Shape, variable.Tensor.Type);
        Transfer.Download(device.Gl, memory.Buffer, value);
        return value;
    }

    private void Publish(List<Copy> copies)
    {
        if (copies.Count == 0)
            return;
        var weights = set.Publish([.. copies.Select(c => (c.Variable.Name, c.Value!, c.Version))]);
        foreach (var copy in copies)
            // Unless somebody has written it meanwhile: that value comes to the device with the next run.
            if (weights[copy.Variable.Name] == copy.Value && copy.Variable.Version == copy.Version)
                (copy.Variable.Version, copy.Variable.Known) = (weights.Version(copy.Variable.Name), copy.Changes);
    }

    private void ForgetFence()
    {
        if (_fence != 0)
            device.Fences.Delete(_fence);
        _fence = 0;
    }
}
