using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>The mouse in space: dragging turns or moves what is seen, a click chooses a map, a second one flies to it.</summary>
/// <param name="state">What it changes.</param>
internal sealed class OrbitHandle(SpaceState state) : Handle
{
    // In logical pixels: a hand that clicks moves a little.
    private const float Click = 4;

    private const double Twice = 0.4;

    private MouseButton _button;
    private Vector2 _first;
    private bool _moved;
    private double _clicked = double.NegativeInfinity;

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
    {
        (_button, _first, _moved) = (button, at, false);
        state.IsHeld = true;
    }

    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to)
    {
        // From where it began: nothing jumps.
        if (!_moved && Vector2.Distance(_first, to) < Click)
            return;
        var by = (to - (_moved ? from : _first)) / spot.Rect.Height;
        _moved = true;
        if (_button == MouseButton.Left)
            state.Camera.Turn(-by.X * MathF.PI, by.Y * MathF.PI);
        else
            state.Camera.Pan(by.X, by.Y);
    }

    public override void Release(Scene scene, IAppActions app, in HotSpot spot)
    {
        state.IsHeld = false;
        if (_moved || _button != MouseButton.Left)
            return;
        if (state.Slices.Pick(state.Projection, _first.X, _first.Y) is not ({ } slice, var across, var down))
        {
            scene.State.HasChosen = false;
            return;
        }
        int channel = slice.Channel >= 0 ? slice.Channel : scene.State.Layer == 0 ? scene.State.Channel : 0;
        bool again = scene.Time - _clicked < Twice && (scene.State.Layer, scene.State.Channel) == (slice.Layer.Index, channel);
        _clicked = scene.Time;
        new UnitChoice(scene).Choose(slice.Layer.Index, channel);
        scene.State.Pixel = ((int)(across * slice.Layer.Columns), (int)(down * slice.Layer.Rows));
        if (again)
            state.FlyToChosen(scene);
    }

    public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches)
    {
        var rect = spot.Rect;
        var (x, y) = scene.State.Mouse;
        state.Camera.Zoom(MathF.Pow(1.18f, notches), (x - rect.CentreX) / rect.Height, (y - rect.CentreY) / rect.Height);
    }
}
