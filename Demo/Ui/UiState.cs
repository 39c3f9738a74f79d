namespace Demo.Ui;

/// <summary>What a person has chosen, in all views alike; overlays read it, keys and mouse change it.</summary>
internal sealed class UiState
{
    // In the order of Scrolled: rows, rows, logical pixels, rows, rows.
    private readonly Scroll[] _scrolls = [new(3), new(3), new(60), new(1), new(1)];

    /// <summary>The chosen layer's place; 0 is the picture that enters.</summary>
    public int Layer { get; set; } = 1;

    /// <summary>The chosen map or number of the layer.</summary>
    public int Channel { get; set; }

    /// <summary>The cell that the mouse was last over; of whichever map was there, so ask <see cref="Scene.Pixel"/>.</summary>
    public (int X, int Y)? Pixel { get; set; }

    /// <summary>Whether the mouse is over a map whose cells can be looked at.</summary>
    public bool IsOverMap { get; set; }

    /// <summary>The thing over the source whose making is looked at; null for none.</summary>
    public Thing? Thing { get; set; }

    /// <summary>Whether a unit was chosen by the person; a click on empty space takes it back.</summary>
    public bool HasChosen { get; set; } = true;

    /// <summary>How the window looks.</summary>
    public Appearance Appearance { get; set; } = new();

    public ColourMap Colours { get; set; } = ColourMap.Auto;

    public RangeOf Range { get; set; } = RangeOf.Map;

    /// <summary>How dense the heat map lies over the source, 0…1.</summary>
    public float Blend { get; set; } = 0.5f;

    /// <summary>How a mask is shown.</summary>
    public Backdrop Backdrop { get; set; }

    /// <summary>Which input's kernel was chosen, counted in its group; null for the one that counts most.</summary>
    public int? Kernel { get; set; }

    /// <summary>The way of the value that is looked at over the chosen map, while a lesson explains it.</summary>
    public RasterSlide Slide { get; } = new(speed: 3);

    public bool Frozen { get; set; }

    /// <summary>The field that is typed in; null for none.</summary>
    public TextEntry? Entry { get; set; }

    /// <summary>How many maps of the chosen layer lie side by side; 0 where each layer is a column of its own.</summary>
    public int Across { get; set; }

    /// <summary>What the layers of the table are sorted by; null for their order.</summary>
    public LayerColumn? SortedBy { get; set; }

    /// <summary>The place that keys went to, as it was then; null while the mouse is used.</summary>
    public HotSpot? Focus { get; set; }

    /// <summary>Where the mouse is, in logical pixels; far outside before it first moved.</summary>
    public (float X, float Y) Mouse { get; set; } = (-1000, -1000);

    /// <summary>Where the mouse was when a button last went down on it.</summary>
    public (float X, float Y)? Clicked { get; set; }

    /// <summary>What is shown of something that is longer than its room.</summary>
    public Scroll ScrollOf(Scrolled what) => _scrolls[(int)what];

    /// <summary>Another model was opened: its first layer is looked at.</summary>
    public void StartOver()
    {
        (Layer, Channel, Pixel, Kernel, HasChosen) = (1, 0, null, null, true);
        foreach (var scroll in _scrolls)
            scroll.Rewind();
    }

    /// <summary>The choice exists in this network.</summary>
    public void KeepTo(Network network)
    {
        Layer = Math.Clamp(Layer, 0, network.Layers.Length - 1);
        Channel = Math.Clamp(Channel, 0, network.Layers[Layer].Channels - 1);
    }
}
