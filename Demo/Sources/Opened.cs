using Cnn;

namespace Demo.Sources;

/// <summary>A source that was opened, and where it lies among others.</summary>
/// <param name="Source">The source.</param>
/// <param name="Album">The folder that it is from; null for what is no file.</param>
/// <param name="Note">A line for people on what was passed over; empty for nothing.</param>
internal sealed record Opened(IFrameSource Source, Album? Album, string Note = "")
{
    /// <summary>Opens what a name stands for: a file, the first of a folder's that can be read, a camera, a screen, a stream.</summary>
    /// <exception cref="CnnException">It cannot be opened.</exception>
    public static Opened Open(string name, MovingOptions options, TimeProvider time)
    {
        if (Directory.Exists(name))
            return Open(Sources.Album.Of(name), 1, options, time);
        // Whatever has a file's name is one.
        return File.Exists(name) || !MovingInput.IsMoving(name)
            ? new Opened(OpenFile(name, options, time), Sources.Album.Of(name))
            : new Opened(OpenMoving(name, options, time), null);
    }

    /// <summary>Opens the file in front of an album, or the next one that can be read.</summary>
    /// <param name="album">The files.</param>
    /// <param name="by">1 to look on for a readable one, −1 to look back.</param>
    /// <param name="options">How videos are played.</param>
    /// <param name="time">The app's clock.</param>
    /// <exception cref="CnnException">None of them can be read.</exception>
    public static Opened Open(Album album, int by, MovingOptions options, TimeProvider time)
    {
        string first = "";
        for (int passed = 0; passed < album.Files.Count; passed++, album = album.Moved(by))
            try
            {
                var source = OpenFile(album.Current, options, time);
                string files = passed == 1 ? "file" : "files";
                return new Opened(source, album, passed == 0 ? "" : $"passed over {passed} unreadable {files}: {first}");
            }
            catch (CnnException e)
            {
                first = first.Length == 0 ? e.Message : first;
            }
        throw new CnnException($"{Path.GetDirectoryName(album.Current)}: no picture or video in it can be opened: {first}");
    }

    private static IFrameSource OpenFile(string path, MovingOptions options, TimeProvider time) =>
        MovingInput.IsVideo(path) ? OpenMoving(path, options, time) : new ImageSource(path, time);

    private static IFrameSource OpenMoving(string name, MovingOptions options, TimeProvider time)
    {
        var input = MovingInput.Find(name, options.FramesPerSecond);
        return input.Live ? new MovingSource(input, options, time) : new FilmSource(input, options, time);
    }
}
