using Cnn;

namespace Demo.Sources;

/// <summary>The pictures that stand for a class: those of a folder, or some frames of a video, evenly spread over it.</summary>
internal static class ClassFrames
{
    // Where the frames of a video cannot be counted, every so many frames one is taken: neighbours are nearly alike.
    private const int Apart = 5;

    /// <summary>How many there are at most.</summary>
    /// <param name="source">A folder of pictures or a video.</param>
    /// <param name="frames">How many are taken of a video.</param>
    /// <exception cref="CnnException">It is neither, or the folder has no pictures.</exception>
    public static int Count(string source, int frames) =>
        Directory.Exists(source) ? Album.PicturesOf(source).Count
        : File.Exists(source) && MovingInput.IsVideo(source) ? frames
        : throw new CnnException($"{source}: neither a video nor a folder of pictures");

    /// <summary>Reads them, one after the other; none is larger than a frame may be.</summary>
    /// <param name="source">A folder of pictures or a video.</param>
    /// <param name="frames">How many are taken of a video.</param>
    /// <param name="capacity">How many pixels a frame may have.</param>
    /// <exception cref="CnnException">One cannot be read, or the video has no frames.</exception>
    public static IEnumerable<Picture> Of(string source, int frames, int capacity) =>
        Directory.Exists(source)
            ? Album.PicturesOf(source).Select(file => Picture.Load(file, capacity))
            : OfVideo(MovingInput.Find(source, framesPerSecond: 0), frames, capacity);

    private static IEnumerable<Picture> OfVideo(MovingInput moving, int frames, int capacity)
    {
        int all = Ffmpeg.CountFrames(moving);
        double apart = all < 1 ? Apart : Math.Max(1, (double)all / frames);
        using var source = new Ffmpeg(moving.Arguments, ["-fps_mode", "passthrough"]);
        var reader = new PamReader(source.Pictures, capacity);
        int[] pixels = [];
        int taken = 0;
        for (long number = 0; taken < frames && reader.TryRead(ref pixels, out int width, out int height); number++)
            if (number >= taken * apart)
            {
                taken++;
                yield return new Picture(pixels[..(width * height)], width, height);
            }
        if (taken == 0)
            throw new CnnException($"{moving.Name}: there are no pictures in it: {source.Reason()}");
    }
}
