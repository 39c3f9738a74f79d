using System.Collections.Immutable;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>The keys of <see cref="SpaceView"/>.</summary>
/// <param name="state">What they change.</param>
internal sealed class SpaceKeys(SpaceState state)
{
    // In radians, in heights of the picture, and how many times as large.
    private const float Angle = 0.16f, Way = 0.08f, Times = 1.25f;

    /// <summary>The keys that are buttons at the bottom.</summary>
    public static ImmutableArray<Chord> Legend { get; } = [Key.Number5, Key.L, Key.J, Key.Number8];

    public IReadOnlyList<KeyRow> Rows { get; } =
    [
        Choosing(Key.Left, "layer before", "Chooses the map at the same place in the layer before.", unit => unit.Layer(-1))
            with { Sign = "←" },
        Choosing(Key.Right, "next layer", "Chooses the map at the same place in the next layer.", unit => unit.Layer(1))
            with { Sign = "→" },
        Choosing(Key.Up, "map before", "Chooses the map before.", unit => unit.Channel(-1)) with { Sign = "↑" },
        Choosing(Key.Down, "next map", "Chooses the next map.", unit => unit.Channel(1)) with { Sign = "↓" },

        Eye(state, Key.Enter, "fly", "Flies to the chosen map; a double click does the same.", (scene, s) => s.FlyToChosen(scene)),
        Eye(state, Key.Home, "whole", "Shows the whole network again.", (_, s) => s.GoHome()),
        Eye(state, new Chord(Key.Left, Modifiers.Shift), "turn left", "Turns the network to the left, as dragging does.",
            (_, s) => s.Camera.Turn(Angle, 0)) with { Sign = "←" },
        Eye(state, new Chord(Key.Right, Modifiers.Shift), "turn right", "Turns the network to the right.",
            (_, s) => s.Camera.Turn(-Angle, 0)) with { Sign = "→" },
        Eye(state, new Chord(Key.Up, Modifiers.Shift), "turn up", "Looks from farther below.", (_, s) => s.Camera.Turn(0, -Angle))
            with { Sign = "↑" },
        Eye(state, new Chord(Key.Down, Modifiers.Shift), "turn down", "Looks from farther above.", (_, s) => s.Camera.Turn(0, Angle))
            with { Sign = "↓" },
        Eye(state, new Chord(Key.Left, Modifiers.Ctrl), "move left",
            "Moves the network to the left, as dragging with the right button does.", (_, s) => s.Camera.Pan(-Way, 0)) with { Sign = "←" },
        Eye(state, new Chord(Key.Right, Modifiers.Ctrl), "move right", "Moves the network to the right.", (_, s) => s.Camera.Pan(Way, 0))
            with { Sign = "→" },
        Eye(state, new Chord(Key.Up, Modifiers.Ctrl), "move up", "Moves the network up.", (_, s) => s.Camera.Pan(0, -Way))
            with { Sign = "↑" },
        Eye(state, new Chord(Key.Down, Modifiers.Ctrl), "move down", "Moves the network down.", (_, s) => s.Camera.Pan(0, Way))
            with { Sign = "↓" },
        Eye(state, Key.PageUp, "nearer", "Goes nearer, as the wheel does.", (_, s) => s.Camera.Zoom(Times)) with { Sign = "+" },
        Eye(state, Key.PageDown, "farther", "Goes farther away.", (_, s) => s.Camera.Zoom(1 / Times)) with { Sign = "−" },

        new(Key.M, "colours", "Changes how numbers become colours: by sign, viridis, turbo or grey.", KeyGroup.Looking,
            (scene, _) => scene.State.Colours = (ColourMap)(((int)scene.State.Colours + 1) % 5))
        {
            IsLit = scene => scene.State.Colours != ColourMap.Auto,
        },
        new(Key.N, "range", "Stretches colours over one map, its layer or the whole network.", KeyGroup.Looking,
            (scene, _) => scene.State.Range = (RangeOf)(((int)scene.State.Range + 1) % 3))
        {
            IsLit = scene => scene.State.Range != RangeOf.Map,
        },

        KeyRow.For(Toggle.Field, Key.Number5, "field", "Draws what the chosen value can depend on, through all layers to the picture."),
        KeyRow.For(Toggle.Links, Key.L, "links", "Draws lines from the maps that the chosen one is computed from."),
        KeyRow.For(Toggle.Flow, Key.J, "flow", "Lets dots flow along the lines as data flows."),
        KeyRow.For(Toggle.Predictions, Key.Number8, "bars", "Shows the five likeliest classes."),
    ];

    private static KeyRow Choosing(Key key, string name, string help, Action<UnitChoice> move) =>
        new(key, name, help, KeyGroup.Choosing, (scene, _) => move(new UnitChoice(scene)));

    private static KeyRow Eye(SpaceState state, Chord key, string name, string help, Action<Scene, SpaceState> act) =>
        new(key, name, help, KeyGroup.Looking, (scene, _) => act(scene, state));
}
