using System.Diagnostics;

namespace Demo.Sources;

/// <summary>What an ffmpeg process that writes a film says of it, taken while it runs: a pipe that nobody reads would hold it up.</summary>
internal sealed class SaidLines
{
    private readonly List<string> _lines = [];

    /// <summary>Listens to a process that was started (<see cref="Ffmpeg.Start"/>).</summary>
    public SaidLines(Process process)
    {
        process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrWhiteSpace(line.Data))
                lock (_lines)
                    _lines.Add(line.Data);
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>What was wrong, in a line; null if nothing was said. All is there when the process was waited for.</summary>
    public string? Meaning
    {
        get
        {
            lock (_lines)
                return _lines.Count > 0 ? Complaint.Of(_lines) : null;
        }
    }
}
