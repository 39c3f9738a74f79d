using Cnn;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>What a person changes at the compared pools: the row's own kind, and the window that all share.</summary>
internal static class PoolChange
{
    /// <summary>Makes a kind the row's, or takes its pool out for null.</summary>
    public static void Choose(LabState lab, PoolKind? kind, IAppActions app)
    {
        var (window, at) = PoolComparison.In(lab.Row);
        bool has = at < lab.Row.Stages.Length;
        if (kind is null && has)
            lab.Set(lab.Row.Without(at), app);
        else if (kind is { } wanted && has)
            lab.Set(at, window with { Kind = wanted }, app);
        else if (kind is { } added)
            Try(app, () => lab.Set(lab.Row.Add(window with { Kind = added }), app));
    }

    /// <summary>2×2 or 3×3.</summary>
    public static void NextSize(LabState lab, IAppActions app) => Window(lab, app, window => window with { Size = 5 - window.Size });

    /// <summary>1, 2 or 3.</summary>
    public static void NextStride(LabState lab, IAppActions app) =>
        Window(lab, app, window => window with { Stride = window.Stride % LabStage.MostStep + 1 });

    /// <summary>The place in what a pool yields that covers the explained place, where the pool has so many columns and rows.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="graph">What runs.</param>
    /// <param name="stride">The window's; 1 for no pool.</param>
    /// <param name="columns">Of what it yields.</param>
    /// <param name="rows">Of what it yields.</param>
    public static (int X, int Y) Place(LabState lab, LabGraph graph, int stride, int columns, int rows)
    {
        var (from, to) = (SizeOf(lab, graph), graph.Pools.Input.Shape);
        var (x, y) = lab.Slide.In(from.Columns, from.Rows);
        return (Math.Min(x * to[3] / from.Columns / stride, columns - 1), Math.Min(y * to[2] / from.Rows / stride, rows - 1));
    }

    /// <summary>Looks at the place that a cell of a pool's result comes from.</summary>
    public static void PlaceAt(LabState lab, LabGraph graph, int stride, int x, int y)
    {
        var (to, from) = (SizeOf(lab, graph), graph.Pools.Input.Shape);
        // The first column that Place leads back to this cell.
        lab.Slide.Put(Back(x, to.Columns, from[3]), Back(y, to.Rows, from[2]));

        int Back(int at, int length, int pooled) => Math.Min((at * stride * length + pooled - 1) / pooled, length - 1);
    }

    private static (int Columns, int Rows) SizeOf(LabState lab, LabGraph graph) =>
        lab.Explained is { } filter ? (filter.Columns, filter.Rows) : (graph.Width, graph.Height);

    private static void Window(LabState lab, IAppActions app, Func<PoolStage, PoolStage> change)
    {
        var (window, at) = PoolComparison.In(lab.Row);
        if (at < lab.Row.Stages.Length)
            lab.Set(at, change(window), app);
        else
            app.Say("There is no pool in the row; choose maximum or average first.");
    }

    private static void Try(IAppActions app, Action act)
    {
        try
        {
            act();
        }
        catch (CnnException e)
        {
            app.Say(e.Message);
        }
    }
}
