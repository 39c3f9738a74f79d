using Cnn;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The graph that runs for a lab's row: another one where the row's shape has changed, turned where its numbers have.</summary>
/// <param name="lab">Whose row it is.</param>
internal sealed class LabRun(LabState lab)
{
    private LabGraph? _wanted, _last;
    private LabRow? _refused;
    private (int Width, int Height) _refusedSize;

    /// <summary>What runs, with the row's newest numbers where it has its shape; null until the first is ready.</summary>
    public LabGraph? Graph { get; private set; }

    /// <summary>Why the row cannot be run, one line; empty when it can.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>How many pixels the compared picture is moved to the right, −8 … 8.</summary>
    public int Shift { get; private set; } = 1;

    /// <summary>What runs, if its values are those that are on the device; else null.</summary>
    public LabGraph? On(Scene scene) => Graph is not null && scene.Own == Graph.Parts ? Graph : null;

    /// <summary>Moves the compared picture.</summary>
    public void SetShift(int pixels, IAppActions app)
    {
        Shift = Math.Clamp(pixels, -LabShift.Most, LabShift.Most);
        Turn(app);
    }

    /// <summary>Takes over the row's numbers, if it has the shape of what is wanted.</summary>
    public void Turn(IAppActions app)
    {
        if (_wanted?.Turn(lab.Row, Shift) ?? false)
            app.Rerun();
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
    public NetworkParts? PartsFor(int width, int height)
    {
        if (width == 0 || (_wanted?.IsFor(lab.Row, width, height) ?? false))
            return _wanted?.Parts;
        if (_refused != lab.Row || _refusedSize != (width, height))
            Build(width, height);
        return _wanted?.Parts;
    }

    private void Show(LabGraph graph)
    {
        if (graph != _last && lab.FilterOf(graph.Row) is >= 0 and var at)
            lab.Slide.Keep(_last is null ? null : at < _last.Sizes.Length ? _last.Sizes[at] : graph.Sizes[at], graph.Sizes[at]);
        Graph = _last = graph;
    }

    // What cannot be built leaves the last graph running.
    private void Build(int width, int height)
    {
        try
        {
            var graph = new LabGraph(lab.Row, width, height);
            graph.Turn(lab.Row, Shift);
            (_wanted, _refused, Fault) = (graph, null, "");
        }
        catch (CnnException e)
        {
            (_refused, _refusedSize, Fault) = (lab.Row, (width, height), e.Message);
        }
    }
}
