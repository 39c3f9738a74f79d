using System.Collections.Concurrent;

namespace Demo.Recording;

/// <summary>A picture on its way into a film.</summary>
/// <param name="Before">How often the picture before it is shown once more, before this one.</param>
/// <param name="Pixels">Four bytes a pixel; null where there are only repetitions.</param>
internal readonly record struct FilmPicture(int Before, byte[]? Pixels);

/// <summary>
/// Pictures between the thread that draws and the one that writes: at most so many, in buffers that go round. Where there is no room a
/// picture is lost, and the one before it shown for its time, so that what comes later stands at its place.
/// </summary>
/// <param name="capacity">How many pictures may wait.</param>
/// <param name="bytes">Of a picture.</param>
/// <param name="waits">Whether who adds one waits for room instead: on a virtual clock nothing is lost.</param>
internal sealed class FilmQueue(int capacity, int bytes, bool waits)
{
    private readonly Queue<FilmPicture> _pictures = new();
    private readonly ConcurrentBag<byte[]> _free = [];
    private int _owed;
    private bool _ended;

    /// <summary>How many pictures found no room.</summary>
    public int Lost { get; private set; }

    /// <summary>A buffer for the next picture.</summary>
    public byte[] Rent() => _free.TryTake(out byte[]? pixels) ? pixels : new byte[bytes];

    /// <summary>A buffer whose picture is written.</summary>
    public void Return(byte[] pixels) => _free.Add(pixels);

    /// <summary>Adds a picture in a buffer from <see cref="Rent"/>.</summary>
    /// <param name="before">How often the picture before it is to be seen once more.</param>
    /// <param name="pixels">The buffer.</param>
    public void Add(int before, byte[] pixels)
    {
        lock (_pictures)
        {
            while (waits && _pictures.Count == capacity)
                Monitor.Wait(_pictures);
            if (_pictures.Count < capacity)
            {
                Enqueue(new FilmPicture(before + _owed, pixels));
                _owed = 0;
                return;
            }
        }
        (_owed, Lost) = (_owed + before + 1, Lost + 1);
        Return(pixels);
    }

    /// <summary>Nothing comes any more.</summary>
    /// <param name="repeats">How often the last picture is to be seen once more.</param>
    public void End(int repeats)
    {
        lock (_pictures)
        {
            if (repeats + _owed > 0)
                Enqueue(new FilmPicture(repeats + _owed, null));
            _ended = true;
            Monitor.PulseAll(_pictures);
        }
    }

    /// <summary>Waits for the next picture; false when nothing comes any more.</summary>
    public bool TryTake(out FilmPicture picture)
    {
        lock (_pictures)
        {
            while (_pictures.Count == 0 && !_ended)
                Monitor.Wait(_pictures);
            bool any = _pictures.TryDequeue(out picture);
            Monitor.PulseAll(_pictures);
            return any;
        }
    }

    private void Enqueue(FilmPicture picture)
    {
        _pictures.Enqueue(picture);
        Monitor.PulseAll(_pictures);
    }
}
