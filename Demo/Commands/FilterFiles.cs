using Cnn;
using Demo.Files;
using Demo.Sources;

namespace Demo.Commands;

/// <summary>Filters what a name stands for: a picture, all pictures of a folder, a video.</summary>
/// <param name="filter">What is done to each picture.</param>
internal sealed class FilterFiles(PictureFilter filter)
{
    /// <summary>Filters IN into OUT.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="CnnException">IN cannot be read or OUT not be written.</exception>
    public int Run(string input, string output)
    {
        if (Path.GetFullPath(input).TrimEnd(Path.DirectorySeparatorChar) == Path.GetFullPath(output).TrimEnd(Path.DirectorySeparatorChar))
            throw new CnnException($"{input} is both what is read and what is written; give the result another name");
        if (FileKinds.Of(input) == FileKind.Folder)
            return Folder(input, output);
        if (MovingInput.IsVideo(input))
            Film(input, output);
        else
            Picture(input, output);
        return CommandLine.Done;
    }

    private void Picture(string input, string output)
    {
        if (!Path.GetExtension(output).Equals(".png", StringComparison.OrdinalIgnoreCase))
            throw new CnnException($"{output}: pictures are written as PNG; end the name with .png");
        var picture = Sources.Picture.Load(input, int.MaxValue);
        var (rgba, width, height) = Apply(input, picture.Pixels, picture.Width, picture.Height);
        OutputFile.Write(output, stream => Png.Write(stream, rgba.Span, width, height));
        Console.WriteLine($"{output}: {width}×{height}");
    }

    private (ReadOnlyMemory<byte> Rgba, int Width, int Height) Apply(string name, int[] pixels, int width, int height)
    {
        try
        {
            return filter.Apply(pixels, width, height);
        }
        catch (CnnException e)
        {
            throw new CnnException($"{name}: {e.Message}", e);
        }
    }

    // A picture that fails is a line, and the others are done all the same.
    private int Folder(string input, string output)
    {
        if (FileKinds.Of(output) is not (FileKind.Missing or FileKind.Folder))
            throw new CnnException($"{output} is a file; the pictures of a folder go to a folder");
        string[] pictures = [.. Album.Of(input).Files.Where(file => !MovingInput.IsVideo(file))];
        if (pictures.Length == 0)
            throw new CnnException($"{input}: there are no pictures in the folder; a video is filtered by its own name");
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return WorkProgress.Show(pictures.Length, progress =>
        {
            int code = CommandLine.Done;
            foreach (string picture in pictures)
            {
                // cat.jpg becomes cat.png, but cat.bmp beside it cat.bmp.png.
                string name = Path.GetFileNameWithoutExtension(picture) + ".png";
                name = taken.Add(name) ? name : Path.GetFileName(picture) + ".png";
                code = Math.Max(code, CommandLine.Guard(Console.Error, () =>
                {
                    Picture(picture, Path.Combine(output, name));
                    return CommandLine.Done;
                }));
                progress.Advance("filtering");
            }
            return code;
        });
    }

    private void Film(string input, string output)
    {
        FilmWriter.Check(output);
        var moving = MovingInput.Find(input, framesPerSecond: 0);
        var film = Ffmpeg.Probe(moving);
        var sound = FilmSound.IsIn(moving) ? moving : null;
        double frames = Math.Max(1, Math.Round(film.Length.TotalSeconds * film.FramesPerSecond));
        Console.WriteLine(WorkProgress.Show(frames, progress => Film(moving, film, sound, output, progress)));
    }

    private string Film(MovingInput moving, Film film, MovingInput? sound, string output, WorkProgress progress)
    {
        // Pictures on the pipe carry no time: those that come unevenly are made even.
        string[] pace = film.Steady ? ["-fps_mode", "passthrough"] : ["-fps_mode", "cfr", "-r", film.Rate];
        using var source = new Ffmpeg(moving.Arguments, pace);
        var reader = new PamReader(source.Pictures, (int)PictureDecoder.MaxPixels);
        FilmWriter? writer = null;
        int[] pixels = [];
        long count = 0;
        string size = "";
        try
        {
            for (; reader.TryRead(ref pixels, out int width, out int height); count++)
            {
                int[] frame = pixels.Length == width * height ? pixels : pixels[..(width * height)];
                var (rgba, toWidth, toHeight) = Apply(moving.Name, frame, width, height);
                writer ??= new FilmWriter(output, toWidth, toHeight, film.Rate, sound);
                writer.Add(rgba.Span, toWidth, toHeight);
                size = $"{toWidth / 2 * 2}×{toHeight / 2 * 2}";
                progress.Advance("filtering");
            }
            if (writer is null)
                throw new CnnException($"{moving.Name}: there are no pictures in it: {source.Reason()}");
            if (source.Broke)
                progress.WriteLine($"note: {moving.Name} ends early: {source.Reason()}");
            writer.Complete();
            if (sound is not null && !writer.HasSound)
                progress.WriteLine($"note: {output} has no sound: a file of its kind cannot hold that of {moving.Name} as it is");
            return $"{output}: {Plural.Of(count, "frame")} of {size}";
        }
        finally
        {
            writer?.Dispose();
        }
    }
}
