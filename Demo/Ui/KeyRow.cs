using Demo.Platform;

namespace Demo.Ui;

/// <summary>What part of the help a key belongs to; README and the help list them in this order.</summary>
internal enum KeyGroup
{
    Views,
    Drawing,
    Source,
    Choosing,
    Looking,
    Overlays,
    Running,
}

/// <summary>One key and what it does.</summary>
/// <param name="Key">The key, with its modifiers.</param>
/// <param name="Name">A word or two, for buttons and the legend.</param>
/// <param name="Help">One sentence, for the tooltip, the help and README.</param>
/// <param name="Group">Where the help lists it.</param>
/// <param name="Do">What it does.</param>
internal sealed record KeyRow(Chord Key, string Name, string Help, KeyGroup Group, Action<Scene, IAppActions> Do)
{
    /// <summary>What its cap says.</summary>
    public string Cap { get; } = Key.Cap;

    /// <summary>The name as a button of its own says it, and the same after the cap.</summary>
    public string Title { get; } = string.Concat(char.ToUpperInvariant(Name[0]), Name[1..]);

    public string CapAndTitle => field ??= $"{Cap} {Title}";

    /// <summary>What happens when the key comes up again; null where it need not be held.</summary>
    public Action<Scene, IAppActions>? Release { get; init; }

    /// <summary>Another key that does the same.</summary>
    public Chord? Alias { get; init; }

    /// <summary>What it turns on and off, if that is what it does.</summary>
    public Toggle? Toggle { get; private init; }

    /// <summary>What a button without room for the name shows: a sign that needs no word, or the cap.</summary>
    public string Sign { get => field ?? Cap; init; }

    /// <summary>The help where the cap is not to be seen.</summary>
    public string HelpWithKey { get; } = $"{Help[..^1]} ({Key.Cap}).";

    /// <summary>Whether its button is lit; null for never.</summary>
    public Func<Scene, bool>? IsLit { get; init; }

    /// <summary>A key that turns something on and off.</summary>
    public static KeyRow For(Toggle toggle, Chord key, string name, string help, KeyGroup group = KeyGroup.Overlays) =>
        new(key, name, help, group, (scene, _) => scene.View.State.Flip(toggle)) { Toggle = toggle, IsLit = scene => scene.IsOn(toggle) };
}
