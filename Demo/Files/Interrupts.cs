using System.Runtime.InteropServices;

namespace Demo.Files;

/// <summary>What a person or the system ends the program with: Ctrl-C, kill, and a terminal that is closed.</summary>
internal static class Interrupts
{
    private static readonly PosixSignal[] s_signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    /// <summary>Calls back when one of them comes, until what is returned is disposed.</summary>
    public static IReadOnlyList<IDisposable> On(Action<PosixSignalContext> interrupted) =>
        [.. s_signals.Select(signal => PosixSignalRegistration.Create(signal, interrupted))];
}
