using Demo.Platform;

namespace Demo.Ui.Actions;

/// <summary>Something that can be done, as it is listed.</summary>
/// <param name="Name">A word or two.</param>
/// <param name="Group">What it belongs to, such as a view's name.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Cap">The cap of its key; empty for none.</param>
/// <param name="Do">Does it.</param>
internal sealed record AppAction(string Name, string Group, string Help, string Cap, Action<Scene, IAppActions> Do)
{
    // Whoever types a name wants that more than something whose sentence has the letters.
    private const int OfName = 40, OfGroup = 20, OfCap = 1000;

    // In many words nearly any few letters are found somewhere: there most of them begin words or stand side by side.
    private const int LeastOfLetter = 6;

    /// <summary>What ends when the key or the button comes up with which it was chosen; null for nothing.</summary>
    public Action<Scene, IAppActions>? Release { get; init; }

    private readonly string _whole = $"{Group} {Name}";

    /// <summary>How well it goes with what was typed; <see cref="FuzzyMatch.None"/> for not at all.</summary>
    public int Score(ReadOnlySpan<char> typed)
    {
        if (Cap.Length > 0 && typed.Trim().Equals(Cap, StringComparison.OrdinalIgnoreCase))
            return OfCap;
        int name = FuzzyMatch.Score(typed, Name), best = name == FuzzyMatch.None ? name : name + OfName;
        int whole = FuzzyMatch.Score(typed, _whole), help = FuzzyMatch.Score(typed, Help);
        if (whole >= LeastOfLetter * typed.Length)
            best = Math.Max(best, whole + OfGroup);
        return help >= LeastOfLetter * typed.Length ? Math.Max(best, help) : best;
    }
}
