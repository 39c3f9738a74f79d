namespace Cnn;

/// <summary>
/// The named weights of a network. Sessions compiled with the same set see the same values, whichever backend or batch
/// size they have: a training session writes, the display's session shows. Whoever writes publishes: reading, from any thread,
/// gives what was published last, never half of it, and never waits for a writer or a device. Writing is safe from any thread
/// too. What a session's updates changed on a device is published a little later by itself, or at once by
/// <see cref="Backends.ISession.Publish"/>.
/// </summary>
public sealed class VariableSet
{
    private readonly Lock _writing = new();
    private Weights _published = Weights.None;

    /// <summary>All weights as they were published last: values that belong together, however long they are kept.</summary>
    public Weights Published => Volatile.Read(ref _published);

    /// <summary>The names, in the order of their first writing.</summary>
    public IReadOnlyCollection<string> Names => Published.Names;

    /// <summary>Whether a variable has been written.</summary>
    public bool Contains(string name) => Published.Contains(name);

    /// <summary>A variable's value as it was published last; it never changes. Do not write to it.</summary>
    /// <exception cref="CnnException">No variable has this name.</exception>
    public Tensor this[string name] => Published[name];

    /// <summary>Grows with every publication of the variable.</summary>
    /// <exception cref="CnnException">No variable has this name.</exception>
    public long Version(string name) => Published.Version(name);

    /// <summary>Publishes a new value of a variable (copied).</summary>
    /// <exception cref="CnnException">The shape or type differs from the one that the variable had.</exception>
    public void Write(string name, Tensor value) => Write([new(name, value)]);

    /// <summary>Publishes new values of several variables (copied) at once: no reader sees some of them without the others.</summary>
    /// <exception cref="CnnException">A shape or type differs from the one that the variable had; nothing is published.</exception>
    public void Write(IEnumerable<KeyValuePair<string, Tensor>> values)
    {
        var copies = values.Select(v => KeyValuePair.Create(v.Key, v.Value.Clone())).ToArray();
        lock (_writing)
            Volatile.Write(ref _published, _published.With(copies));
    }

    /// <summary>Publishes all values of other weights; they never change, so they are shared, not copied.</summary>
    /// <exception cref="CnnException">A shape or type differs from the one that the variable had; nothing is published.</exception>
    public void Write(Weights weights)
    {
        lock (_writing)
            Volatile.Write(ref _published, _published.With(weights.Names.Select(name => KeyValuePair.Create(name, weights[name]))));
    }

    /// <summary>
    /// Publishes values that a device computed, taking them over, except of variables that somebody has written meanwhile.
    /// </summary>
    /// <param name="values">Each with the version from which it was computed.</param>
    /// <returns>The weights with those values.</returns>
    internal Weights Publish(IReadOnlyList<(string Name, Tensor Value, long Basis)> values)
    {
        lock (_writing)
        {
            var newest = values.Where(v => _published.Version(v.Name) == v.Basis).Select(v => KeyValuePair.Create(v.Name, v.Value));
            Volatile.Write(ref _published, _published.With([.. newest]));
            return _published;
        }
    }
}
