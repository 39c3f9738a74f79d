using System.Numerics;

namespace Demo.Platform;

/// <summary>One keyboard and one mouse that are told what happened: by the desktop's events, or by a script.</summary>
internal sealed class InputContext : IInputContext
{
    public InputContext()
    {
        Keyboards = [Keyboard];
        Mice = [Mouse];
    }

    public SettableKeyboard Keyboard { get; } = new();

    public SettableMouse Mouse { get; } = new();

    public IReadOnlyList<IKeyboard> Keyboards { get; }

    public IReadOnlyList<IMouse> Mice { get; }

    /// <summary>Whatever is held down comes up: a window that loses the focus never hears of it.</summary>
    public void ReleaseAll()
    {
        Keyboard.ReleaseAll();
        Mouse.ReleaseAll();
    }
}

/// <summary>A keyboard whose events are raised by whoever has them.</summary>
internal sealed class SettableKeyboard : IKeyboard
{
    private readonly HashSet<Key> _pressed = [];

    public event Action<IKeyboard, Key, int>? KeyDown;

    public event Action<IKeyboard, Key, int>? KeyUp;

    public event Action<IKeyboard, char>? KeyChar;

    /// <summary>Gives the clipboard's text; null where there is none.</summary>
    public Func<string>? Clipboard { get; set; }

    public string ClipboardText => Clipboard?.Invoke() ?? "";

    public bool IsKeyPressed(Key key) => _pressed.Contains(key);

    public void Press(Key key, int scanCode = 0)
    {
        _pressed.Add(key);
        KeyDown?.Invoke(this, key, scanCode);
    }

    /// <summary>Brings a key up; what is up already, because the focus was lost meanwhile, stays.</summary>
    public void Release(Key key, int scanCode = 0)
    {
        if (_pressed.Remove(key))
            KeyUp?.Invoke(this, key, scanCode);
    }

    /// <summary>Brings all keys up.</summary>
    public void ReleaseAll()
    {
        foreach (var key in _pressed.ToArray())
            Release(key);
    }

    public void Type(char character) => KeyChar?.Invoke(this, character);
}

/// <summary>A mouse whose events are raised by whoever has them.</summary>
internal sealed class SettableMouse : IMouse
{
    private uint _pressed;

    public event Action<IMouse, Vector2>? MouseMove;

    public event Action<IMouse, MouseButton>? MouseDown;

    public event Action<IMouse, MouseButton>? MouseUp;

    public event Action<IMouse, ScrollWheel>? Scroll;

    public Vector2 Position { get; private set; }

    public bool IsButtonPressed(MouseButton button) => (_pressed >> (int)button & 1) != 0;

    public void Move(Vector2 position)
    {
        Position = position;
        MouseMove?.Invoke(this, position);
    }

    public void Press(MouseButton button)
    {
        _pressed |= 1u << (int)button;
        MouseDown?.Invoke(this, button);
    }

    /// <summary>Brings a button up; what is up already stays.</summary>
    public void Release(MouseButton button)
    {
        if (!IsButtonPressed(button))
            return;
        _pressed &= ~(1u << (int)button);
        MouseUp?.Invoke(this, button);
    }

    /// <summary>Brings all buttons up.</summary>
    public void ReleaseAll()
    {
        for (var button = MouseButton.Left; _pressed != 0; button++)
            Release(button);
    }

    public void Turn(ScrollWheel wheel) => Scroll?.Invoke(this, wheel);
}
