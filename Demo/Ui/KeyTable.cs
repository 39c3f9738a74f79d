using Demo.Platform;

namespace Demo.Ui;

/// <summary>What part of the help a key belongs to.</summary>
internal enum KeyGroup
{
    Drawing,
    Source,
    Choosing,
    Looking,
    Overlays,
    Running,
}

/// <summary>One key.</summary>
/// <param name="Key">The key by Silk.NET's name.</param>
/// <param name="Cap">What its cap says.</param>
/// <param name="Name">A word or two, for buttons and the legend.</param>
/// <param name="Help">One sentence, for the tooltip, the help and README.</param>
/// <param name="Group">Where the help lists it.</param>
internal sealed record KeyRow(Key Key, string Cap, string Name, string Help, KeyGroup Group);

/// <summary>The one list of keys: help, legend, buttons, tooltips and README are made from it.</summary>
internal static class KeyTable
{
    public static IReadOnlyList<KeyRow> Rows { get; } =
    [
        new(Key.X, "X", "clear", "Wipes the canvas.", KeyGroup.Drawing),
        new(Key.C, "C", "source", "Switches between the canvas, cameras and what was opened.", KeyGroup.Source),
        new(Key.E, "E", "next", "Opens the next picture or video of the folder.", KeyGroup.Source),
        new(Key.P, "P", "previous", "Opens the previous picture or video of the folder.", KeyGroup.Source),
        new(Key.Space, "Space", "freeze", "Holds the frame or pauses the video; again lets frames flow.", KeyGroup.Source),
        new(Key.Period, ".", "step", "While frozen, goes on by one frame.", KeyGroup.Source),
        new(Key.LeftBracket, "[", "back", "Winds a video back by five seconds.", KeyGroup.Source),
        new(Key.RightBracket, "]", "forward", "Winds a video on by five seconds.", KeyGroup.Source),

        new(Key.Up, "↑", "previous map", "Chooses the previous feature map of the layer.", KeyGroup.Choosing),
        new(Key.Down, "↓", "next map", "Chooses the next feature map of the layer.", KeyGroup.Choosing),
        new(Key.Left, "←", "back", "Chooses the same place one layer nearer to the input.", KeyGroup.Choosing),
        new(Key.Right, "→", "on", "Chooses the same place one layer nearer to the output.", KeyGroup.Choosing),
        new(Key.U, "U", "layer", "Chooses the previous layer.", KeyGroup.Choosing),
        new(Key.O, "O", "layer", "Chooses the next layer.", KeyGroup.Choosing),

        new(Key.Z, "Z", "zoom", "Shows the chosen feature map as large as the window allows.", KeyGroup.Looking),
        new(Key.M, "M", "colours", "Changes how numbers become colours: by sign, viridis, turbo or grey.", KeyGroup.Looking),
        new(Key.N, "N", "range", "Stretches colours over one map, its layer or the whole network.", KeyGroup.Looking),
        new(Key.T, "T", "table", "Lists every layer with its time and its error against the reference.", KeyGroup.Looking),
        new(Key.D, "D", "diff", "Shows how far each value is from the reference backend's.", KeyGroup.Looking),
        new(Key.L, "L", "links", "Draws lines to the maps that the chosen one is computed from.", KeyGroup.Looking),
        new(Key.W, "W", "view", "Shows the picture after preprocessing: the numbers that enter the network.", KeyGroup.Looking),

        new(Key.Number1, "1", "heat", "Lays the chosen feature map over the source picture.", KeyGroup.Overlays),
        new(Key.Number5, "5", "field", "Outlines the part of the input that the chosen value depends on.", KeyGroup.Overlays),
        new(Key.Number6, "6", "kernels", "Shows the weights that the chosen map is made with.", KeyGroup.Overlays),
        new(Key.Number7, "7", "grid", "Draws the cells of the chosen map over picture and enlarged map.", KeyGroup.Overlays),
        new(Key.Number8, "8", "bars", "Shows the five likeliest classes.", KeyGroup.Overlays),
        new(Key.Number9, "9", "times", "Shows which layers take the most time.", KeyGroup.Overlays),

        new(Key.B, "B", "backend", "Switches between the GPU's kernels and the plain loops of the reference.", KeyGroup.Running),
        new(Key.S, "S", "shot", "Saves the window as a PNG in the folder out.", KeyGroup.Running),
        new(Key.F1, "F1", "help", "Lists all keys; H does the same.", KeyGroup.Running),
        new(Key.Escape, "Esc", "back", "Closes what is open; with nothing open, quits.", KeyGroup.Running),
    ];

    /// <summary>Other keys that do what a listed one does.</summary>
    public static IReadOnlyDictionary<Key, Key> Aliases { get; } = new Dictionary<Key, Key> { [Key.H] = Key.F1 };

    private static readonly Dictionary<Key, KeyRow> ByKey = Rows.ToDictionary(r => r.Key);

    /// <summary>The row of a listed key.</summary>
    public static KeyRow Row(Key key) => ByKey[key];

    /// <summary>The table as Markdown, as README has it.</summary>
    public static string ToMarkdown() => "| Key | | |\n|---|---|---|\n"
        + string.Concat(Rows.Select(r => $"| `{r.Cap}` | {r.Name} | {r.Help} |\n"));
}
