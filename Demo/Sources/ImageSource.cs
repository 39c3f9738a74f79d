using Cnn;

namespace Demo.Sources;

/// <summary>A picture file: one frame, given once.</summary>
internal sealed class ImageSource : IFrameSource
{
    private readonly Picture _picture;
    private readonly TimeProvider _time;
    private bool _taken;

    /// <summary>Reads the file at once.</summary>
    /// <exception cref="CnnException">The file is no readable picture.</exception>
    public ImageSource(string path, TimeProvider time)
    {
        _picture = Picture.Load(path);
        _time = time;
        Name = Path.GetFileName(path);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Title => "Picture";

    /// <inheritdoc/>
    public bool Moves => false;

    /// <inheritdoc/>
    public bool TryTake(out Frame newest)
    {
        newest = _taken ? default : new Frame(_picture.Pixels, _picture.Width, _picture.Height, _time.GetElapsedTime(0), 1);
        bool given = !_taken;
        _taken = true;
        return given;
    }

    /// <inheritdoc/>
    public void Renew() => _taken = false;

    /// <inheritdoc/>
    public void Dispose() { }
}
