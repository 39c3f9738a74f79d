using Demo.Sources;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>Lines for people: for a while on the status bar, and without a display on stderr.</summary>
/// <param name="figures">What the status bar shows.</param>
/// <param name="time">The app's clock.</param>
/// <param name="note">Is told each line once; null where the window says enough.</param>
internal sealed class Messages(Figures figures, TimeProvider time, Action<string>? note)
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(4);

    private TimeSpan _saidAt;
    private string _fault = "";

    /// <summary>Says something; nothing for an empty line.</summary>
    public void Say(string message)
    {
        if (message.Length == 0)
            return;
        Show(message);
        note?.Invoke(message);
    }

    /// <summary>Once a frame: what is wrong with a source stays to be read; the rest goes after a while.</summary>
    public void Update(IFrameSource source)
    {
        if (figures.Message.Length > 0 && time.GetElapsedTime(0) - _saidAt > Shown)
            figures.Message = "";
        // The last picture stays while a source is away.
        string fault = source.Fault ?? "";
        if (fault.Length > 0)
            Show($"{fault}; trying again");
        if (fault != _fault)
            note?.Invoke(fault.Length > 0 ? $"{fault}; trying again" : $"{source.Name}: pictures come again");
        _fault = fault;
    }

    private void Show(string message) => (figures.Message, _saidAt) = (message, time.GetElapsedTime(0));
}
