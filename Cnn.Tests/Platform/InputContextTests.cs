using Demo.Platform;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

/// <summary>Keys and buttons that are held: they come up once, also where nobody says so.</summary>
public class InputContextTests
{
    [Test]
    public void All_that_is_held_comes_up_and_what_is_up_stays()
    {
        var input = new InputContext();
        var events = new List<string>();
        input.Keyboard.KeyUp += (keyboard, key, _) => events.Add($"{key} {keyboard.IsKeyPressed(key)}");
        input.Mouse.MouseUp += (mouse, button) => events.Add($"{button} {mouse.IsButtonPressed(button)}");
        input.Keyboard.Press(Key.Number1);
        input.Keyboard.Press(Key.ControlLeft);
        input.Mouse.Press(MouseButton.Right);
        input.Mouse.Press(MouseButton.Left);
        input.Mouse.Release(MouseButton.Left);
        events.Clear();
        input.ReleaseAll();
        Assert.That(events, Is.EquivalentTo(new[] { "Number1 False", "ControlLeft False", "Right False" }));
        input.Keyboard.Release(Key.Number1);
        input.Mouse.Release(MouseButton.Right);
        input.ReleaseAll();
        Assert.That(events, Has.Count.EqualTo(3), "they are up");
        input.Keyboard.Press(Key.Number1);
        input.Keyboard.Release(Key.Number1);
        Assert.That(events, Has.Count.EqualTo(4));
    }
}
