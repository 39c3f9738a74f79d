using System.Numerics;
using Demo.Catalogue;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Ui.Opening;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Opening;

/// <summary>The window's list of what can be opened, over a folder with pictures, a network and a folder; and a person's hands.</summary>
public abstract class OpeningFixture
{
    private protected static readonly Chord Open = new(Key.O, Modifiers.Ctrl);

    private protected readonly Recorder _app = new();
    private protected string _folder = "";
    private protected Stage _stage = null!;
    private protected Controls _controls = null!;

    private protected Scene Scene => _stage.Scene;

    private protected FileBrowser Browser => Scene.Browser;

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("browser").FullName;
        Directory.CreateDirectory(At("inner"));
        foreach (string name in (string[])["cat.png", "dog.png", "net.onnx", "inner/deep.png", "inner/deeper.png"])
            File.WriteAllText(At(name), "x");
        _stage = Stage.OfLeNet();
        _app.Done.Clear();
        _controls = new Controls(Scene, new CanvasSource(TimeProvider.System, 32), _app);
        Scene.Recent.Add(At("gone.png"));
        Scene.Recent.Add(At("cat.png"));
        _controls.Press(Open);
        Draw();
    }

    [TearDown]
    public void Remove()
    {
        _stage.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private protected string[] Names() => [.. Browser.Files.Shown.Select(e => e.Name)];

    private protected void Draw()
    {
        _stage.Draw(960, 540);
        _controls.Remember(Scene.List.HotSpots);
    }

    private protected void Press(params Chord[] keys)
    {
        foreach (var key in keys)
        {
            _controls.Press(key);
            Draw();
        }
    }

    private protected void Type(string text)
    {
        foreach (char character in text)
            _controls.Type(character);
        Draw();
    }

    private protected void ClickRow(string name) => Click(Browser.RowHandle, Array.IndexOf(Names(), name));

    private protected void ClickPlace(string name) => Click(Browser.PlaceHandle, Array.FindIndex(Browser.Places.All, p => p.Name == name));

    private protected void Click(Handle handle, int index)
    {
        var rect = Scene.List.HotSpots.ToArray().Single(spot => spot.Handle == handle && spot.A == index && index >= 0).Rect;
        Click(new Vector2(rect.CentreX, rect.CentreY));
    }

    private protected void Click(Vector2 at)
    {
        _controls.Down(at, MouseButton.Left);
        _controls.Up();
        Draw();
    }

    private protected string At(string name) => Path.Combine(_folder, name);
}
