namespace Demo.Platform;

/// <summary>The keys that are held down beside another one.</summary>
[Flags]
internal enum Modifiers
{
    None = 0,
    Ctrl = 1,
    Alt = 2,
    Shift = 4,
    Super = 8,
}

/// <summary>A key with the modifiers that are held beside it: <c>Ctrl+Z</c> is another one than <c>Z</c>.</summary>
internal readonly record struct Chord(Key Key, Modifiers Modifiers = Modifiers.None)
{
    private static readonly (Modifiers Modifier, Key Left, Key Right)[] Places =
    [
        (Modifiers.Ctrl, Key.ControlLeft, Key.ControlRight),
        (Modifiers.Alt, Key.AltLeft, Key.AltRight),
        (Modifiers.Shift, Key.ShiftLeft, Key.ShiftRight),
        (Modifiers.Super, Key.SuperLeft, Key.SuperRight),
    ];

    /// <summary>What its cap says: <c>Ctrl+1</c>, <c>Esc</c>, <c>↑</c>.</summary>
    public string Cap => Prefix + Key switch
    {
        Key.Escape => "Esc",
        Key.Period => ".",
        Key.Comma => ",",
        Key.Minus => "-",
        Key.Equal => "=",
        Key.LeftBracket => "[",
        Key.RightBracket => "]",
        Key.Up => "↑",
        Key.Down => "↓",
        Key.Left => "←",
        Key.Right => "→",
        >= Key.Number0 and <= Key.Number9 => $"{(int)Key - (int)Key.Number0}",
        _ => Key.ToString(),
    };

    /// <summary>What <see cref="TryParse"/> reads as the same: <c>Number1</c>, <c>Ctrl+Q</c>.</summary>
    public string Name => Prefix + Key;

    private string Prefix => string.Concat(Places.Where(IsHeld).Select(p => $"{p.Modifier}+"));

    public static implicit operator Chord(Key key) => new(key);

    /// <summary>A key that went down on a keyboard, with what is held beside it.</summary>
    public static Chord On(IKeyboard keyboard, Key key)
    {
        var held = Modifiers.None;
        foreach (var (modifier, left, right) in Places)
            if (keyboard.IsKeyPressed(left) || keyboard.IsKeyPressed(right))
                held |= modifier;
        return new Chord(key, held);
    }

    /// <summary>Reads Silk.NET's names with modifiers before them: <c>Number1</c>, <c>Ctrl+Q</c>.</summary>
    public static bool TryParse(string text, out Chord chord)
    {
        chord = default;
        string[] words = text.Split('+');
        var held = Modifiers.None;
        foreach (string word in words[..^1])
        {
            if (!TryParseName(word, out Modifiers modifier) || modifier == Modifiers.None)
                return false;
            held |= modifier;
        }
        if (!TryParseName(words[^1], out Key key) || key == Key.Unknown)
            return false;
        chord = new Chord(key, held);
        return true;
    }

    private bool IsHeld((Modifiers Modifier, Key Left, Key Right) place) => Modifiers.HasFlag(place.Modifier);

    // Enum.TryParse takes numbers and lists too; names begin with a letter and are one word.
    private static bool TryParseName<T>(string word, out T value) where T : struct, Enum
    {
        value = default;
        return word.Length > 0 && char.IsLetter(word[0]) && word.All(char.IsLetterOrDigit) && Enum.TryParse(word, out value);
    }
}
