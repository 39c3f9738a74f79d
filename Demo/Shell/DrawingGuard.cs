using Demo.Ui;
using Demo.Views;

namespace Demo.Shell;

/// <summary>
/// Remembers what could not be drawn, so that an error is one line and never the end. It is tried again when another network,
/// layer or view is to be seen.
/// </summary>
internal sealed class DrawingGuard(Messages messages)
{
    private readonly HashSet<object> _broken = [];
    private (Network, int, IView) _shown;

    /// <summary>Once a frame: what is to be seen.</summary>
    public void Show(Network network, int layer, IView view)
    {
        if (_shown != (network, layer, view))
            _broken.Clear();
        _shown = (network, layer, view);
    }

    public bool IsBroken(object drawn) => _broken.Contains(drawn);

    /// <summary>Leaves something out from now on, and says so once.</summary>
    /// <param name="drawn">What failed.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="why">What happened.</param>
    public void Leave(object drawn, string name, Exception why)
    {
        if (_broken.Add(drawn))
            messages.Say($"{name} cannot be drawn: {why.Message.ReplaceLineEndings(" ")}");
    }
}
