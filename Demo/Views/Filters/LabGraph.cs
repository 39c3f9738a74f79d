using System.Collections.Immutable;
using Cnn;
using Cnn.Preprocessing;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>
/// A row as a network of its own, with every node that the lab's panels read or draw. Kernels' numbers and the shift are Inputs
/// (<see cref="Turn"/>), so that turning them compiles nothing.
/// </summary>
internal sealed class LabGraph
{
    private readonly LabKernels _kernels;
    private readonly LabShift _shift;

    /// <param name="row">The row.</param>
    /// <param name="width">The frame's, in pixels.</param>
    /// <param name="height">The frame's.</param>
    /// <exception cref="CnnException">The frame is too small for a stage or the pools' window.</exception>
    public LabGraph(LabRow row, int width, int height)
    {
        Row = row;
        (Width, Height) = row.SizeFor(width, height);
        Sizes = row.Sizes(Width, Height);
        var recipe = LabModel.RecipeFor(row);
        var preprocessing = PreprocessingGraph.For(recipe, [1, recipe.Channels, Height, Width]);
        Picture = preprocessing.Output;
        _kernels = new LabKernels(row);
        Stages = StageNodes.Chain(row, Picture, i => _kernels[i], row.Stages.Length);
        Result = Stages.IsEmpty ? Picture : Stages[^1].Output;

        _shift = new LabShift(Picture);
        var (window, before) = PoolComparison.In(row);
        var moved = StageNodes.Chain(row, _shift.Shifted, i => _kernels[i], before);
        var pooled = before == 0 ? Picture : Stages[before - 1].Output;
        RequireRoom(window, pooled);
        Pools = PoolComparison.Of(window, pooled, before == 0 ? _shift.Shifted : moved[^1].Output,
            before < Stages.Length ? Stages[before].Output : null);

        var model = new LabModel(row, Width, Height);
        var output = OutputKinds.Of(
            "filters", [Result], new PictureInput(model.Input, recipe with { Output = MapsOutput.Word }, Guessed: false));
        Parts = new NetworkParts
        {
            Title = "filters",
            Graph = new Graph(((IEnumerable<Node>)
                [Result, Picture, _shift.Shifted, .. Stages.Select(stage => stage.Output), .. output.Reads,
                    .. Pools.Ways.SelectMany(way => (Node[])[way.Value, way.Shifted, way.Change, way.Share])]).Distinct()),
            Model = model.Graph,
            Variables = new VariableSet(),
            Preprocessing = preprocessing,
            Seen = Picture,
            Output = output,
            Dials = [.. _kernels.Dials(row), _shift.Dial(0)],
        };
    }

    /// <summary>The row, with the numbers that it was last turned to.</summary>
    public LabRow Row { get; private set; }

    /// <summary>For the pipeline: preprocessing, row and comparison as one graph.</summary>
    public NetworkParts Parts { get; }

    /// <summary>The size at which the frame is worked on, in pixels.</summary>
    public int Width { get; }

    public int Height { get; }

    /// <summary>Rows and columns before and after each stage.</summary>
    public ImmutableArray<(SizeFormula Rows, SizeFormula Columns)> Sizes { get; }

    /// <summary>What enters the row, 0 … 1: [1,C,Height,Width].</summary>
    public Node Picture { get; }

    /// <summary>The row's stages.</summary>
    public ImmutableArray<StageNodes> Stages { get; }

    /// <summary>What leaves the row.</summary>
    public Node Result { get; }

    /// <summary>The picture moved by the shift.</summary>
    public Node Shifted => _shift.Shifted;

    /// <summary>Maximum, average and no pooling side by side.</summary>
    public PoolComparison Pools { get; }

    /// <summary>Whether only kernels' numbers differ, so that <see cref="Turn"/> is all that is needed.</summary>
    public bool IsFor(LabRow row, int width, int height) => Row.HasShapeOf(row) && row.SizeFor(width, height) == (Width, Height);

    /// <summary>Turns the dials to a row's numbers and a shift.</summary>
    /// <param name="row">The row.</param>
    /// <param name="shift">How many pixels the picture moves to the right, −8 … 8.</param>
    /// <returns>Whether the row has this one's shape; else nothing happens, and another graph is needed.</returns>
    public bool Turn(LabRow row, int shift)
    {
        if (!Row.HasShapeOf(row))
            return false;
        Row = row;
        foreach (var (dial, now) in Parts.Dials.Zip([.. _kernels.Dials(row), _shift.Dial(shift)]))
            dial.Value = now.Value;
        return true;
    }

    private static void RequireRoom(PoolStage window, Node pooled)
    {
        if (Math.Min(pooled.Shape[2], pooled.Shape[3]) < window.Size)
            throw new CnnException($"{pooled.Shape[3]}×{pooled.Shape[2]} values are left at the end, too few for a pool of "
                + $"{window.Size}×{window.Size}: take a larger picture or less stride");
    }
}
