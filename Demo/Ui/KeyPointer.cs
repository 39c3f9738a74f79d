using System.Numerics;
using Demo.Platform;

namespace Demo.Ui;

/// <summary>
/// The keyboard in place of the mouse: while a place was gone to (<see cref="Places"/>), keys click, turn and drag there as hands would.
/// </summary>
/// <param name="scene">The scene.</param>
/// <param name="controls">What the mouse moves.</param>
internal sealed class KeyPointer(Scene scene, Controls controls)
{
    private const float BlendStep = 0.05f, DragStep = 8;
    private const int CanvasSteps = 28;

    /// <summary>Takes a key.</summary>
    /// <param name="key">The key, with its modifiers.</param>
    /// <param name="release">What ends when it comes up again; null for nothing.</param>
    /// <returns>False for one that does what it always does.</returns>
    public bool Take(Chord key, out Action<Scene, IAppActions>? release)
    {
        release = null;
        if (Places.Current(scene) is not { } spot)
            return false;
        if (key.Key is Key.Tab && key.Modifiers is Modifiers.None or Modifiers.Shift)
        {
            Places.Step(scene, key.Modifiers == Modifiers.Shift ? -1 : 1, panels: false);
            controls.Rest();
            return true;
        }
        if (key == Key.Escape)
        {
            (scene.State.Focus, scene.State.Mouse) = (null, (-1000, -1000));
            return true;
        }
        Follow(spot);
        var at = new Vector2(scene.State.Mouse.X, scene.State.Mouse.Y);
        if (key.Key is Key.Enter or Key.Space && key.Modifiers is Modifiers.None or Modifiers.Shift)
        {
            controls.Down(at, key.Modifiers == Modifiers.Shift ? MouseButton.Right : MouseButton.Left);
            release = (_, _) => controls.Up();
            return true;
        }
        if (key.Key is Key.PageUp or Key.PageDown && key.Modifiers == Modifiers.None)
        {
            controls.Wheel(key.Key == Key.PageUp ? 1 : -1);
            return true;
        }
        if (DirectionOf(key.Key) is not { } direction)
            return false;
        switch (key.Modifiers)
        {
            case Modifiers.None:
                Turn(spot, direction, at);
                return true;
            case Modifiers.Shift:
            case Modifiers.Shift | Modifiers.Ctrl:
                Drag(at, at + direction * StepIn(spot), key.Modifiers == Modifiers.Shift ? MouseButton.Left : MouseButton.Right);
                return true;
            default:
                return false;
        }
    }

    // What is to be clicked may have moved.
    private void Follow(in HotSpot spot)
    {
        var spots = scene.List.HotSpots;
        var (x, y) = scene.State.Mouse;
        if (!spot.Rect.Contains(x, y) && Places.Free(spots, spots.IndexOf(spot)) is { } free)
            controls.MoveTo(free);
    }

    private void Turn(in HotSpot spot, Vector2 direction, Vector2 at)
    {
        float more = direction.X - direction.Y;
        if (spot.Kind is HotKind.Canvas or HotKind.Pixels)
        {
            var next = at + direction * StepIn(spot);
            if (spot.Rect.Contains(next.X, next.Y))
                controls.MoveTo(next);
        }
        else if (spot.Kind == HotKind.Blend)
            scene.State.Blend = Math.Clamp(scene.State.Blend + more * BlendStep, 0, 1);
        else if (spot.Kind is HotKind.Scroll or HotKind.Kernels)
            controls.Wheel(-direction.X - direction.Y);
        else if (spot.Handle is { Slides: not 0 } handle)
            controls.Wheel(more * handle.Slides);
        else
        {
            Places.Step(scene, spot, direction);
            controls.Rest();
        }
    }

    private void Drag(Vector2 from, Vector2 to, MouseButton button)
    {
        controls.Down(from, button);
        controls.MoveTo(to);
        controls.Up();
    }

    private static Vector2 StepIn(in HotSpot spot) => spot.Kind switch
    {
        HotKind.Canvas => new Vector2(spot.Rect.Width, spot.Rect.Height) / CanvasSteps,
        HotKind.Pixels => new Vector2(spot.Rect.Width / spot.A, spot.Rect.Height / spot.B),
        _ => new Vector2(DragStep),
    };

    private static Vector2? DirectionOf(Key key) => key switch
    {
        Key.Left => -Vector2.UnitX,
        Key.Right => Vector2.UnitX,
        Key.Up => -Vector2.UnitY,
        Key.Down => Vector2.UnitY,
        _ => null,
    };
}
