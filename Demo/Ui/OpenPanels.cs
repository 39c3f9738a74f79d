namespace Demo.Ui;

/// <summary>What can be opened over a view, from the bottom to the top.</summary>
internal enum Panel
{
    /// <summary>The source, as large as the window allows.</summary>
    Source,
    Difference,
    /// <summary>Which places of the picture speak for the answer.</summary>
    Why,
    /// <summary>What excites the chosen channel.</summary>
    Excite,
    Zoom,
    Table,
    /// <summary>How the window looks.</summary>
    Settings,
    Help,
}

/// <summary>Which panels are open: the one place that knows which lies over which, and what Esc closes.</summary>
internal sealed class OpenPanels
{
    private uint _open;

    public bool this[Panel panel]
    {
        get => (_open & Bit(panel)) != 0;
        set => _open = value ? _open | Bit(panel) : _open & ~Bit(panel);
    }

    /// <summary>The topmost one; null with nothing open.</summary>
    public Panel? Top => _open == 0 ? null : (Panel)(31 - System.Numerics.BitOperations.LeadingZeroCount(_open));

    /// <summary>What takes the network's place in the middle; what lies over another comes first.</summary>
    public Panel? Middle => this[Panel.Table] ? Panel.Table : this[Panel.Zoom] ? Panel.Zoom : this[Panel.Why] ? Panel.Why
        : this[Panel.Excite] ? Panel.Excite : this[Panel.Source] ? Panel.Source : null;

    public void Flip(Panel panel) => this[panel] = !this[panel];

    /// <summary>Closes the topmost one, if any is open.</summary>
    public void CloseTop()
    {
        if (Top is { } top)
            this[top] = false;
    }

    private static uint Bit(Panel panel) => 1u << (int)panel;
}
