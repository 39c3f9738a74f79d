namespace Demo.Ui;

/// <summary>What is on and what is open in one view; it stays while another view is shown.</summary>
/// <param name="on">What is on at first.</param>
internal sealed class ViewState(params Toggle[] on)
{
    private readonly HashSet<Toggle> _on = [.. on];

    public OpenPanels Open { get; } = new();

    public bool IsOn(Toggle toggle) => _on.Contains(toggle);

    /// <summary>Turns something on, or off again; tells whether that changed anything.</summary>
    public bool Turn(Toggle toggle, bool on) => on ? _on.Add(toggle) : _on.Remove(toggle);

    public void Flip(Toggle toggle)
    {
        if (!_on.Remove(toggle))
            _on.Add(toggle);
    }
}
