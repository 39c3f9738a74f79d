using System.Numerics;
using Demo.Platform;

namespace Demo.Ui;

/// <summary>
/// What a place does that only one view has: pressed, dragged, turned. One object serves all places of its kind, told apart by the
/// numbers A and B of the <see cref="HotSpot"/>.
/// </summary>
internal abstract class Handle
{
    /// <summary>A button went down on it.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="app">What can be asked of the app.</param>
    /// <param name="spot">The place.</param>
    /// <param name="at">Where, in logical pixels.</param>
    /// <param name="button">Which one.</param>
    public virtual void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) { }

    /// <summary>The mouse went on with the button held, perhaps out of the place.</summary>
    public virtual void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to) { }

    /// <summary>The button that went down on it came up, wherever the mouse is.</summary>
    public virtual void Release(Scene scene, IAppActions app, in HotSpot spot) { }

    /// <summary>For what is slid: 1 where the wheel, turned away from the person, moves it to the right, −1 to the left; else 0.</summary>
    public virtual int Slides => 0;

    /// <summary>The wheel was turned over it.</summary>
    public virtual void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) { }
}
