using Cnn.Preprocessing;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>Brings the facts of the scene up to date, once a frame before it is drawn.</summary>
internal sealed class SceneFiller(Scene scene, Selection selection, CanvasSource canvas, TimeProvider time)
{
    private IFrameSource? _source;
    private int _sources;

    public void Update()
    {
        var (sources, pipeline, live) = (selection.Sources, selection.Pipeline, selection.Live);
        if (sources.Current != _source || sources.Count != _sources)
            ListSources();
        (scene.Network, scene.Own) = (selection.Opened.Network, selection.Own);
        (scene.Times, scene.Backend) = (live.Times, selection.Backend.Choice);
        (scene.Figures.Device, scene.Figures.WhyBackend) = (pipeline.Engine.Device, selection.WhyBackend);
        scene.State.Frozen = selection.Held;
        scene.Time = time.GetElapsedTime(0).TotalSeconds;
        scene.Frame = pipeline.Newest;
        var (width, height) = scene.FrameSize = (pipeline.Newest.Width, pipeline.Newest.Height);
        scene.Film = sources.Current.Length is { } length ? (pipeline.Newest.Place ?? TimeSpan.Zero, length) : null;
        scene.IsCanvas = selection.IsDrawn;
        scene.SourceIsMirrored = sources.Current.Mirrored;
        scene.IsStill = !sources.Current.Moves && !selection.IsDrawn;
        (scene.IsBlank, scene.SheetIsEmpty) = (canvas.IsEmpty || pipeline.SawNoInk, canvas.IsEmpty);
        scene.Brush = canvas.Brush;
        scene.SeenPart = live.Area.Seen(scene.Read, width, height);
        scene.Found = live.Area.Found(scene.Read, width, height);
        scene.NothingFound = live.Network.Parts.Preprocessing.FoundNothing(scene.Read);
        scene.Errors = live.Comparison.Result;
    }

    /// <summary>The choice begins at the first layer again.</summary>
    public void Forget() => scene.State.StartOver();

    private void ListSources()
    {
        var sources = selection.Sources;
        (_source, _sources) = (sources.Current, sources.Count);
        scene.Sources = [.. sources.Choices.Select(choice => new SourceChoice(choice.Name, choice.Chosen, choice.Help))];
        (scene.SourceTitle, scene.SourceName) = (sources.Current.Title, sources.Current.Name);
        (scene.SourceIsFile, scene.SourcePosition) = (sources.IsFile, sources.Album?.Position ?? "");
    }
}
