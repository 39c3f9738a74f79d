using System.Numerics;
using Cnn.Tests.Training;
using Demo.Learning;
using Demo.Overlays;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;
using Demo.Views.Learn;

namespace Cnn.Tests.Demo.Learn;

/// <summary>
/// The view Learn without a window, on a virtual clock, over pictures of bars: what it wants to run is run on the reference backend,
/// and drawn into a list.
/// </summary>
internal sealed class LearnScene : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("learn").FullName;
    private readonly Controls _controls;
    private readonly Stage _stage;
    private readonly OwnRun _own = new();

    private LearnScene(bool hasPictures, DataChoice? data)
    {
        Folder = hasPictures ? _folder : Path.Combine(_folder, "none");
        State = new LearnState([data ?? WriteBars(_folder) with { Folder = Folder }]);
        View = new LearnView(State);
        _stage = Stage.OfLeNet(ViewList.Of([new LookView(), View]));
        _stage.Scene.Views.Show("Learn");
        _stage.OwnRead = _own.Read;
        _controls = new Controls(Scene, new CanvasSource(TimeProvider.System, 32), App);
    }

    /// <summary>Opens the view.</summary>
    /// <param name="hasPictures">Whether the bars are there.</param>
    /// <param name="data">What is learnt in place of bars.</param>
    public static LearnScene Open(bool hasPictures = true, DataChoice? data = null) => new(hasPictures, data);

    /// <summary>Writes pictures of bars into a folder: 192 to learn from, three steps an epoch, and 64 to test with.</summary>
    public static DataChoice WriteBars(string folder)
    {
        var bars = Bars.Make(256);
        IdxFiles.Write(folder, "train", bars.Subset([.. Enumerable.Range(0, 192)]));
        IdxFiles.Write(folder, "t10k", bars.Subset([.. Enumerable.Range(192, 64)]));
        string labels = Path.Combine(folder, "labels.txt");
        File.WriteAllLines(labels, ["flat", "steep", "slant"]);
        return new DataChoice("bars", "Bars.", folder, "there are no bars; draw some") { Labels = labels };
    }

    public string Folder { get; }

    public LearnState State { get; }

    public LearnView View { get; }

    public Recorder App { get; } = new();

    public Scene Scene => _stage.Scene;

    public LearnLayout Places { get; private set; } = null!;

    /// <summary>Goes on by a tick, runs what the view wants to run, and draws it.</summary>
    public string[] Draw(int width = 1280, int height = 720)
    {
        if (Scene.View.Own(Scene) is { } parts)
            _own.Run(Scene, parts);
        else
            Scene.Own = null;
        Places = _stage.Draw(width, height) as LearnLayout ?? Places;
        _controls.Remember(Scene.List.HotSpots);
        return _stage.Texts();
    }

    /// <summary>Draws until something is so.</summary>
    public string[] DrawUntil(Func<bool> so)
    {
        string[] texts = Draw();
        for (int i = 0; i < 200 && !so(); i++)
            texts = Draw();
        return texts;
    }

    public float[] Read(Node? node) => Scene.Read(node!)!.Floats.ToArray();

    public void Press(Chord key) => _controls.Press(key);

    /// <summary>Clicks at a share of the place of a tooltip that begins with these words.</summary>
    public void Click(string tip, float x = 0.5f, float y = 0.5f)
    {
        var place = Scene.List.HotSpots.ToArray().Last(s => s.Tip.StartsWith(tip, StringComparison.Ordinal)).Rect;
        _controls.Down(new Vector2(place.X + x * place.Width, place.Y + y * place.Height), MouseButton.Left);
        _controls.Up();
    }

    public void Dispose()
    {
        View.Dispose();
        _own.Dispose();
        _stage.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
