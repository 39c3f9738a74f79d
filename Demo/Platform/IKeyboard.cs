namespace Demo.Platform;

/// <summary>A keyboard. Shaped like Silk.NET.Input's interface of this name.</summary>
internal interface IKeyboard
{
    /// <summary>A key went down (or repeats while it is held), with the scan code.</summary>
    event Action<IKeyboard, Key, int>? KeyDown;

    /// <summary>A key came up, with the scan code.</summary>
    event Action<IKeyboard, Key, int>? KeyUp;

    /// <summary>A character was typed.</summary>
    event Action<IKeyboard, char>? KeyChar;

    /// <summary>The text that was copied, here or in another program; empty for none.</summary>
    string ClipboardText { get; }

    /// <summary>Whether a key is held down now.</summary>
    bool IsKeyPressed(Key key);
}
