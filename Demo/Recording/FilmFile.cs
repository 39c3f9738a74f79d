using Cnn;
using Demo.Files;
using Demo.Sources;

namespace Demo.Recording;

/// <summary>
/// The file that a recording becomes. It is written under another name beside it, and gets its own when it is whole: MP4 with its index
/// at the front, or GIF with 256 colours chosen from all of its pictures.
/// </summary>
/// <param name="path">Its name.</param>
/// <param name="replaces">Whether it replaces a file of that name; else it takes the next free number.</param>
internal sealed class FilmFile(string path, bool replaces)
{
    private readonly string _stem = Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileNameWithoutExtension(path)}.{Guid.NewGuid():N}");

    /// <summary>What is written while pictures come.</summary>
    public string Temporary => _stem + ".mp4";

    public bool IsGif => EndingOf(path) == ".gif";

    /// <summary>Refuses a name whose ending no recording has, and a place where no file can be.</summary>
    /// <exception cref="CnnException">One of them.</exception>
    public static void Check(string path)
    {
        if (EndingOf(path) is not (".mp4" or ".gif"))
            throw new CnnException($"{path}: a recording is written as .mp4 or .gif");
        OutputFile.Check(path);
    }

    /// <summary>How many pictures were written.</summary>
    public int CountFrames() => File.Exists(Temporary) ? Ffmpeg.CountFrames(MovingInput.Find(Temporary, FilmPace.Rate)) : 0;

    /// <summary>Makes the file of what was written.</summary>
    /// <param name="any">Whether there is a picture in it; else there is to be no file.</param>
    /// <returns>Its name, and what went wrong, null for nothing: then what was written is kept as it is.</returns>
    public (string? Path, string? Fault) Complete(bool any)
    {
        string made = $"{_stem}.made{EndingOf(path)}", colours = _stem + ".png";
        try
        {
            if (!any)
                return (null, null);
            string? fault = IsGif ? MakeGif(made, colours) : Run(["-c", "copy", "-movflags", "+faststart"], made);
            return fault is null ? (Name(made, path, replaces), null)
                : (Name(Temporary, Path.ChangeExtension(path, ".mp4"), replaces && !IsGif), IsGif ? fault : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CnnException)
        {
            return (null, e.Message);
        }
        finally
        {
            foreach (string left in (string[])[made, colours, Temporary])
                TryDelete(left);
        }
    }

    private string? MakeGif(string made, string colours) => Run(["-vf", "palettegen"], colours)
        ?? Run(["-i", "file:" + colours, "-lavfi", "paletteuse=dither=bayer:bayer_scale=5:diff_mode=rectangle"], made);

    // Returns what went wrong.
    private string? Run(string[] arguments, string output) =>
        Ffmpeg.Do(["-i", "file:" + Temporary, .. arguments, "-y", "file:" + output]);

    private static string Name(string file, string wanted, bool replaces)
    {
        string name = replaces || !File.Exists(wanted) ? wanted : OutputFile.NextFree(StemOf(wanted), Path.GetExtension(wanted));
        File.Move(file, name, replaces);
        return name;
    }

    // recording-001.mp4 was free when the recording began.
    private static string StemOf(string path)
    {
        string stem = Path.ChangeExtension(path, null);
        return stem.LastIndexOf('-') is > 0 and var dash && int.TryParse(stem.AsSpan(dash + 1), out _) ? stem[..dash] : stem;
    }

    private static string EndingOf(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file too many is no reason to lose the one that is there.
        }
    }
}
