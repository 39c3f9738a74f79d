namespace Demo.Platform;

/// <summary>The input devices of a window. Shaped like Silk.NET.Input's interface of this name.</summary>
internal interface IInputContext
{
    /// <summary>The keyboards: exactly one here.</summary>
    IReadOnlyList<IKeyboard> Keyboards { get; }

    /// <summary>The mice: exactly one here.</summary>
    IReadOnlyList<IMouse> Mice { get; }
}
