using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>
/// What a person has put together in the lab and looks at; its panels read it, and every change of the row goes through it: kernels'
/// numbers are turned in the graph that runs, all else is another graph.
/// </summary>
internal sealed class LabState
{
    private Explained? _explained;

    /// <param name="library">The kernels to choose from.</param>
    public LabState(FilterLibrary library)
    {
        Library = library;
        Row = LabRow.StartingWith(library.Find("sobel-x") ?? library.Presets[0]);
        (Own, Run, Slide) = (new OwnKernels(this), new LabRun(this), new LabSlide(this));
    }

    /// <summary>The kernels to choose from.</summary>
    public FilterLibrary Library { get; set; }

    /// <summary>The person's own kernels and their file.</summary>
    public OwnKernels Own { get; }

    /// <summary>What the opened network has learned for its first layer.</summary>
    public LearnedKernels Learned { get; set; } = new([], "");

    /// <summary>The row as the person wants it.</summary>
    public LabRow Row { get; private set; }

    /// <summary>What runs.</summary>
    public LabRun Run { get; }

    /// <summary>The place that is looked at, and the kernel's way over the picture.</summary>
    public LabSlide Slide { get; }

    /// <summary>The chosen stage of the row.</summary>
    public int Stage { get; set; }

    /// <summary>Whether the stages that can be added are shown to choose from.</summary>
    public bool Offers { get; set; }

    /// <summary>Which of red, green and blue is taken apart, where there are three.</summary>
    public int Channel { get; set; }

    /// <summary>Whether the pools' panels show what the shift changed in place of what they yield.</summary>
    public bool ShowsChange { get; set; }

    /// <summary>The filter that is taken apart, as it runs; null without one.</summary>
    public Explained? Explained => _explained = Filters.Explained.Of(this, _explained);

    /// <summary>The explained filter of the person's row; null for none.</summary>
    public FilterStage? Filter => FilterOf(Row) is >= 0 and var at ? (FilterStage)Row.Stages[at] : null;

    /// <summary>Where the explained filter is: the chosen stage or the last filter before it, else the first; −1 for none.</summary>
    public int FilterOf(LabRow row)
    {
        for (int i = Math.Min(Stage, row.Stages.Length - 1); i >= 0; i--)
            if (row.Stages[i] is FilterStage)
                return i;
        for (int i = 0; i < row.Stages.Length; i++)
            if (row.Stages[i] is FilterStage)
                return i;
        return -1;
    }

    /// <summary>Takes another row.</summary>
    public void Set(LabRow row, IAppActions app)
    {
        Row = row;
        Stage = Math.Clamp(Stage, 0, Math.Max(0, row.Stages.Length - 1));
        Run.Turn(app);
    }

    /// <summary>Puts another stage in a stage's place.</summary>
    public void Set(int at, LabStage stage, IAppActions app) => Set(Row.Replace(at, stage), app);

    /// <summary>Changes the explained filter, if there is one.</summary>
    public void SetFilter(Func<FilterStage, FilterStage> change, IAppActions app)
    {
        if (Filter is { } filter)
            Set(FilterOf(Row), change(filter), app);
    }
}
