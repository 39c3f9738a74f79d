using Cnn;
using Demo.Catalogue;
using Demo.Engines;
using Demo.Models;
using Demo.Remembering;
using Demo.Sources;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Shell;

/// <summary>
/// What is in use (a source, a model, a backend) and the change to others. What cannot be opened is a line; what was in use
/// stays.
/// </summary>
internal sealed class Selection : IDisposable
{
    private readonly LiveNetworks _networks;
    private readonly OwnNetworks _own;
    private bool _runsOwn;
    private string _asked = "";
    private readonly Messages _messages;
    private readonly Func<LiveNetwork, int> _indexFor;
    private readonly Action _swap;

    /// <param name="gl">OpenGL, on whose thread all calls are made; null where nothing is drawn.</param>
    /// <param name="file">The first model.</param>
    /// <param name="sources">The sources; its current one is the first.</param>
    /// <param name="pipeline">What runs the choice.</param>
    /// <param name="options">What the command line asks.</param>
    /// <param name="messages">Where it is said.</param>
    public Selection(GL? gl, NetworkFile file, SourceList sources, Pipeline pipeline, AppOptions options, Messages messages)
    {
        (Sources, Pipeline, Backends, _messages) = (sources, pipeline, options.Backends, messages);
        Automatic = options.Automatic;
        Recent = new RecentFiles(options.Remembered.Recent);
        if (ModelNames.NameOf(file.FullPath) is not null)
            Recent.Add(file.FullPath);
        if (sources.IsFile)
            Recent.Add(sources.Asked);
        // Handed over in every tick.
        (_indexFor, _swap) = (IndexFor, SwapModel);
        _networks = new LiveNetworks(gl, file, options);
        _own = new OwnNetworks(gl, options);
        Use();
    }

    /// <summary>Another model is in use: what was chosen in the old one means nothing any more.</summary>
    public event Action? ModelChanged;

    /// <summary>Another source, model or backend is in use, or the same once more.</summary>
    public event Action? Used;

    public SourceList Sources { get; }

    /// <summary>What a person has opened.</summary>
    public RecentFiles Recent { get; }

    public Pipeline Pipeline { get; }

    public IReadOnlyList<BackendRow> Backends { get; }

    public int BackendIndex { get; private set; }

    public BackendRow Backend => Backends[BackendIndex];

    /// <summary>What chooses the backend; null once a person has.</summary>
    public AutomaticBackend? Automatic { get; private set; }

    /// <summary>Why the backend is the one in use, in a few words; empty where a person chose it.</summary>
    public string WhyBackend { get; private set; } = "";

    /// <summary>The network in use: the opened one, or what the view runs in its place.</summary>
    public LiveNetwork Live { get; private set; } = null!;

    /// <summary>The opened network.</summary>
    public LiveNetwork Opened => _networks.For(IsDrawn);

    /// <summary>Its file.</summary>
    public NetworkFile File => _networks.File;

    /// <summary>What the view runs in its place; null where that is nothing, or not ready.</summary>
    public NetworkParts? Own => _runsOwn ? Live.Network.Parts : null;

    /// <summary>Whether the source is the canvas.</summary>
    public bool IsDrawn => Sources.IsCanvas;

    /// <summary>Whether frames are held.</summary>
    public bool Held { get; private set; }

    /// <summary>How far the next model is, 0…1; 1 when there is none.</summary>
    public double Progress => Math.Min(_networks.Progress, _own.Progress(BackendIndex));

    /// <summary>Begins to open a model, a picture, a video or a folder.</summary>
    public void Open(string path)
    {
        Reopen(path);
        _asked = path;
    }

    /// <summary>The same for what was open before: that is no news.</summary>
    public void Reopen(string path)
    {
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase) || ModelFormats.IsTensorFlow(path))
            _networks.Open(() => ModelNames.Open(path));
        else
            Sources.Open(path);
    }

    /// <summary>The size of the pictures that the opened network takes is the next one that it can take.</summary>
    public void NextSize()
    {
        var file = _networks.File;
        if (file.Sizes.Length < 2)
            _messages.Say($"{file.Name} takes pictures of one size");
        else
            Resize(file, file.Sizes[(file.Sizes.IndexOf(file.Side) + 1) % file.Sizes.Length], chosen: true);
    }

    /// <summary>The opened network gives too few results: takes smaller pictures, unless a person has chosen their size.</summary>
    /// <param name="rate">Results a second.</param>
    public void Shrink(double rate)
    {
        var file = _networks.File;
        // What a person is opening meanwhile comes first.
        if (file.SizeIsChosen || Progress < 1 || file.Sizes.FirstOrDefault(size => size < file.Side) is not (> 0 and var side))
            return;
        Resize(file, side, chosen: false);
        _messages.Say($"{file.Name} takes {side} × {side} pixels now: {file.Side} × {file.Side} gave {rate:0.0} results a second here");
    }

    public void SwitchBackend(int index)
    {
        // Who has chosen once is not overruled.
        Automatic = null;
        BackendIndex = index;
        Use();
    }

    /// <summary>The backend that a network runs on, by its place.</summary>
    public int IndexFor(LiveNetwork network)
    {
        string? name = Automatic?.Of(network.Network.Parts).Backend;
        for (int i = 0; i < Backends.Count; i++)
            if (Backends[i].Name == name)
                return i;
        return BackendIndex;
    }

    /// <summary>More is known about which backend suits the opened network: that one is used.</summary>
    public void UseAgain() => Use();

    /// <summary>More is known, and the backend in use is the right one.</summary>
    public void Judged() => WhyBackend = _runsOwn ? "" : Automatic?.Of(Opened.Network.Parts).Why ?? "";

    /// <summary>A source that can stand still does; of others frames are not taken.</summary>
    public void Hold(bool held)
    {
        Held = held;
        var source = Sources.Current;
        Pipeline.Frozen = held && !source.Can.HasFlag(SourceAbilities.Hold);
        source.Held = held;
    }

    /// <summary>While held, lets one frame through.</summary>
    public void StepOnce()
    {
        Pipeline.StepOnce = Pipeline.Frozen;
        Sources.Current.StepOnce();
    }

    /// <summary>Once a frame: takes over what was opened meanwhile, and what the view that is shown wants to run.</summary>
    /// <param name="own">In place of the opened network; null for that one.</param>
    public void TakeOver(NetworkParts? own)
    {
        try
        {
            if (Sources.Poll(out string note))
            {
                Hold(false);
                Use();
                if (Sources.IsFile && Sources.Asked == _asked)
                    Recent.Add(_asked);
            }
            _messages.Say(note);
            _networks.Poll(IsDrawn, _indexFor, Pipeline.Budget.CompilingBeside, _swap);
            if (own is not null)
                _own.Poll(own, BackendIndex, Pipeline.Budget.CompilingBeside, () =>
                {
                    _runsOwn = true;
                    Use();
                });
            if (_runsOwn != (own is not null && _own.Current is not null))
            {
                _runsOwn = !_runsOwn;
                Use();
            }
        }
        catch (CnnException e)
        {
            _messages.Say(e.Message);
        }
    }

    public void Dispose()
    {
        _own.Dispose();
        _networks.Dispose();
        Sources.Dispose();
    }

    private void Resize(NetworkFile file, int side, bool chosen) => _networks.Open(() => file.At(side, chosen));

    private void SwapModel()
    {
        ModelChanged?.Invoke();
        Use();
        // Another size of the same is none.
        if (_asked.Length > 0 && File.FullPath == Path.GetFullPath(_asked))
            Recent.Add(_asked);
        _messages.Say(_networks.File.Note);
    }

    private void Use()
    {
        Live = _runsOwn ? _own.Current! : Opened;
        if (!_runsOwn)
            BackendIndex = IndexFor(Live);
        Judged();
        Live.Times.Forget();
        var engine = Live.Engines[BackendIndex];
        Live.Comparison.Follow(engine);
        Pipeline.Use(Live.Network, engine, Sources.Current);
        Used?.Invoke();
    }
}
