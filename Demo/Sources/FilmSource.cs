using System.Globalization;
using Cnn;

namespace Demo.Sources;

/// <summary>What is known of a film before it plays.</summary>
/// <param name="Rate">Frames a second, as ffmpeg writes it: <c>30000/1001</c>.</param>
/// <param name="Steady">Whether all frames are equally far apart.</param>
/// <param name="Length">How long it is; zero if the file does not say.</param>
internal readonly record struct Film(string Rate, bool Steady, TimeSpan Length)
{
    /// <summary>Frames a second.</summary>
    public double FramesPerSecond
    {
        get
        {
            string[] parts = Rate.Split('/');
            return parts.Length == 2 && double.TryParse(parts[0], CultureInfo.InvariantCulture, out double above)
                && double.TryParse(parts[1], CultureInfo.InvariantCulture, out double below) && above > 0 && below > 0 ? above / below : 0;
        }
    }
}

/// <summary>
/// A video file through ffmpeg, which a thread of its own drains. It plays at its own speed and begins again at its end; it
/// can be held, moved on by a frame, and wound.
/// </summary>
internal sealed class FilmSource : IFrameSource
{
    // So long before the end the beginning is opened once more, so that there is no gap between the two.
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(1);

    // A film that is later than this does not hurry to catch up.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly MovingInput _input;
    private readonly MovingOptions _options;
    private readonly TimeProvider _time;
    private readonly Film _film;
    private readonly double _rate;
    private readonly Mailbox _mailbox = new();
    private readonly Thread _thread;
    private readonly object _gate = new();
    private Ffmpeg? _running;
    private TimeSpan? _begun, _wound;
    private TimeSpan _place;
    private long _sequence, _taken;
    private bool _held, _asked, _renewed;
    private volatile bool _closing;

    /// <summary>Opens it; its first bytes are read at once.</summary>
    /// <exception cref="CnnException">There is no ffmpeg, or it cannot read the file.</exception>
    public FilmSource(MovingInput input, MovingOptions options, TimeProvider time)
    {
        (_input, _options, _time) = (input, options, time);
        _mailbox.Mirrored = options.Mirror;
        _film = Ffmpeg.Probe(input);
        _rate = _film.FramesPerSecond;
        _thread = new Thread(Drain) { IsBackground = true, Name = input.Name };
        _thread.Start();
    }

    /// <inheritdoc/>
    public string Name => _input.Name;

    /// <inheritdoc/>
    public bool Moves => true;

    /// <inheritdoc/>
    public string Title => "Video";

    /// <inheritdoc/>
    public SourceAbilities Can => SourceAbilities.Hold | SourceAbilities.Step | SourceAbilities.Wind | SourceAbilities.Mirror;

    /// <inheritdoc/>
    public bool Mirrored
    {
        get => _mailbox.Mirrored;
        set => _mailbox.Mirrored = value;
    }

    /// <inheritdoc/>
    public TimeSpan? Length => _film.Length;

    /// <inheritdoc/>
    public string? Fault { get; private set; }

    /// <summary>The ffmpeg that runs now; null between two.</summary>
    public int? ProcessId => _running?.Id;

    /// <inheritdoc/>
    public bool Held
    {
        get => _held;
        set => Change(() => (_held, _begun) = (value, null));
    }

    /// <inheritdoc/>
    public void StepOnce() => Change(() => _asked = _held);

    /// <summary>Goes on at another place; beyond the end that is the beginning.</summary>
    public void Wind(TimeSpan by) => Change(() =>
    {
        var to = (_wound ?? _place) + by;
        _wound = to < TimeSpan.Zero || (to >= _film.Length && _film.Length > TimeSpan.Zero) ? TimeSpan.Zero : to;
        _asked = _held;
        _running?.Kill();
    });

    /// <inheritdoc/>
    /// <exception cref="CnnException">In lock-step, the film cannot be read any more.</exception>
    public bool TryTake(out Frame newest)
    {
        if (_renewed)
        {
            _renewed = false;
            if (_mailbox.TryAgain(out newest))
                return true;
        }
        if (_options.LockStep && (!_held || _asked))
            WaitForNext();
        if (!_mailbox.TryTake(out newest))
            return false;
        _taken = newest.Sequence;
        return true;
    }

    /// <inheritdoc/>
    public void Renew() => _renewed = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        Change(() =>
        {
            _closing = true;
            _running?.Kill();
        });
        _thread.Join();
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }

    private void WaitForNext()
    {
        lock (_gate)
        {
            if (_sequence == _taken)
                _asked = true;
            Monitor.PulseAll(_gate);
            while (_sequence == _taken && Fault is null)
                Monitor.Wait(_gate);
            if (Fault is { } fault)
                throw new CnnException(fault);
        }
    }

    private void Drain()
    {
        var (from, pause) = (TimeSpan.Zero, _options.Retry);
        Ffmpeg? next = null;
        while (!_closing)
        {
            var (count, broke, reason) = Play(from, ref next);
            lock (_gate)
            {
                if (_wound is { } place)
                    (from, _wound, _begun) = (place, null, null);
                else if (broke && count > 0)
                    from += TimeSpan.FromSeconds(count / _rate);
                else if (count > 0 || from > TimeSpan.Zero)
                {
                    // A film of one picture is not begun again and again.
                    while (count == 1 && from == TimeSpan.Zero && !_options.LockStep && !_closing && _wound is null)
                        Monitor.Wait(_gate);
                    (from, pause) = (TimeSpan.Zero, _options.Retry);
                }
                else if (!_closing)
                {
                    Fault = $"{Name}: {reason}";
                    Monitor.PulseAll(_gate);
                    Monitor.Wait(_gate, pause);
                    pause = MovingOptions.Longer(pause);
                }
            }
        }
        next?.Dispose();
    }

    // Runs one ffmpeg to its end: how many frames were given, whether it did not come to the film's end by itself, and what it said.
    private (long Count, bool Broke, string Reason) Play(TimeSpan from, ref Ffmpeg? next)
    {
        long count = 0;
        try
        {
            using var ffmpeg = from == TimeSpan.Zero && next is not null ? next : Open(from);
            next = ffmpeg == next ? null : next;
            lock (_gate)
                _running = ffmpeg;
            var reader = new PamReader(ffmpeg.Pictures, MovingOptions.MostPixels);
            while (!_closing && reader.TryRead(ref _mailbox.Filling, out int width, out int height))
            {
                var place = from + TimeSpan.FromSeconds(count / _rate);
                if (!WaitUntilDue(place))
                    break;
                lock (_gate)
                {
                    _mailbox.Put(width, height, _time.GetElapsedTime(0), ++_sequence, place);
                    (_place, Fault) = (place, null);
                    // Only now: who sees that it is not asked for any more finds it there.
                    _asked &= _wound is not null;
                    Monitor.PulseAll(_gate);
                }
                _options.Arrived?.Invoke();
                count++;
                if (next is null && _film.Length - place < Ahead)
                    next = Open(TimeSpan.Zero);
            }
            bool broke = !_closing && _wound is null && ffmpeg.Broke;
            lock (_gate)
            {
                _running = null;
                // The next round begins where this one ended.
                if (!broke)
                    _begun += from + TimeSpan.FromSeconds(count / _rate);
            }
            ffmpeg.Kill();
            return (count, broke, count > 0 ? "" : ffmpeg.Reason());
        }
        catch (CnnException e)
        {
            return (count, false, e.Message);
        }
    }

    // False when the frame is not wanted any more.
    private bool WaitUntilDue(TimeSpan place)
    {
        lock (_gate)
            while (true)
            {
                if (_closing || _wound is not null)
                    return false;
                if (_asked)
                    return true;
                if (_held || _options.LockStep)
                {
                    Monitor.Wait(_gate);
                    continue;
                }
                var now = _time.GetElapsedTime(0);
                _begun ??= now - place;
                var wait = _begun.Value + place - now;
                if (wait <= TimeSpan.Zero)
                {
                    _begun = -wait > Patience ? now - place : _begun;
                    return true;
                }
                // Not longer than the clock can be trusted to go with the system's.
                Monitor.Wait(_gate, wait < Patience ? wait : Patience);
            }
    }

    private Ffmpeg Open(TimeSpan from)
    {
        string[] start = from > TimeSpan.Zero ? ["-ss", from.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture)] : [];
        // Frames that come unevenly are made even: pictures on the pipe carry no time.
        string[] pace = _film.Steady ? ["-fps_mode", "passthrough"] : ["-fps_mode", "cfr", "-r", _film.Rate];
        return new Ffmpeg([.. start, .. _input.Arguments], ["-vf", _options.Filter, .. pace], patient: true);
    }
}
