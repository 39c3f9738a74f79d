using System.Collections.Immutable;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The keys of <see cref="FiltersView"/> that change the row: its kernel, how it is laid on, its stages.</summary>
/// <param name="lab">What they change.</param>
internal sealed class LabKeys(LabState lab)
{
    /// <summary>The keys that are buttons at the bottom.</summary>
    public static ImmutableArray<Chord> Legend { get; } = [Key.K, Key.A, Key.G];

    public IReadOnlyList<KeyRow> Rows { get; } =
    [
        new(Key.K, "kernel", "Takes the next kernel of the list.", KeyGroup.Choosing, (_, app) => KernelChange.Next(lab, 1, app)),
        new(Key.J, "kernel before", "Takes the kernel before in the list.", KeyGroup.Choosing, (_, app) => KernelChange.Next(lab, -1, app)),
        new(Key.F, "free kernel", "Takes a kernel to type and paint your own numbers into.", KeyGroup.Choosing,
            (_, app) => KernelChange.Choose(lab, KernelChange.Free(lab.Filter?.Kernel.Size ?? 3), app)),
        Size(lab, Key.Number3, 3),
        Size(lab, Key.Number5, 5),
        Size(lab, Key.Number7, 7),
        Kernel(lab, Key.N, "normalise", "Scales the kernel so that its sum is 1, or where that is 0 the sum of its sizes.",
            kernel => kernel.Normalise()) with { Sign = "Σ1" },
        Kernel(lab, Key.M, "mirror", "Exchanges the kernel's left and right.", kernel => kernel.Mirror()) with { Sign = "⇄" },
        Kernel(lab, Key.R, "rotate", "Turns the kernel by a right angle, clockwise.", kernel => kernel.Rotate()) with { Sign = "↻" },
        new(new Chord(Key.K, Modifiers.Ctrl), "keep", "Keeps the kernel among your own, in a file.", KeyGroup.Choosing,
            (_, app) => lab.Own.Keep(app)) { Sign = "★" },
        new(new Chord(Key.Delete, Modifiers.Ctrl), "remove", "Takes the kernel out of the file of your own.", KeyGroup.Choosing,
            (_, app) => lab.Own.Remove(app)) { Sign = "✕" },

        Option(lab, Key.V, "padding", "Changes what lies outside the picture: zeros, its edge, its mirror image, nothing.",
            LabOption.Padding),
        Option(lab, Key.T, "stride", "Changes how far the kernel moves from place to place.", LabOption.Stride),
        Option(lab, Key.D, "dilation", "Changes how far apart the kernel's numbers lie.", LabOption.Dilation),
        Option(lab, Key.O, "colours",
            "Changes between the grey picture, each colour for itself, all three at once, and red, green or blue alone.",
            LabOption.Colours),
        Option(lab, Key.Z, "size", "Changes how large the picture is that is computed with.", LabOption.Side),

        new(Key.A, "activation", "Changes the activation: none, ReLU, leaky ReLU, sigmoid, tanh.", KeyGroup.Choosing,
            (_, app) => StageChange.NextActivation(lab, app)),
        new(Key.Tab, "stage", "Chooses the next stage of the row.", KeyGroup.Choosing,
            (_, _) => lab.Stage = lab.Row.Stages.Length == 0 ? 0 : (lab.Stage + 1) % lab.Row.Stages.Length),
        new(Key.Insert, "add", "Shows what can be added to the row: a filter, an activation, a pooling.", KeyGroup.Choosing,
            (_, app) => StageChange.Offer(lab, app)),
        new(Key.Delete, "take out", "Takes the chosen stage out of the row.", KeyGroup.Choosing,
            (_, app) => StageChange.TakeOut(lab, app)),
        new(new Chord(Key.S, Modifiers.Ctrl), "save as ONNX", "Saves the row as a network in the folder out.", KeyGroup.Running,
            (scene, app) => LabOnnx.Save(lab, scene, app)) { Sign = "ONNX" },
        new(new Chord(Key.Left, Modifiers.Ctrl), "to the left", "Moves the chosen stage to the left.", KeyGroup.Choosing,
            (_, app) => StageChange.Move(lab, -1, app)),
        new(new Chord(Key.Right, Modifiers.Ctrl), "to the right", "Moves the chosen stage to the right.", KeyGroup.Choosing,
            (_, app) => StageChange.Move(lab, 1, app)),
    ];

    private static KeyRow Size(LabState lab, Key key, int size) =>
        Kernel(lab, key, $"{size} × {size}", $"Makes the kernel {size} rows and columns large; its middle stays.",
            kernel => kernel.Resized(size)) with
        {
            IsLit = _ => lab.Filter?.Kernel.Size == size,
        };

    private static KeyRow Kernel(LabState lab, Key key, string name, string help, Func<FilterKernel, FilterKernel> change) =>
        new(key, name, help, KeyGroup.Choosing,
            (_, app) => lab.SetFilter(filter => filter with { Kernel = change(filter.Kernel) }, app));

    private static KeyRow Option(LabState lab, Key key, string name, string help, LabOption option) =>
        new(key, name, help, KeyGroup.Choosing, (_, app) => LabOptions.Turn(lab, option, 1, app));
}
