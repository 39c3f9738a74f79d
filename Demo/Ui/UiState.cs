namespace Demo.Ui;

/// <summary>What a person has chosen, in all views alike; overlays read it, keys and mouse change it.</summary>
internal sealed class UiState
{
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

    public bool Frozen { get; set; }

    /// <summary>The first row that is shown of a list that is longer than its panel.</summary>
    public int Scroll { get; set; }

    /// <summary>Where the mouse is, in logical pixels; far outside before it first moved.</summary>
    public (float X, float Y) Mouse { get; set; } = (-1000, -1000);
}
