using Demo.Learning;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>What can be chosen of a training.</summary>
internal enum LearnChoice { Optimizer, Activation, Pool, Data, Beside }

/// <summary>The choices in words, and what comes of choosing.</summary>
internal static class LearnChoices
{
    private static readonly string[] s_words = ["optimiser", "activation", "pooling", "pictures", "beside it"];

    private static readonly string[][] s_names =
    [
        ["Adam", "AdamW", "SGD"], ["ReLU", "leaky", "sigmoid", "tanh"], ["max", "average"], [], ["alone", "", "", ""],
    ];

    private static readonly string[][] s_tips =
    [
        [
            "Adam: each weight has a step of its own, from what its gradients were (O).",
            "AdamW: Adam, and each weight loses a little in every step (O).",
            "SGD with momentum: all weights go down the slope, and keep some of their speed (O).",
        ],
        [
            "ReLU: what is below 0 becomes 0 (A).",
            "Leaky ReLU: what is below 0 becomes a tenth, so that no map can die (A).",
            "Sigmoid: everything comes between 0 and 1; gradients become small, so it learns slowly (A).",
            "tanh: everything comes between −1 and 1 (A).",
        ],
        ["The largest of four values is kept (U).", "The mean of four values is kept (U)."],
        [],
        [
            "One training alone (V).",
            "A second training beside it, with another activation: both are drawn (V).",
            "A second training beside it, with the other pooling: both are drawn (V).",
            "A second training beside it, with another optimiser: both are drawn (V).",
        ],
    ];

    public static string WordOf(LearnChoice choice) => s_words[(int)choice];

    /// <summary>What can be chosen of one training.</summary>
    public static ReadOnlySpan<string> NamesOf(LearnChoice choice) => s_names[(int)choice];

    /// <summary>What a second training can have in place of what the first one has.</summary>
    public static string[] BesideOf(RunSettings first) =>
        [s_names[(int)LearnChoice.Beside][0], .. Enumerable.Range(1, 3).Select(beside => NameOf(Second(first, beside)!, beside))];

    public static ReadOnlySpan<string> TipsOf(LearnChoice choice) => s_tips[(int)choice];

    /// <summary>Which of the names is chosen.</summary>
    public static int ChosenOf(LearnState state, LearnChoice choice) => choice switch
    {
        LearnChoice.Optimizer => (int)state.Plan.First.Optimizer,
        LearnChoice.Activation => (int)state.Plan.First.Activation,
        LearnChoice.Pool => (int)state.Plan.First.Pool,
        LearnChoice.Data => IndexOf(state.Data, state.Plan.Data),
        _ => BesideOf(state.Plan),
    };

    /// <summary>Chooses one of the names: the training begins anew.</summary>
    public static void Choose(LearnState state, LearnChoice choice, int index)
    {
        var plan = state.Plan;
        int beside = BesideOf(plan);
        plan = choice switch
        {
            LearnChoice.Optimizer => plan with { First = plan.First with { Optimizer = (OptimizerKind)index } },
            LearnChoice.Activation => plan with { First = plan.First with { Activation = (Curve)index } },
            LearnChoice.Pool => plan with { First = plan.First with { Pool = (Pooling)index } },
            LearnChoice.Data => plan with { Data = state.Data[index] },
            _ => plan,
        };
        state.Begin(plan with { Second = Second(plan.First, choice == LearnChoice.Beside ? index : beside) });
    }

    /// <summary>Chooses the next of the names.</summary>
    public static void Turn(LearnState state, LearnChoice choice)
    {
        int count = choice == LearnChoice.Data ? state.Data.Count : s_names[(int)choice].Length;
        Choose(state, choice, (ChosenOf(state, choice) + 1) % count);
    }

    /// <summary>What a training is called beside the other one: by what they differ in.</summary>
    public static string NameOf(LearnPlan plan, int run) => NameOf(run == 0 ? plan.First : plan.Second!, BesideOf(plan));

    /// <summary>For the window's top.</summary>
    public static string TitleOf(LearnPlan plan) => plan.Second is null
        ? "a small network learns"
        : BesideOf(plan) switch
        {
            1 => "two activations side by side",
            2 => "two poolings side by side",
            _ => "two optimisers side by side",
        };

    private static string NameOf(RunSettings settings, int beside) => beside switch
    {
        3 => s_names[0][(int)settings.Optimizer],
        2 => s_names[2][(int)settings.Pool],
        _ => s_names[1][(int)settings.Activation],
    };

    private static int BesideOf(LearnPlan plan) => plan.Second is not { } second ? 0
        : second.Activation != plan.First.Activation ? 1
        : second.Pool != plan.First.Pool ? 2 : 3;

    private static RunSettings? Second(RunSettings first, int beside) => beside switch
    {
        1 => first with { Activation = first.Activation == Curve.Sigmoid ? Curve.Relu : Curve.Sigmoid },
        2 => first with { Pool = first.Pool == Pooling.Max ? Pooling.Average : Pooling.Max },
        3 => first with { Optimizer = first.Optimizer == OptimizerKind.Sgd ? OptimizerKind.Adam : OptimizerKind.Sgd },
        _ => null,
    };

    private static int IndexOf(IReadOnlyList<DataChoice> all, DataChoice choice)
    {
        for (int i = 0; i < all.Count; i++)
            if (all[i] == choice)
                return i;
        return -1;
    }
}
