using Demo.Engines;
using Demo.Shell;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>
/// Keeps going what the panel of what excites a channel shows, each on a thread beside the window's. While it is closed and nobody wants
/// frames to be watched, it does nothing.
/// </summary>
/// <param name="selection">What is in use.</param>
/// <param name="scene">What is asked, and where it is shown.</param>
/// <param name="options">What the command line asks.</param>
internal sealed class Excitements(Selection selection, Scene scene, AppOptions options) : IDisposable
{
    private SessionPatches? _session;
    private FolderPatches? _folder;
    private Ascents? _ascents;
    private (IEngine? Engine, Layer? Layer, long Run) _seen;
    private IFrameSource? _source;
    private long _sources;
    private bool _works;

    /// <summary>Looks at what is new; once a frame.</summary>
    public void Tick()
    {
        bool open = scene.Open[Panel.Excite];
        if ((!open && !scene.Excite.KeepsWatching) || selection.Own is not null || scene.Network != selection.Opened.Network)
        {
            Rest();
            return;
        }
        _works = true;
        Watch();
        if (!open)
        {
            _folder?.Stop();
            _ascents?.Ask(null);
            return;
        }
        bool flows = selection.Sources.Current.Moves && !selection.Held;
        GoThroughFolder(flows);
        MakeUp(flows);
    }

    public void Dispose()
    {
        _session?.Dispose();
        _folder?.Dispose();
        _ascents?.Dispose();
    }

    private void Rest()
    {
        if (!_works)
            return;
        _works = false;
        _folder?.Stop();
        _ascents?.Ask(null);
        scene.Excite.Board = null;
    }

    // A value and a picture belong together if they are of the same run.
    private void Watch()
    {
        var (engine, layer, parts) = (selection.Pipeline.Engine, scene.Chosen, scene.Network.Parts);
        _session ??= new SessionPatches(inTicks: !options.Realtime);
        var board = _session.BoardOf(scene.Network, layer);
        if (!scene.Excite.OfFolder)
            scene.Excite.Board = board;
        var entered = engine.Read(parts.Preprocessing.Output);
        var values = scene.Numbers(layer.Node);
        long run = engine.RunOf(layer.Node);
        if (entered is null || values is null || run != engine.RunOf(parts.Preprocessing.Output) || _seen == (engine, layer, run)
            || parts.Preprocessing.FoundNothing(engine.Read))
            return;
        if (_source != selection.Sources.Current)
            (_source, _sources) = (selection.Sources.Current, _sources + 1);
        bool follows = _source.Moves || selection.IsDrawn;
        var origin = new PatchOrigin(scene.SourceName, _sources, follows ? selection.Pipeline.Newest.Time : null);
        if (_session.Offer(board, values, entered, origin))
            _seen = (engine, layer, run);
    }

    private void GoThroughFolder(bool flows)
    {
        var state = scene.Excite;
        if (!state.OfFolder)
        {
            _folder?.Stop();
            return;
        }
        if (selection.Sources.Album is not { } album)
        {
            (state.Board, state.Folder) = (null, default);
            state.Fault = "Open a folder with pictures: drop it onto the window. What is in it is looked through then.";
            return;
        }
        _folder ??= new FolderPatches(inTicks: !options.Realtime);
        _folder.Rests = flows;
        if (state.IsStopped)
            _folder.Stop();
        else
            _folder.Ask(scene.Network, scene.Chosen, Path.GetDirectoryName(album.Current)!);
        _folder.Tick();
        (state.Board, state.Folder, state.Fault) = (_folder.Board, _folder.Progress, _folder.Fault);
    }

    private void MakeUp(bool flows)
    {
        var state = scene.Excite;
        _ascents ??= new Ascents(inTicks: !options.Realtime);
        _ascents.Rests = flows;
        _ascents.Ask(state.MakesUp ? new AscentQuestion(scene.Network, scene.Chosen, scene.State.Channel, state.Seed) : null);
        _ascents.Tick();
        state.MadeUp = _ascents.Answer;
    }
}
