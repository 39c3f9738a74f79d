namespace Cnn.Cpu;

/// <summary>
/// Threads that share a launch's tasks with the thread that calls. Between launches of a run they wait by spinning, for a launch takes
/// microseconds and waking a thread takes tens of them; between runs they sleep. Whoever finds the crew at work for somebody else
/// does its tasks alone, so that many sessions and nested calls are safe.
/// </summary>
internal sealed class ThreadCrew : IDisposable
{
    // Some 30 µs: longer than from a launch to the next, far shorter than a frame.
    private const int Spins = 100;

    private static readonly Lazy<ThreadCrew> All = new(() => new ThreadCrew(Environment.ProcessorCount));

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim _wake = new(0);
    private Launch? _launch;
    // The launch's number above, the tasks that nobody took yet below.
    private long _open;
    private int _unfinished, _sleeping, _atWork;
    private volatile bool _stop;
    private Exception? _error;

    /// <param name="threads">How many threads work, the caller's included.</param>
    public ThreadCrew(int threads)
    {
        _threads = new Thread[threads - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"cpu {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>One for all processors, for as long as the program runs.</summary>
    public static ThreadCrew OfProcess => All.Value;

    /// <summary>How many threads work, the caller's included.</summary>
    public int Count => _threads.Length + 1;

    /// <summary>Does all tasks of a launch; returns when all are done.</summary>
    public void Run(Launch launch)
    {
        if (launch.Tasks == 1 || launch.IsShort || _threads.Length == 0 || Interlocked.CompareExchange(ref _atWork, 1, 0) != 0)
        {
            for (int task = 0; task < launch.Tasks; task++)
                launch.Run(task);
            return;
        }
        try
        {
            RunTogether(launch);
        }
        finally
        {
            Volatile.Write(ref _atWork, 0);
        }
    }

    public void Dispose()
    {
        if (_stop)
            return;
        _stop = true;
        if (_threads.Length > 0)
            _wake.Release(_threads.Length);
        foreach (var thread in _threads)
            thread.Join();
        _wake.Dispose();
    }

    private void RunTogether(Launch launch)
    {
        _launch = launch;
        _unfinished = launch.Tasks;
        Interlocked.Exchange(ref _open, (((_open >> 32) + 1) << 32) | (uint)launch.Tasks);
        if (Volatile.Read(ref _sleeping) > 0 && Interlocked.Exchange(ref _sleeping, 0) is > 0 and var sleeping)
            _wake.Release(sleeping);
        while (TakeTask()) { }
        var spin = new SpinWait();
        while (Volatile.Read(ref _unfinished) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
        if (Interlocked.Exchange(ref _error, null) is { } error)
            throw new CnnException($"node '{launch.Node.Name}': {error.Message}", error);
    }

    // Does one task, if there is one. Whoever took one can trust the launch: it stays until the task is finished.
    private bool TakeTask()
    {
        long open = Volatile.Read(ref _open);
        int left = (int)(open & uint.MaxValue);
        if (left == 0)
            return false;
        if (Interlocked.CompareExchange(ref _open, open - 1, open) != open)
            return true;
        try
        {
            _launch!.Run(left - 1);
        }
        catch (Exception e)
        {
            _error = e;
        }
        Interlocked.Decrement(ref _unfinished);
        return true;
    }

    private void Work()
    {
        int spins = 0;
        while (!_stop)
        {
            if (TakeTask())
            {
                spins = 0;
                continue;
            }
            if (++spins < Spins)
            {
                Thread.SpinWait(8);
                continue;
            }
            spins = 0;
            Interlocked.Increment(ref _sleeping);
            // What was opened meanwhile woke nobody.
            if ((Volatile.Read(ref _open) & uint.MaxValue) == 0 && !_stop)
                _wake.Wait();
        }
    }
}
