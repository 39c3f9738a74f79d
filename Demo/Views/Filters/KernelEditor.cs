using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>
/// The numbers of the explained kernel under the mouse: dragged up and down, turned, painted with the right button, or clicked and
/// typed (<see cref="NumberEntry"/>). A place's A is the number's index, or <see cref="Bias"/> or <see cref="Scale"/>.
/// </summary>
/// <param name="lab">Whose kernel.</param>
internal sealed class KernelEditor(LabState lab) : Handle
{
    public const int Bias = -1, Scale = -2;

    /// <summary>Numbers go from minus this to this.</summary>
    public const float Most = 1000;

    private const float PixelsAStep = 4;

    private readonly NumberGrid[] _grids = new NumberGrid[2];
    private MouseButton _button;
    private Vector2 _pressed;
    private float _from;

    /// <summary>The number that was last set, which the right button paints.</summary>
    public float Last { get; private set; } = 1;

    /// <summary>Says where the numbers of a map lie, for painting.</summary>
    public void Lies(int map, in NumberGrid grid) => _grids[map] = grid;

    /// <summary>The kernel as it is edited: for the channels that it looks at, with the newest numbers.</summary>
    public FilterKernel? Kernel => lab.Explained?.Kernel;

    /// <summary>A number of the kernel.</summary>
    public float this[int index] => Kernel is not { } kernel ? 0 : index switch
    {
        Bias => kernel.Bias,
        Scale => kernel.Scale,
        _ => kernel.Numbers[index],
    };

    /// <summary>Sets a number of the kernel, within bounds.</summary>
    public void Set(int index, float number, IAppActions app)
    {
        if (Kernel is not { } kernel || index >= kernel.Numbers.Count || !float.IsFinite(number))
            return;
        number = Math.Clamp(number, -Most, Most);
        if (index >= 0)
            Last = number;
        if (number != this[index])
            KernelChange.Edit(lab, index switch
            {
                Bias => kernel with { Bias = number },
                Scale => kernel with { Scale = number },
                _ => kernel.With(index, number),
            }, app);
    }

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

    // Snapped to the step that suits the number: 0.1 and, from 20 on, 1; a scale is finer.
    private static float Stepped(int index, float number, int steps)
    {
        double step = index == Scale && Math.Abs(number) < 1 ? 0.01 : Math.Abs(number) < 20 ? 0.1 : 1;
        double at = number / step;
        return steps == 0 ? number : (float)(((steps > 0 ? Math.Floor(at + 1e-4) : Math.Ceiling(at - 1e-4)) + steps) * step);
    }

    private void Paint(Vector2 at, IAppActions app)
    {
        if (Kernel is not { } kernel)
            return;
        for (int map = 0; map < kernel.Maps; map++)
            if (_grids[map].Columns == kernel.Size && _grids[map].At(at.X, at.Y) is >= 0 and var cell)
                Set((map * kernel.Channels + (kernel.Channels == 3 ? lab.Channel : 0)) * kernel.Plane + cell, Last, app);
    }
}
