using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Cnn;

namespace Demo.Sources;

/// <summary>
/// One ffmpeg process that writes RGBA pictures to a pipe. Start it on the thread that reads it: where the system can, it is
/// told to die with that thread, so that none is left behind, however this program ends.
/// </summary>
internal sealed class Ffmpeg : IDisposable
{
    // util-linux's setpriv, part of every Debian and Ubuntu.
    private const string DiesWithParent = "/usr/bin/setpriv";

    // Its neighbour: what a terminal sends to all of this program's processes does not reach the process.
    private const string OfItsOwnSession = "/usr/bin/setsid";

    // The last of them is often the least: what was wrong stands before.
    private const int MostLines = 8;

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();

    /// <param name="input">Its arguments up to the input.</param>
    /// <param name="output">Those for what it writes.</param>
    /// <param name="patient">
    /// Its pictures are needed later than they can be there: it leaves the processor to whoever is in a hurry.
    /// </param>
    /// <exception cref="CnnException">There is no ffmpeg.</exception>
    public Ffmpeg(IEnumerable<string> input, IEnumerable<string> output, bool patient = false)
    {
        string[] pictures = ["-threads", "1", "-f", "image2pipe", "-c:v", "pam", "-pix_fmt", "rgba", "-"];
        _process = Start("ffmpeg", ["-hide_banner", "-nostdin", "-v", "error", .. input, .. output, .. pictures]);
        if (patient)
            Hold();
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginErrorReadLine();
        Pictures = new BufferedStream(_process.StandardOutput.BaseStream, 1 << 16);
    }

    public Stream Pictures { get; }

    public int Id => _process.Id;

    /// <summary>What is wrong by what it said last, for people; call after the pictures ended.</summary>
    public string Reason()
    {
        _process.WaitForExit();
        lock (_lastLines)
            return Complaint.Of(_lastLines);
    }

    /// <summary>Whether it failed, or was ended by somebody else; call after the pictures ended.</summary>
    public bool Broke
    {
        get
        {
            _process.WaitForExit();
            return _process.ExitCode != 0;
        }
    }

    /// <summary>Ends it at once; a thread that reads its pictures finds their end.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        // Disposing of the process leaves open what was read of it here.
        Pictures.Dispose();
        _process.Dispose();
    }

    /// <summary>What a video file says of itself.</summary>
    /// <exception cref="CnnException">ffmpeg cannot read the file, or it has no pictures.</exception>
    public static Film Probe(MovingInput input)
    {
        using var probe = Start("ffprobe",
            ["-v", "error", "-select_streams", "v:0", "-show_entries",
                "stream=codec_name,avg_frame_rate,r_frame_rate:format=duration", "-of", "default=noprint_wrappers=1", .. input.Arguments]);
        var errors = probe.StandardError.ReadToEndAsync();
        using var output = probe.StandardOutput;
        string said = output.ReadToEnd();
        probe.WaitForExit();
        string complaint = errors.GetAwaiter().GetResult();
        probe.StandardError.Dispose();
        if (probe.ExitCode != 0)
            throw new CnnException($"{input.Name}: {Complaint.Of(complaint.Split('\n', StringSplitOptions.RemoveEmptyEntries))}");
        string finest = Value("r_frame_rate="), average = Value("avg_frame_rate=");
        // A single picture has no average.
        string rate = average == "0/0" ? finest : average;
        double seconds = double.TryParse(Value("duration="), CultureInfo.InvariantCulture, out double length) ? length : 0;
        var film = new Film(rate, rate == finest, TimeSpan.FromSeconds(seconds));
        bool known = Value("codec_name=") is not "unknown";
        if (film.FramesPerSecond <= 0 || (!known && average == "0/0"))
            throw new CnnException($"{input.Name}: there are no moving pictures in it: it is cut off, or has only sound");
        return known ? film : throw new CnnException($"{input.Name}: {Complaint.UnknownCodec}");

        string Value(string name) =>
            said.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim() ?? "";
    }

    /// <summary>How many frames a video has, counted without decoding: what a file says of its length may be wrong. 0: unknown.</summary>
    public static int CountFrames(MovingInput input) => int.TryParse(Says("ffprobe",
        ["-v", "error", "-select_streams", "v:0", "-count_packets", "-show_entries", "stream=nb_read_packets", "-of",
            "default=noprint_wrappers=1:nokey=1", .. input.Arguments]), CultureInfo.InvariantCulture, out int count) ? count : 0;

    /// <summary>All that ffmpeg writes for people when it is called like this.</summary>
    /// <exception cref="CnnException">There is no ffmpeg.</exception>
    public static string Say(params string[] arguments)
    {
        using var process = Start("ffmpeg", ["-hide_banner", "-nostdin", .. arguments]);
        process.BeginOutputReadLine();
        using var errors = process.StandardError;
        return errors.ReadToEnd();
    }

    /// <summary>All that one of ffmpeg's programs writes for other programs when it is called like this.</summary>
    /// <exception cref="CnnException">There is no such program.</exception>
    public static string Says(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        process.BeginErrorReadLine();
        using var output = process.StandardOutput;
        return output.ReadToEnd();
    }

    /// <summary>Lets ffmpeg do something with files.</summary>
    /// <returns>What went wrong; null for nothing.</returns>
    /// <exception cref="CnnException">There is no ffmpeg.</exception>
    public static string? Do(IEnumerable<string> arguments)
    {
        using var process = Start("ffmpeg", ["-hide_banner", "-nostdin", "-v", "error", .. arguments], apart: true);
        process.BeginOutputReadLine();
        using var errors = process.StandardError;
        string[] said = errors.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 ? null : Complaint.Of(said);
    }

    private void Hold()
    {
        try
        {
            _process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // It has ended by itself, or the system keeps its priorities to itself.
        }
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > MostLines)
                _lastLines.Dequeue();
        }
    }

    /// <summary>Starts one of ffmpeg's programs; what it writes and says is read by the caller.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">They go as a list: no shell reads them.</param>
    /// <param name="fed">Whether the caller writes what it reads.</param>
    /// <param name="apart">Whether Ctrl-C, which ends this program, leaves it to finish what it does, where the system can.</param>
    /// <exception cref="CnnException">There is no such program.</exception>
    internal static Process Start(string program, IEnumerable<string> arguments, bool fed = false, bool apart = false)
    {
        bool guarded = OperatingSystem.IsLinux() && program == "ffmpeg" && File.Exists(DiesWithParent);
        string[] guard = apart && File.Exists(OfItsOwnSession) ? [OfItsOwnSession, DiesWithParent] : [DiesWithParent];
        var info = guarded
            ? new ProcessStartInfo(guard[0], [.. guard[1..], "--pdeathsig", "KILL", FindInPath(program), .. arguments])
            : new ProcessStartInfo(program, arguments);
        (info.RedirectStandardOutput, info.RedirectStandardError, info.RedirectStandardInput) = (true, true, fed);
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception)
        {
            throw Missing(program);
        }
    }

    private static string FindInPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? throw Missing(program);

    private static CnnException Missing(string program) =>
        new($"{program} is missing, through which moving pictures come: "
            + "apt-get install ffmpeg (Windows: winget install ffmpeg, macOS: brew install ffmpeg)");
}
