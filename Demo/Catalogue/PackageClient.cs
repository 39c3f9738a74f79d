using System.ComponentModel;
using System.Diagnostics;

namespace Demo.Catalogue;

/// <summary>Runs a registry's own client, which knows the registry and the proxy that are in use here.</summary>
internal static class PackageClient
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it to its end.</summary>
    /// <param name="command">The program with its arguments.</param>
    /// <param name="arriving">The folder that what comes in is written to first, empty before: it says how far it is.</param>
    /// <param name="fetched">Is told now and then how many bytes are there.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Its exit code, and what it said on standard output and standard error.</returns>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static (int ExitCode, string Output, string Errors) Run(
        ProcessStartInfo command, string arriving, Action<long> fetched, CancellationToken cancel)
    {
        (command.RedirectStandardOutput, command.RedirectStandardError) = (true, true);
        using var client = Process.Start(command)!;
        var errors = client.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = client.StandardOutput.ReadToEndAsync(CancellationToken.None);
        while (!client.WaitForExit(Look))
        {
            fetched(SizeOf(arriving));
            if (!cancel.IsCancellationRequested)
                continue;
            client.Kill(entireProcessTree: true);
            client.WaitForExit();
            cancel.ThrowIfCancellationRequested();
        }
        // Ctrl-C reaches the client as well, which may be the first to end.
        cancel.ThrowIfCancellationRequested();
        return (client.ExitCode, output.Result, errors.Result);
    }

    // The client may rename and remove files meanwhile.
    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
