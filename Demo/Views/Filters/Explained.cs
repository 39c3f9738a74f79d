using Cnn;

namespace Demo.Views.Filters;

/// <summary>The filter of the running row that is taken apart, with what follows it. Made anew only when something of it changed.</summary>
/// <param name="Row">The row, with the numbers that run.</param>
/// <param name="Index">The filter's place in it.</param>
/// <param name="Stage">The filter.</param>
/// <param name="Kernel">Its kernel for the channels that enter.</param>
/// <param name="Nodes">What enters and leaves it.</param>
/// <param name="Curve">The first activation after it; null for none.</param>
/// <param name="CurveNodes">What enters and leaves that.</param>
internal sealed record Explained(
    LabRow Row, int Index, FilterStage Stage, FilterKernel Kernel, StageNodes Nodes, ActivationStage? Curve, StageNodes? CurveNodes)
{
    /// <summary>Columns of what leaves the filter.</summary>
    public int Columns => Nodes.Output.Shape[3];

    /// <summary>Rows of what leaves the filter.</summary>
    public int Rows => Nodes.Output.Shape[2];

    /// <summary>Red, green and blue enter: one of them is looked at.</summary>
    public bool HasColours => Nodes.Input.Shape[1] == 3;

    /// <summary>Whether the three are summed up to one value; else each has a value of its own.</summary>
    public bool SumsColours => Kernel.Channels == 3;

    /// <summary>Whether the activation takes the filter's values as they are.</summary>
    public bool CurveFollows => CurveNodes is not null && CurveNodes.Input == Nodes.Output;

    /// <summary>What a lab explains now.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="last">The last answer, which is given again while it is true.</param>
    public static Explained? Of(LabState lab, Explained? last)
    {
        if (lab.Run.Graph is not { } graph)
            return null;
        int index = lab.FilterOf(graph.Row);
        if (last is not null && last.Index == index && ReferenceEquals(last.Row, graph.Row)
            && ReferenceEquals(last.Nodes, graph.Stages[index]))
            return last;
        if (index < 0)
            return null;
        int curve = index + 1;
        while (curve < graph.Stages.Length && graph.Stages[curve].Stage is not ActivationStage)
            curve++;
        var after = curve < graph.Stages.Length ? graph.Stages[curve] : null;
        return new Explained(graph.Row, index, (FilterStage)graph.Row.Stages[index], graph.Row.KernelOf(index), graph.Stages[index],
            (ActivationStage?)after?.Stage, after);
    }
}
