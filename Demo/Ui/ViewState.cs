namespace Demo.Ui;

/// <summary>What is on and what is open in one view; it stays while another view is shown.</summary>
/// <param name="on">What is on at first.</param>
internal sealed class ViewState(params Toggle[] on)
{
    private readonly HashSet<Toggle> _on = [.. on];
    private readonly Toggle[] _first = on;

    public OpenPanels Open { get; } = new();

    /// <summary>What is on and was not at first, and the other way round.</summary>
    public IEnumerable<Toggle> Changed => _first.Except(_on).Union(_on.Except(_first));

    public bool IsOn(Toggle toggle) => _on.Contains(toggle);

    /// <summary>Turns something on, or off again; tells whether that changed anything.</summary>
    public bool Turn(Toggle toggle, bool on) => on ? _on.Add(toggle) : _on.Remove(toggle);

    public void Flip(Toggle toggle)
    {
        if (!_on.Remove(toggle))
            _on.Add(toggle);
    }
}
