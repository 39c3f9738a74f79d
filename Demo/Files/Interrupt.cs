using System.Runtime.InteropServices;

namespace Demo.Files;

/// <summary>Ctrl-C and a request to end become a token, so that what is half done is cleaned up before the program ends.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly IReadOnlyList<IDisposable> _signals;

    public Interrupt() => _signals = Interrupts.On(Cancel);

    /// <summary>Is cancelled by the first of them.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }
}
