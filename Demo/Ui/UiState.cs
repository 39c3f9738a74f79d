using Demo.Platform;

namespace Demo.Ui;

/// <summary>What a person has chosen and opened; overlays read it, keys and mouse change it.</summary>
internal sealed class UiState
{
    private readonly HashSet<Key> _on =
    [
        Key.Number1, Key.Number6, Key.Number8, Key.Number9, Key.W, Key.L,
    ];

    /// <summary>The chosen layer's place; 0 is the picture that enters.</summary>
    public int Layer { get; set; } = 1;

    /// <summary>The chosen map or number of the layer.</summary>
    public int Channel { get; set; }

    /// <summary>The cell under the mouse in the chosen map, if it was there; else the strongest one is looked at.</summary>
    public (int X, int Y)? Pixel { get; set; }

    /// <summary>Whether a unit was chosen by the person; a click on empty space takes it back.</summary>
    public bool HasChosen { get; set; } = true;

    public ColourMap Colours { get; set; } = ColourMap.Auto;

    public RangeOf Range { get; set; } = RangeOf.Map;

    public bool Zoomed { get; set; }

    public bool Table { get; set; }

    public bool Difference { get; set; }

    public bool Help { get; set; }

    public bool Frozen { get; set; }

    /// <summary>The first row that is shown of a list that is longer than its panel.</summary>
    public int Scroll { get; set; }

    /// <summary>Where the mouse is, in logical pixels; far outside before it first moved.</summary>
    public (float X, float Y) Mouse { get; set; } = (-1000, -1000);

    /// <summary>Whether a toggle is on.</summary>
    public bool IsOn(Key key) => _on.Contains(key);

    public void Toggle(Key key)
    {
        if (!_on.Remove(key))
            _on.Add(key);
    }
}
