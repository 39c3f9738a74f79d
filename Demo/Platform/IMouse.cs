using System.Numerics;

namespace Demo.Platform;

/// <summary>A mouse. Shaped like Silk.NET.Input's interface of this name.</summary>
internal interface IMouse
{
    /// <summary>Where the pointer is, in units of <see cref="IWindow.Size"/> from the top left.</summary>
    Vector2 Position { get; }

    /// <summary>Whether a button is held down now.</summary>
    bool IsButtonPressed(MouseButton button);

    /// <summary>The pointer moved to this position.</summary>
    event Action<IMouse, Vector2>? MouseMove;

    /// <summary>A button went down.</summary>
    event Action<IMouse, MouseButton>? MouseDown;

    /// <summary>A button came up.</summary>
    event Action<IMouse, MouseButton>? MouseUp;

    /// <summary>The wheel turned.</summary>
    event Action<IMouse, ScrollWheel>? Scroll;
}

/// <summary>How far a wheel turned, in notches; Y is positive away from the person.</summary>
internal readonly record struct ScrollWheel(float X, float Y);

/// <summary>A mouse's buttons, with GLFW's numbers.</summary>
internal enum MouseButton
{
    Unknown = -1,
    Left,
    Right,
    Middle,
    Button4,
    Button5,
    Button6,
    Button7,
    Button8,
}
