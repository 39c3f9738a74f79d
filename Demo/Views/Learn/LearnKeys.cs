using System.Collections.Immutable;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>The keys of <see cref="LearnView"/>.</summary>
/// <param name="state">What they change.</param>
internal sealed class LearnKeys(LearnState state)
{
    /// <summary>The keys that are buttons at the bottom.</summary>
    public static ImmutableArray<Chord> Legend { get; } = [Key.Left, Key.Right, Key.V];

    public IReadOnlyList<KeyRow> Rows { get; } =
    [
        new(Key.Enter, "start", "Starts the training, and pauses it.", KeyGroup.Running, (_, _) => state.Start(!state.IsRunning))
        {
            IsLit = _ => state.IsRunning,
        },
        new(Key.N, "step", "Learns from one batch of pictures and pauses.", KeyGroup.Running, (_, _) => state.StepOnce()),
        new(Key.R, "start over", "Begins anew with new weights.", KeyGroup.Running, (_, _) => state.Begin(state.Plan)),

        Choice(state, LearnChoice.Optimizer, Key.O, "optimiser", "Changes what moves the weights: Adam, AdamW, SGD."),
        Choice(state, LearnChoice.Activation, Key.A, "activation", "Changes the activation: ReLU, leaky ReLU, sigmoid, tanh."),
        Choice(state, LearnChoice.Pool, Key.U, "pooling", "Changes what is kept of four values: the largest or the mean."),
        Choice(state, LearnChoice.Data, Key.D, "pictures", "Changes what is learnt: digits, clothes, or a folder that was dropped."),
        Choice(state, LearnChoice.Beside, Key.V, "beside",
            "Trains a second network beside it: with another activation, another pooling, another optimiser, or none."),
        new(Key.Up, "faster", "Raises the learning rate by half.", KeyGroup.Choosing, (_, _) => state.SetRate(state.Rate * 1.5)),
        new(Key.Down, "slower", "Lowers the learning rate by a third.", KeyGroup.Choosing, (_, _) => state.SetRate(state.Rate / 1.5)),

        new(Key.Left, "picture before", "Shows the maps of the picture before.", KeyGroup.Looking, (_, _) => state.Look(state.Sample - 1))
        {
            Sign = "◂",
        },
        new(Key.Right, "next picture", "Shows the maps of the next picture.", KeyGroup.Looking, (_, _) => state.Look(state.Sample + 1))
        {
            Sign = "▸",
        },
        new(Key.J, "epoch before", "Goes back to the weights of the epoch before.", KeyGroup.Looking, (_, _) => state.GoTo(-1)),
        new(Key.K, "next epoch", "Goes on to the weights of the next epoch; after the last to those of now.", KeyGroup.Looking,
            (_, _) => state.GoTo(1)),
        new(Key.Tab, "other one", "Looks at the other one of two trainings.", KeyGroup.Looking,
            (_, _) => state.Shown = state.Plan.Second is null ? 0 : 1 - state.Shown),
        new(Key.W, "mistakes", "Shows the worst mistakes again in place of a cell's pictures.", KeyGroup.Looking,
            (_, _) => state.Cell = null) { IsLit = _ => state.Cell is null },
    ];

    private static KeyRow Choice(LearnState state, LearnChoice choice, Key key, string name, string help) =>
        new(key, name, help, KeyGroup.Choosing, (_, _) => LearnChoices.Turn(state, choice));
}
