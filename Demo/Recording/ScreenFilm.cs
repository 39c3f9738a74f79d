using System.Globalization;
using Cnn;

namespace Demo.Recording;

/// <summary>What a recording came to.</summary>
/// <param name="Path">The file; null where there is none.</param>
/// <param name="Frames">How many pictures it has, at 30 a second.</param>
/// <param name="Lost">How many of them show the picture before them, because nobody could write as fast.</param>
/// <param name="Fault">What went wrong; null for nothing. What was recorded until then is in the file.</param>
internal sealed record Recorded(string? Path, int Frames, int Lost, string? Fault)
{
    /// <summary>It in a line for people.</summary>
    public string Line
    {
        get
        {
            string what = string.Create(
                CultureInfo.InvariantCulture, $"{Frames / (double)FilmPace.Rate:0.0} s, {Frames} frames, {Lost} lost");
            return (Path, Fault) switch
            {
                (null, null) => "nothing was recorded",
                (null, _) => $"nothing was recorded: {Fault}",
                (_, null) => $"saved {Path}: {what}",
                _ => $"the recording ended early: {Fault}; {Path} has {what}",
            };
        }
    }
}

/// <summary>A film that is being made of the window's pictures: a thread writes them to ffmpeg.</summary>
internal sealed class ScreenFilm
{
    private const long MostBytes = 256L << 20;

    private readonly FilmFile _file;
    private readonly FilmQueue _queue;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<Recorded> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _written, _encoder;
    private volatile string? _fault;

    /// <param name="path">The file; its ending says which kind it becomes.</param>
    /// <param name="width">Of the pictures, in pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="replaces">Whether it replaces a file of that name.</param>
    /// <param name="waits">Whether who adds a picture waits for room, so that none is lost.</param>
    public ScreenFilm(string path, int width, int height, bool replaces = false, bool waits = false)
    {
        (Width, Height) = (width, height);
        int bytes = width * height * 4;
        _file = new FilmFile(path, replaces);
        _queue = new FilmQueue((int)Math.Clamp(MostBytes / bytes, 4, 2 * FilmPace.Rate), bytes, waits);
        _thread = new Thread(Write) { IsBackground = true, Name = "recording" };
        _thread.Start();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>What went wrong so far; null for nothing.</summary>
    public string? Fault => _fault;

    /// <summary>How long it is, in seconds.</summary>
    public double Seconds => _written / (double)FilmPace.Rate;

    /// <summary>How many bytes are written.</summary>
    public long Bytes => new FileInfo(_file.Temporary) is { Exists: true } file ? file.Length : 0;

    /// <summary>The process that encodes; 0 before it has begun.</summary>
    public int Encoder => _encoder;

    /// <summary>What it came to, when it is over.</summary>
    public Task<Recorded> Result => _result.Task;

    /// <summary>A buffer for the next picture: four bytes a pixel, row by row from the bottom.</summary>
    public byte[] Rent() => _queue.Rent();

    /// <summary>Adds a picture; see <see cref="FilmQueue.Add"/>.</summary>
    public void Add(int before, byte[] pixels) => _queue.Add(before, pixels);

    /// <summary>Ends it; the file is there when <see cref="Result"/> is.</summary>
    /// <param name="repeats">How often the last picture is to be seen once more.</param>
    public void End(int repeats) => _queue.End(repeats);

    private void Write()
    {
        try
        {
            Encode();
            // Of what ffmpeg was given it may not have written all when it ended.
            int frames = _fault is null ? _written : _file.CountFrames();
            var (path, fault) = _file.Complete(frames > 0);
            _result.SetResult(new Recorded(path, frames, _queue.Lost, _fault ?? fault));
        }
        catch (Exception e)
        {
            _result.SetResult(new Recorded(null, 0, _queue.Lost, e.Message));
        }
    }

    private void Encode()
    {
        FilmProcess? process = null;
        try
        {
            process = new FilmProcess(_file.Temporary, Width, Height, _file.IsGif);
            _encoder = process.Id;
        }
        catch (CnnException e)
        {
            _fault = e.Message;
        }
        byte[]? last = null;
        while (_queue.TryTake(out var picture))
        {
            // Where ffmpeg has ended whoever draws must not wait for room.
            if (_fault is null)
                Write(process!, picture, last);
            if (picture.Pixels is null)
                continue;
            if (last is not null)
                _queue.Return(last);
            last = picture.Pixels;
        }
        _fault ??= process?.End();
        process?.Dispose();
    }

    private void Write(FilmProcess process, FilmPicture picture, byte[]? last)
    {
        try
        {
            for (int i = 0; i < picture.Before && last is not null; i++, _written++)
                process.Write(last);
            if (picture.Pixels is null)
                return;
            process.Write(picture.Pixels);
            _written++;
        }
        catch (IOException)
        {
            _fault = process.End() ?? "ffmpeg was ended";
        }
    }
}
