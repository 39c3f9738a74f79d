using Cnn;
using Demo.Commands;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>
/// What a person has put together in the lab and looks at; its panels read it, and every change goes through it: kernels' numbers
/// are turned in the graph that runs, all else is another graph.
/// </summary>
internal sealed class LabState
{
    /// <summary>Why there is no room for another stage.</summary>
    public const string FullRow = "the row has four stages, which is the most; take one out first";

    private LabGraph? _wanted, _last;
    private LabRow? _refused;
    private Explained? _explained;
    private (int Width, int Height) _refusedSize;

    /// <param name="library">The kernels to choose from.</param>
    public LabState(FilterLibrary library)
    {
        Library = library;
        Row = LabRow.StartingWith(library.Find("sobel-x") ?? library.Presets[0]);
    }

    /// <summary>The kernels to choose from.</summary>
    public FilterLibrary Library { get; set; }

    /// <summary>The person's own kernels and their file.</summary>
    public OwnKernels Own => field ??= new OwnKernels(this);

    /// <summary>What the opened network has learned for its first layer.</summary>
    public LearnedKernels Learned { get; set; } = new([], "");

    /// <summary>The sentences for beginners.</summary>
    public Lessons Lessons { get; } = Lessons.Open(Content.File("lessons"), Lessons.LanguageOf(Environment.GetEnvironmentVariable));

    /// <summary>The row as the person wants it.</summary>
    public LabRow Row { get; private set; }

    /// <summary>What runs, with the row's newest numbers where it has its shape; null until the first is ready.</summary>
    public LabGraph? Graph { get; private set; }

    /// <summary>Why the row cannot be run, one line; empty when it can.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>The chosen stage of the row.</summary>
    public int Stage { get; set; }

    /// <summary>How many pixels the compared picture is moved to the right, −8 … 8.</summary>
    public int Shift { get; private set; } = 1;

    /// <summary>The place that is looked at, in cells of the chosen filter's output; ask <see cref="PlaceIn"/>.</summary>
    public (int X, int Y) Place { get; set; }

    /// <summary>The kernel's way over the picture.</summary>
    public LabSlide Slide { get; } = new();

    /// <summary>Whether the kernel slides by itself.</summary>
    public bool Slides { get => Slide.Runs; set => Slide.Runs = value; }

    /// <summary>Which of red, green and blue is taken apart, where there are three.</summary>
    public int Channel { get; set; }

    /// <summary>Whether the pools' panels show what the shift changed in place of what they yield.</summary>
    public bool ShowsChange { get; set; }

    /// <summary>The filter that is taken apart, as it runs; null without one.</summary>
    public Explained? Explained => _explained = Filters.Explained.Of(this, _explained);

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

    /// <summary>The explained filter of the person's row; null for none.</summary>
    public FilterStage? Filter => FilterOf(Row) is >= 0 and var at ? (FilterStage)Row.Stages[at] : null;

    /// <summary>The place, where it exists in an output of so many cells.</summary>
    public (int X, int Y) PlaceIn(int columns, int rows) => (Math.Clamp(Place.X, 0, columns - 1), Math.Clamp(Place.Y, 0, rows - 1));

    /// <summary>Moves the place by so many cells, and holds the slide.</summary>
    public void Move(int x, int y)
    {
        Slides = false;
        var (columns, rows) = Explained is { } filter ? (filter.Columns, filter.Rows) : (Graph?.Width ?? 1, Graph?.Height ?? 1);
        var (left, top) = PlaceIn(columns, rows);
        Place = (left + x, top + y);
        Place = PlaceIn(columns, rows);
    }

    /// <summary>Takes another row.</summary>
    public void Set(LabRow row, IAppActions app)
    {
        Row = row;
        Stage = Math.Clamp(Stage, 0, Math.Max(0, row.Stages.Length - 1));
        Turn(app);
    }

    /// <summary>What runs, if its values are those that are on the device; else null.</summary>
    public LabGraph? Running(Scene scene) => Graph is not null && scene.Own == Graph.Parts ? Graph : null;

    /// <summary>A kernel to begin with: a 1 in its middle and zeros around it, so that it yields the picture itself.</summary>
    public static FilterKernel Free(int size)
    {
        float[] numbers = new float[size * size];
        numbers[size * size / 2] = 1;
        return new FilterKernel("free", "free kernel", size, Floats.Create(numbers));
    }

    /// <summary>Whether the stages that can be added are shown to choose from.</summary>
    public bool Offers { get; set; }

    /// <summary>Shows them or hides them again; says so where the row is full.</summary>
    public void OfferStages(IAppActions app)
    {
        if (Row.IsFull)
            app.Say(FullRow);
        Offers = !Offers && !Row.IsFull;
    }

    /// <summary>Adds a stage behind the chosen one, and chooses it; says so where the row is full.</summary>
    public void Add(LabStage stage, IAppActions app)
    {
        if (Row.IsFull)
        {
            app.Say(FullRow);
            return;
        }
        Offers = false;
        int at = Math.Min(Stage + 1, Row.Stages.Length);
        Set(Row.Insert(at, stage), app);
        Stage = at;
    }

    /// <summary>Takes a stage out of the row.</summary>
    public void TakeOut(int at, IAppActions app)
    {
        if (at < Row.Stages.Length)
            Set(Row.Without(at), app);
    }

    /// <summary>Moves the chosen stage one place to the right, or for −1 to the left.</summary>
    public void Move(int by, IAppActions app)
    {
        int to = Stage + by;
        if (Stage >= Row.Stages.Length || to < 0 || to >= Row.Stages.Length)
            return;
        var stage = Row.Stages[Stage];
        var moved = Row.Without(Stage).Insert(to, stage);
        Stage = to;
        Set(moved, app);
    }

    /// <summary>Puts another stage in a stage's place.</summary>
    public void Set(int at, LabStage stage, IAppActions app) => Set(Row.Replace(at, stage), app);

    /// <summary>Changes the explained filter, if there is one.</summary>
    public void SetFilter(Func<FilterStage, FilterStage> change, IAppActions app)
    {
        if (Filter is { } filter)
            Set(FilterOf(Row), change(filter), app);
    }

    /// <summary>Changes the explained kernel's numbers; what is no preset any more is called the person's own.</summary>
    public void Edit(FilterKernel changed, IAppActions app)
    {
        var preset = Library.Presets.FirstOrDefault(preset => preset.Name == changed.Name);
        SetFilter(filter => filter with
        {
            Kernel = preset is null ? changed : preset == changed with { Title = preset.Title } ? preset : changed with { Title = "own" },
        }, app);
    }

    /// <summary>Puts a kernel into the explained filter; without one, a filter with it at the row's front.</summary>
    public void Choose(FilterKernel kernel, IAppActions app)
    {
        if (Filter is not null)
            SetFilter(filter => filter with { Kernel = kernel }, app);
        else if (!Row.IsFull)
            Set(Row.Insert(0, new FilterStage(kernel)), app);
    }

    /// <summary>Takes the next kernel of the list, or for −1 the one before.</summary>
    public void NextKernel(int by, IAppActions app)
    {
        var all = Library.Presets.AddRange(Library.Own).AddRange(Learned.Kernels);
        int at = all.ToList().FindIndex(kernel => kernel.Name == Filter?.Kernel.Name);
        Choose(all[((at < 0 ? 0 : at + by) + all.Length) % all.Length], app);
    }

    /// <summary>Changes the first activation after the explained filter; without one, puts one in.</summary>
    public void NextActivation(IAppActions app)
    {
        int filter = FilterOf(Row), at = filter + 1;
        while (at < Row.Stages.Length && Row.Stages[at] is not ActivationStage)
            at++;
        if (at < Row.Stages.Length)
            Set(at, new ActivationStage((ActivationKind)(((int)((ActivationStage)Row.Stages[at]).Kind + 1) % 5)), app);
        else if (!Row.IsFull)
            Set(Row.Insert(filter + 1, new ActivationStage(ActivationKind.Relu)), app);
    }

    /// <summary>Saves the row as a network for pictures of the size that is computed with, and says how to open it.</summary>
    public void SaveAsOnnx(Scene scene, IAppActions app)
    {
        try
        {
            if (scene.FrameSize.Width == 0)
                throw new CnnException("there is no picture yet, whose size the network could have");
            var (width, height) = Row.SizeFor(scene.FrameSize.Width, scene.FrameSize.Height);
            string path = LabOnnx.NextFree();
            LabOnnx.Save(Row, width, height, path);
            app.Say($"saved {path}; drop it onto the window, or demo --model {path}");
        }
        catch (CnnException e)
        {
            app.Say(e.Message);
        }
    }

    /// <summary>Moves the compared picture.</summary>
    public void SetShift(int pixels, IAppActions app)
    {
        Shift = Math.Clamp(pixels, -LabShift.Most, LabShift.Most);
        Turn(app);
    }

    /// <summary>Keeps to the graph that runs now: the wanted one, the one before until that is ready, or none.</summary>
    public void Follow(Scene scene)
    {
        if (_wanted is not null && scene.Own == _wanted.Parts)
            Show(_wanted);
        else if (Graph is not null && Graph.Parts != scene.Own)
            Graph = null;
    }

    /// <summary>What is to run on frames of this size; null before the first frame.</summary>
    public NetworkParts? PartsFor(Scene scene)
    {
        var (width, height) = scene.FrameSize;
        Slide.Advance(this, scene.Time);
        if (width == 0 || (_wanted?.IsFor(Row, width, height) ?? false))
            return _wanted?.Parts;
        if (_refused != Row || _refusedSize != (width, height))
            Build(width, height);
        return _wanted?.Parts;
    }

    // The place stays where it is on the picture, in the middle at first.
    private void Show(LabGraph graph)
    {
        if (graph != _last && FilterOf(graph.Row) is >= 0 and var at)
        {
            var (rows, columns) = graph.Sizes[at];
            var (lastRows, lastColumns) = _last is { } last && at < last.Sizes.Length ? last.Sizes[at] : (rows, columns);
            Place = _last is null ? (columns.Output / 2, rows.Output / 2)
                : (Along(Place.X, lastColumns.Output, columns.Output), Along(Place.Y, lastRows.Output, rows.Output));
        }
        Graph = _last = graph;

        static int Along(int place, int from, int to) => Math.Clamp((2 * place + 1) * to / (2 * from), 0, to - 1);
    }

    // What cannot be built leaves the last graph running.
    private void Build(int width, int height)
    {
        try
        {
            var graph = new LabGraph(Row, width, height);
            graph.Turn(Row, Shift);
            (_wanted, _refused, Fault) = (graph, null, "");
        }
        catch (CnnException e)
        {
            (_refused, _refusedSize, Fault) = (Row, (width, height), e.Message);
        }
    }

    private void Turn(IAppActions app)
    {
        if (_wanted?.Turn(Row, Shift) ?? false)
            app.Rerun();
    }
}
