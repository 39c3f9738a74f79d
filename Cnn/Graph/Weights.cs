using System.Collections.Immutable;

namespace Cnn;

/// <summary>
/// The weights of a <see cref="VariableSet"/> as they were published at one moment: a snapshot that never changes, which any
/// thread may keep and read.
/// </summary>
public sealed class Weights
{
    private readonly record struct Entry(Tensor Value, long Version, int Order);

    private readonly ImmutableDictionary<string, Entry> _entries;
    private string[]? _names;

    private Weights(ImmutableDictionary<string, Entry> entries, long revision) => (_entries, Revision) = (entries, revision);

    internal static Weights None { get; } = new([], 0);

    /// <summary>Grows with every publication of the set.</summary>
    public long Revision { get; }

    /// <summary>The names, in the order of their first writing.</summary>
    public IReadOnlyCollection<string> Names => _names ??= [.. _entries.OrderBy(e => e.Value.Order).Select(e => e.Key)];

    /// <summary>Whether a variable has a value.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>A variable's value. Do not write to it.</summary>
    /// <exception cref="CnnException">No variable has this name.</exception>
    public Tensor this[string name] => Find(name).Value;

    /// <summary>A variable's version, from 1: grows with every publication of the variable.</summary>
    /// <exception cref="CnnException">No variable has this name.</exception>
    public long Version(string name) => Find(name).Version;

    /// <summary>These weights with other values for some; the tensors are taken over, not copied.</summary>
    /// <exception cref="CnnException">A value's shape or type differs from the one that the variable had.</exception>
    internal Weights With(IEnumerable<KeyValuePair<string, Tensor>> values)
    {
        var entries = _entries.ToBuilder();
        foreach (var (name, value) in values)
        {
            if (!entries.TryGetValue(name, out var old))
                old = new Entry(value, 0, entries.Count);
            if (old.Value.Shape != value.Shape)
                throw new CnnException($"variable '{name}' has shape {old.Value.Shape}; a value of shape {value.Shape} was written");
            if (old.Value.Type != value.Type)
                throw new CnnException($"variable '{name}' is {old.Value.Type}; a value of type {value.Type} was written");
            entries[name] = old with { Value = value, Version = old.Version + 1 };
        }
        return new Weights(entries.ToImmutable(), Revision + 1);
    }

    private Entry Find(string name) => _entries.TryGetValue(name, out var entry)
        ? entry
        : throw new CnnException($"the variable '{name}' has no value");
}
