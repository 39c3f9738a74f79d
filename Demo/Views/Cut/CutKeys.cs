using System.Collections.Immutable;
using Cnn.Surgery;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>The keys of <see cref="CutView"/>.</summary>
/// <param name="state">What they change.</param>
/// <param name="actions">What they do to the chosen layer.</param>
internal sealed class CutKeys(CutState state, CutActions actions)
{
    public static readonly Chord Undo = Key.U, Redo = new(Key.U, Modifiers.Shift), Reset = new(Key.Backspace, Modifiers.Ctrl),
        Save = new(Key.S, Modifiers.Ctrl);

    /// <summary>The keys that are buttons at the bottom.</summary>
    public static ImmutableArray<Chord> Legend { get; } = [Key.G, Key.L, Key.K];

    public IReadOnlyList<KeyRow> Rows { get; } =
    [
        new(Key.Up, "layer before", "Chooses the layer before.", KeyGroup.Choosing, (scene, _) => new UnitChoice(scene).Layer(-1)),
        new(Key.Down, "next layer", "Chooses the next layer.", KeyGroup.Choosing, (scene, _) => new UnitChoice(scene).Layer(1)),
        new(Key.Left, "map before", "Chooses the map before.", KeyGroup.Choosing, (scene, _) => new UnitChoice(scene).Channel(-1)),
        new(Key.Right, "next map", "Chooses the next map.", KeyGroup.Choosing, (scene, _) => new UnitChoice(scene).Channel(1)),
        new(Key.PageUp, "input before", "Shows the kernel's numbers for the input before.", KeyGroup.Choosing,
            (scene, _) => actions.Turn(scene, -1)) { Sign = "◂" },
        new(Key.PageDown, "next input", "Shows the kernel's numbers for the next input.", KeyGroup.Choosing,
            (scene, _) => actions.Turn(scene, 1)) { Sign = "▸" },
        new(Key.G, "one input", "Changes the kernel only for the input that is shown, or again the whole kernel.", KeyGroup.Choosing,
            (_, _) => state.IsWhole = !state.IsWhole) { IsLit = _ => !state.IsWhole },

        OnKernel(actions, Key.Number0, "zero", "Sets the kernel to 0: the map no longer sees what it read.",
            (node, map, input) => new ZeroKernel(node, map, input)),
        OnKernel(actions, Key.N, "negate", "Turns the signs of the kernel's numbers: what spoke for the map speaks against it.",
            (node, map, input) => new NegateKernel(node, map, input)),
        OnKernel(actions, Key.R, "noise", "Adds random numbers to the kernel, half as large as its own spread.",
            (node, map, input) => new AddNoise(node, map, input, 0.5, state.Cuts.Length + 1)),
        new(Key.W, "swap", "Takes the kernel to exchange it with another map's: choose that one and press again.", KeyGroup.Choosing,
            actions.Swap) { IsLit = _ => state.Swapped is not null },
        new(Key.D, "prune", "Silences the map: kernel, bias and what follows become 0.", KeyGroup.Choosing, actions.Prune),
        new(Key.V, "max ↔ mean", "Lets the pool yield the mean of its windows in place of the largest value, or the other way round.",
            KeyGroup.Choosing, actions.Pool),
        new(Key.A, "activation", "Puts the next activation in the place of this one; after the last its own returns.", KeyGroup.Choosing,
            actions.Activation),
        new(Key.Delete, "take out", "Takes the layer out: who read it reads what it read.", KeyGroup.Choosing, actions.Remove),

        new(Undo, "undo cut", "Takes the last cut back.", KeyGroup.Choosing, (_, _) => state.Undo()) { Sign = "↶" },
        new(Redo, "redo cut", "Makes the cut again that was taken back last.", KeyGroup.Choosing, (_, _) => state.Redo())
        {
            Sign = "↷",
            Alias = new Chord(Key.Y, Modifiers.Ctrl),
        },
        new(Reset, "all back", "Takes all cuts back: the network is what it was.", KeyGroup.Choosing, (_, _) => state.GoTo(0))
        {
            Sign = "⟲",
        },
        new(Save, "save as ONNX", "Saves the changed network in the folder out, with its recipe.", KeyGroup.Running, actions.Save)
        {
            Sign = "ONNX",
        },

        new(Key.L, "stay", "Keeps the maps of this layer in view while others are cut, or follows the choice again.", KeyGroup.Looking,
            (scene, _) => state.Pinned = state.Pinned is null ? scene.Chosen : null) { IsLit = _ => state.Pinned is not null },
        new(Key.M, "colours", "Changes how numbers become colours: by sign, viridis, turbo or grey.", KeyGroup.Looking,
            (scene, _) => scene.State.Colours = (ColourMap)(((int)scene.State.Colours + 1) % 5))
        {
            IsLit = scene => scene.State.Colours != ColourMap.Auto,
        },
        new(Key.K, "language", "Says the sentences in the next language.", KeyGroup.Looking, (scene, _) => scene.Lessons.Switch()),
    ];

    private static KeyRow OnKernel(
        CutActions actions, Key key, string name, string help, Func<Cnn.Node, int, int?, Cnn.Surgery.Cut> make) =>
        new(key, name, help, KeyGroup.Choosing, (scene, app) => actions.Kernel(scene, app, make));
}
