using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>How the stages of a lab's row come, go and move.</summary>
internal static class StageChange
{
    /// <summary>Why there is no room for another stage.</summary>
    public const string FullRow = "the row has four stages, which is the most; take one out first";

    /// <summary>Shows the stages that can be added, or hides them again; says so where the row is full.</summary>
    public static void Offer(LabState lab, IAppActions app)
    {
        if (lab.Row.IsFull)
            app.Say(FullRow);
        lab.Offers = !lab.Offers && !lab.Row.IsFull;
    }

    /// <summary>Adds a stage behind the chosen one, and chooses it; says so where the row is full.</summary>
    public static void Add(LabState lab, LabStage stage, IAppActions app)
    {
        if (lab.Row.IsFull)
        {
            app.Say(FullRow);
            return;
        }
        lab.Offers = false;
        int at = Math.Min(lab.Stage + 1, lab.Row.Stages.Length);
        lab.Set(lab.Row.Insert(at, stage), app);
        lab.Stage = at;
    }

    /// <summary>Takes the chosen stage out of the row.</summary>
    public static void TakeOut(LabState lab, IAppActions app)
    {
        if (lab.Stage < lab.Row.Stages.Length)
            lab.Set(lab.Row.Without(lab.Stage), app);
    }

    /// <summary>Moves the chosen stage one place to the right, or for −1 to the left.</summary>
    public static void Move(LabState lab, int by, IAppActions app)
    {
        int from = lab.Stage, to = from + by;
        if (from >= lab.Row.Stages.Length || to < 0 || to >= lab.Row.Stages.Length)
            return;
        var moved = lab.Row.Without(from).Insert(to, lab.Row.Stages[from]);
        lab.Stage = to;
        lab.Set(moved, app);
    }

    /// <summary>Changes the first activation after the explained filter; without one, puts one in.</summary>
    public static void NextActivation(LabState lab, IAppActions app)
    {
        int filter = lab.FilterOf(lab.Row), at = filter + 1;
        while (at < lab.Row.Stages.Length && lab.Row.Stages[at] is not ActivationStage)
            at++;
        if (at < lab.Row.Stages.Length)
            lab.Set(at, ((ActivationStage)lab.Row.Stages[at]).Turned(1), app);
        else if (!lab.Row.IsFull)
            lab.Set(lab.Row.Insert(filter + 1, new ActivationStage(ActivationKind.Relu)), app);
        else
            app.Say(FullRow);
    }
}
