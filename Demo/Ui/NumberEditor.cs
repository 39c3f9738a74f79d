using System.Numerics;
using Demo.Platform;

namespace Demo.Ui;

/// <summary>
/// Numbers under the mouse: dragged up and down, turned, painted with the right button, or clicked and typed (<see cref="NumberEntry"/>).
/// A place's A is the number's index.
/// </summary>
internal abstract class NumberEditor : Handle
{
    /// <summary>Numbers go from minus this to this.</summary>
    public const float Most = 1000;

    private const float PixelsAStep = 4;

    private MouseButton _button;
    private Vector2 _pressed;
    private float _from;

    /// <summary>The number that was last set, which the right button paints.</summary>
    public float Last { get; private set; } = 1;

    /// <summary>A number.</summary>
    public abstract float this[int index] { get; }

    /// <summary>Sets a number, within bounds.</summary>
    public void Set(int index, float number, IAppActions app)
    {
        if (!Has(index) || !float.IsFinite(number))
            return;
        number = Math.Clamp(number, -Most, Most);
        if (index >= 0)
            Last = number;
        if (number != this[index])
            Change(index, number, app);
    }

    /// <summary>Whether there is such a number.</summary>
    protected abstract bool Has(int index);

    /// <summary>Takes a number over that differs from the old one.</summary>
    protected abstract void Change(int index, float number, IAppActions app);

    /// <summary>The number that lies at a place of the screen, to be painted; −1 for none.</summary>
    protected abstract int At(Vector2 place);

    /// <summary>How far a number goes with one step of the mouse or the wheel.</summary>
    protected abstract double StepOf(int index, float number);

    /// <summary>The number that Tab leads to, or for −1 Shift and Tab.</summary>
    public abstract int Next(int index, int by);

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
    {
        (_button, _pressed, _from) = (button, at, this[spot.A]);
        if (button == MouseButton.Right)
            Paint(at, app);
        else if (button == MouseButton.Left)
            scene.State.Entry = new NumberEntry(this, spot.A);
    }

    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to)
    {
        if (_button == MouseButton.Right)
            Paint(to, app);
        int steps = (int)MathF.Round((_pressed.Y - to.Y) / PixelsAStep);
        if (_button != MouseButton.Left || (steps == 0 && scene.State.Entry is not null))
            return;
        scene.State.Entry = null;
        Set(spot.A, Stepped(spot.A, _from, steps), app);
    }

    public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches)
    {
        scene.State.Entry = null;
        Set(spot.A, Stepped(spot.A, this[spot.A], Math.Sign(notches)), app);
    }

    // Snapped to the step that suits the number.
    private float Stepped(int index, float number, int steps)
    {
        double step = StepOf(index, number), at = number / step;
        return steps == 0 ? number : (float)(((steps > 0 ? Math.Floor(at + 1e-4) : Math.Ceiling(at - 1e-4)) + steps) * step);
    }

    private void Paint(Vector2 at, IAppActions app)
    {
        if (At(at) is >= 0 and var index)
            Set(index, Last, app);
    }
}
