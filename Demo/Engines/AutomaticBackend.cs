using System.Runtime.CompilerServices;
using Demo.Ui;

namespace Demo.Engines;

/// <summary>Which backend a network runs on, and why.</summary>
/// <param name="Backend">Its name.</param>
/// <param name="Why">In a few words; empty where it is only the likely one.</param>
/// <param name="IsKnown">Whether nothing is to be measured any more.</param>
internal sealed record BackendVerdict(string Backend, string Why, bool IsKnown);

/// <summary>
/// The backend where nobody has chosen one: what was measured fastest here for a network, and until then the likely one.
/// </summary>
/// <param name="rows">The backends that can be used here.</param>
/// <param name="softwareGl">Whether OpenGL runs on the processor.</param>
/// <param name="devices">What they run on: what was measured elsewhere does not count.</param>
/// <param name="memory">What was measured before; null where nothing is measured, so that a run can be repeated.</param>
internal sealed class AutomaticBackend(IReadOnlyList<BackendRow> rows, bool softwareGl, string devices, BackendMemory? memory)
{
    private readonly ConditionalWeakTable<NetworkParts, BackendVerdict> _verdicts = [];

    /// <summary>What runs are measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether networks are measured.</summary>
    public bool Measures => memory is not null;

    /// <summary>What can be measured; the reference is no choice.</summary>
    public IEnumerable<BackendRow> Candidates => rows.Where(row => !row.IsReference);

    /// <summary>What a network runs on; the same object as long as nothing new is known.</summary>
    public BackendVerdict Of(NetworkParts parts)
    {
        if (!_verdicts.TryGetValue(parts, out var verdict))
            _verdicts.Add(parts, verdict = Judge(parts));
        return verdict;
    }

    /// <summary>What a network is likely to run fastest on, before anything is measured.</summary>
    public string Likely(NetworkParts parts) => Candidates.Any(row => row.NeedsOpenGl)
        ? BackendTable.For(parts.Preprocessing.Recipe!.Kind, softwareGl) : Candidates.First().Name;

    /// <summary>A network was measured.</summary>
    /// <param name="parts">The network.</param>
    /// <param name="times">How long a run took; null: it cannot be measured, and the likely backend it remains.</param>
    public BackendVerdict Learn(NetworkParts parts, BackendTimes? times)
    {
        if (times is not null)
            memory!.Add(devices, GraphDigest.Of(parts.Graph), times);
        var verdict = times is null ? new BackendVerdict(Likely(parts), "", IsKnown: true) : Measured(parts, times);
        _verdicts.AddOrUpdate(parts, verdict);
        return verdict;
    }

    private BackendVerdict Judge(NetworkParts parts)
    {
        if (!Candidates.Any(row => row.NeedsOpenGl))
            return new(Likely(parts), $"{Likely(parts)}: no compute shaders", IsKnown: true);
        return memory?.Find(devices, GraphDigest.Of(parts.Graph)) is { } times ? Measured(parts, times)
            : new(Likely(parts), "", IsKnown: false);
    }

    private BackendVerdict Measured(NetworkParts parts, BackendTimes times)
    {
        string chosen = times.Choose(Likely(parts));
        return new(chosen, times.Text(chosen), IsKnown: true);
    }
}
