using System.Numerics;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views.Space;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Space;

/// <summary>A scene in which the view 3D is shown, with mouse and keys.</summary>
public abstract class SpaceFixture
{
    private Stage? _stage;
    private Controls _controls = null!;

    private protected Stage Stage => _stage!;

    private protected Scene Scene => _stage!.Scene;

    private protected SpaceState Looked => ((SpaceView)Scene.View).Looked;

    [TearDown]
    public void Close() => _stage?.Dispose();

    protected void Open(string network)
    {
        _stage?.Dispose();
        _stage = network switch
        {
            "large" => Stage.OfLargeNetwork(),
            "detector" => Stage.OfDetector(),
            "mask" => Stage.OfMask(),
            _ => Stage.OfLeNet(),
        };
        Scene.Views.Show("3D");
        _controls = new Controls(Scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
    }

    private protected Layout Draw(int width = 1280, int height = 720)
    {
        var layout = Stage.Draw(width, height);
        _controls.Remember(Scene.List.HotSpots);
        return layout;
    }

    // Until the eye is where it was sent.
    protected void Rest()
    {
        for (int i = 0; i < 90; i++)
        {
            Scene.Time += 1 / 30.0;
            Looked.Camera.Glide(Scene.Time);
        }
        Draw();
        Assert.That(Looked.Camera.Now, Is.EqualTo(Looked.Camera.Goal));
    }

    protected Vector2 At(Vector3 place) => Looked.Projection.TryProject(place, out var at) ? at : throw new InvalidOperationException();

    private protected void Press(Chord key) => _controls.Press(key);

    protected void Turn(float notches) => _controls.Wheel(notches);

    protected void Click(Vector2 at)
    {
        _controls.Down(at, MouseButton.Left);
        _controls.Up();
    }

    private protected void Drag(Vector2 at, MouseButton button)
    {
        _controls.Down(at, button);
        for (int i = 1; i < 8; i++)
            _controls.Move(at + new Vector2(9 * i, 4 * i));
        _controls.Up();
    }
}
