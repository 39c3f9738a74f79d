using System.Diagnostics;
using Cnn;
using Demo.Files;

namespace Demo.Sources;

/// <summary>
/// Writes a video through ffmpeg. Under its name there is a whole file or none: it has another name, with the same ending, until it
/// is complete, and is removed where the program is interrupted. Codecs want even sides: an odd row or column at the end is left out.
/// </summary>
internal sealed class FilmWriter : IDisposable
{
    private static readonly string[] s_endings = [".mp4", ".m4v", ".mkv", ".mov", ".avi", ".webm", ".gif"];

    private readonly Process _process;
    private readonly SaidLines _said;
    private readonly string _path, _temporary;
    private readonly int _width, _height;
    private readonly IReadOnlyList<IDisposable> _interrupts;
    private bool _complete;

    /// <param name="path">Where to; the ending says what kind of file it becomes.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="rate">Frames a second as ffmpeg writes them: <c>30000/1001</c>.</param>
    /// <param name="sound">A film whose sound goes into it, if it can hold that (<see cref="HasSound"/>).</param>
    /// <exception cref="CnnException">There is no ffmpeg, the ending is no video's, or the pictures are too small.</exception>
    public FilmWriter(string path, int width, int height, string rate, MovingInput? sound = null)
    {
        Check(path);
        if (width < 2 || height < 2)
            throw new CnnException($"{path}: pictures of {width}×{height} are too small for a video");
        (_path, _width, _height) = (Path.GetFullPath(path), width, height);
        _temporary = Path.ChangeExtension(_path, $".{Guid.NewGuid():N}{Path.GetExtension(_path)}");
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        string[] pictures = ["-f", "rawvideo", "-pix_fmt", "rgba", "-s", $"{width}x{height}", "-r", rate, "-i", "-"];
        HasSound = sound is not null && FilmSound.Fits(sound, _temporary);
        string[] sounds = HasSound ? [.. sound!.Arguments, "-map", "0:v", .. FilmSound.Copied(1)] : ["-an"];
        _process = Ffmpeg.Start("ffmpeg", ["-hide_banner", "-nostdin", "-v", "error", .. pictures, .. sounds,
            "-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2", .. Codec(path), "-y", "file:" + _temporary], fed: true);
        _said = new SaidLines(_process);
        _interrupts = Interrupts.On(_ => Abandon());
    }

    /// <summary>Whether this ffmpeg can write H.264.</summary>
    /// <exception cref="CnnException">There is no ffmpeg.</exception>
    public static bool HasX264 => !Ffmpeg.Say("-h", "encoder=libx264").Contains("not recognized", StringComparison.Ordinal);

    /// <summary>Whether the film's sound goes into it.</summary>
    public bool HasSound { get; }

    /// <summary>Refuses a name whose ending is no video's.</summary>
    public static void Check(string path)
    {
        if (!s_endings.Contains(Path.GetExtension(path).ToLowerInvariant()))
            throw new CnnException($"{path}: a video is written as {string.Join(", ", s_endings)}");
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="rgba">Four bytes a pixel, row by row from the top left.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <exception cref="CnnException">The size has changed, or ffmpeg has failed.</exception>
    public void Add(ReadOnlySpan<byte> rgba, int width, int height)
    {
        if ((width, height) != (_width, _height))
            throw new CnnException($"{_path}: the pictures change from {_width}×{_height} to {width}×{height}, which a video cannot");
        try
        {
            _process.StandardInput.BaseStream.Write(rgba);
        }
        catch (IOException)
        {
            throw Failed();
        }
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="CnnException">ffmpeg has failed, or the file cannot be written.</exception>
    public void Complete()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            throw Failed();
        }
        _process.WaitForExit();
        if (_process.ExitCode != 0)
            throw Failed();
        try
        {
            File.Move(_temporary, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CnnException($"{_path} cannot be written: {e.Message}", e);
        }
        _complete = true;
    }

    public void Dispose()
    {
        foreach (var interrupt in _interrupts)
            interrupt.Dispose();
        Abandon();
        _process.Dispose();
    }

    // What is complete has its name already.
    private void Abandon()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        if (!_complete)
            File.Delete(_temporary);
    }

    // What the ending's container usually holds, but H.264 where that is known, and else MPEG-4.
    private static string[] Codec(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".gif" => [],
        ".webm" => ["-pix_fmt", "yuv420p"],
        _ => HasX264 ? ["-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p"]
            : ["-c:v", "mpeg4", "-q:v", "3", "-pix_fmt", "yuv420p"],
    };

    private CnnException Failed()
    {
        _process.WaitForExit();
        return new CnnException($"{_path} cannot be written: {_said.Meaning ?? Complaint.Of([])}");
    }
}
