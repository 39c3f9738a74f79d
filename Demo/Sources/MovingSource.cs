using Cnn;

namespace Demo.Sources;

/// <summary>How a moving source is played.</summary>
/// <param name="LockStep">Each frame is given exactly once, and TryTake waits for it; else the newest wins.</param>
/// <param name="Mirror">Left and right are exchanged.</param>
/// <param name="FramesPerSecond">Asked of cameras and screens.</param>
internal sealed record MovingOptions(bool LockStep = false, bool Mirror = false, int FramesPerSecond = 30)
{
    /// <summary>A live source that gives nothing for so long is dead.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after a fault the source is tried again; twice as long after each further one, up to 5 s.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Is called when a frame has come, by the thread that captures.</summary>
    public Action? Arrived { get; init; }

    /// <summary>The largest picture that is taken.</summary>
    public const int MostPixels = 1920 * 1080;

    /// <summary>ffmpeg's filter: larger pictures are scaled down to what the network's input holds.</summary>
    public string Filter => "scale='min(iw,1920)':'min(ih,1080)':force_original_aspect_ratio=decrease";

    /// <summary>How long to wait after one more fault.</summary>
    public static TimeSpan Longer(TimeSpan pause) => pause * 2 > LongestRetry ? LongestRetry : pause * 2;

    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);
}

/// <summary>
/// A camera, screen or stream through ffmpeg, which a thread of its own drains. One that ends or stalls keeps its last
/// picture and is tried again.
/// </summary>
internal sealed class MovingSource : IFrameSource
{
    private readonly MovingInput _input;
    private readonly MovingOptions _options;
    private readonly TimeProvider _time;
    private readonly Mailbox _mailbox = new();
    private readonly Thread _thread;
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _wanted = new(0), _given = new(0);
    private readonly Timer _watchdog;
    private volatile Ffmpeg? _running;
    private long _sequence, _lastSign;
    private bool _renewed;
    private volatile bool _stalled, _begins, _awaited;

    /// <summary>Opens it; its first picture comes when it comes.</summary>
    public MovingSource(MovingInput input, MovingOptions options, TimeProvider time)
    {
        (_input, _options, _time) = (input, options, time);
        _mailbox.Mirrored = options.Mirror;
        _thread = new Thread(Drain) { IsBackground = true, Name = input.Name };
        _thread.Start();
        _watchdog = new Timer(_ => Watch(), null, options.Patience / 4, options.Patience / 4);
    }

    /// <inheritdoc/>
    public string Name => _input.Name;

    /// <inheritdoc/>
    public bool Moves => true;

    /// <inheritdoc/>
    public string Title => _input.Title;

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public SourceAbilities Can => SourceAbilities.Mirror;

    /// <inheritdoc/>
    public bool Mirrored
    {
        get => _mailbox.Mirrored;
        set => _mailbox.Mirrored = value;
    }

    /// <inheritdoc/>
    public string? Fault { get; private set; }

    /// <summary>The ffmpeg that runs now; null between two tries.</summary>
    public int? ProcessId => _running?.Id;

    /// <summary>Frames that came from ffmpeg so far.</summary>
    public long Captured => Interlocked.Read(ref _sequence);

    /// <inheritdoc/>
    /// <exception cref="CnnException">In lock-step, the source ended.</exception>
    public bool TryTake(out Frame newest)
    {
        if (_renewed)
        {
            _renewed = false;
            if (_mailbox.TryAgain(out newest))
                return true;
        }
        if (_options.LockStep)
        {
            Volatile.Write(ref _lastSign, Environment.TickCount64);
            _awaited = true;
            _wanted.Release();
            _given.Wait();
            _awaited = false;
            if (Fault is { } fault)
                throw new CnnException(fault);
        }
        return _mailbox.TryTake(out newest);
    }

    /// <inheritdoc/>
    public void Renew() => _renewed = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _running?.Kill();
        _thread.Join();
        _watchdog.Dispose();
    }

    private void Drain()
    {
        var pause = _options.Retry;
        while (!_closing.IsCancellationRequested)
        {
            long before = Captured;
            string reason = Play();
            if (_closing.IsCancellationRequested)
                break;
            Fault = $"{_input.Name}: {reason}";
            if (_options.LockStep)
                _given.Release();
            pause = Captured > before ? _options.Retry : pause;
            if (_closing.Token.WaitHandle.WaitOne(pause))
                break;
            pause = MovingOptions.Longer(pause);
        }
    }

    // Runs one ffmpeg to its end and says why that came.
    private string Play()
    {
        try
        {
            var input = _input.LookAgain?.Invoke() ?? _input.Arguments;
            using var ffmpeg = new Ffmpeg(input, ["-vf", _options.Filter, "-fps_mode", "passthrough"]);
            (_stalled, _begins) = (false, true);
            Volatile.Write(ref _lastSign, Environment.TickCount64);
            _running = ffmpeg;
            var reader = new PamReader(ffmpeg.Pictures, MovingOptions.MostPixels);
            while (!_closing.IsCancellationRequested && Wanted() && reader.TryRead(ref _mailbox.Filling, out int width, out int height))
            {
                _mailbox.Put(width, height, _time.GetElapsedTime(0), Interlocked.Increment(ref _sequence));
                _options.Arrived?.Invoke();
                Fault = null;
                _begins = false;
                Volatile.Write(ref _lastSign, Environment.TickCount64);
                if (_options.LockStep)
                    _given.Release();
            }
            ffmpeg.Kill();
            return _stalled ? $"no picture for {Allowed.TotalSeconds:0.#} s" : ffmpeg.Reason();
        }
        catch (CnnException e)
        {
            return e.Message;
        }
        finally
        {
            _running = null;
        }
    }

    private bool Wanted()
    {
        try
        {
            if (_options.LockStep)
                _wanted.Wait(_closing.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // To connect takes longer than the next picture.
    private TimeSpan Allowed => _begins ? 3 * _options.Patience : _options.Patience;

    // In lock-step nothing is to come unless somebody waits for it.
    private void Watch()
    {
        if (_running is not { } ffmpeg || (_options.LockStep && !_awaited))
            return;
        if (Environment.TickCount64 - Volatile.Read(ref _lastSign) < Allowed.TotalMilliseconds)
            return;
        _stalled = true;
        ffmpeg.Kill();
    }
}
