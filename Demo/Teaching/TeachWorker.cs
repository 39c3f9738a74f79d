using System.Collections.Concurrent;
using Cnn;
using Cnn.Cpu;

namespace Demo.Teaching;

/// <summary>
/// The thread that reads recorded frames, trains and writes files, so that the window never waits; what came of it is taken by
/// <see cref="Drain"/>, on the window's thread.
/// </summary>
internal sealed class TeachWorker : IDisposable
{
    private readonly BlockingCollection<Action> _jobs = [];
    private readonly ConcurrentQueue<Action> _results = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Thread _thread;
    private int _open;

    public TeachWorker()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "teaching" };
        _thread.Start();
    }

    /// <summary>What computes, and what reads frames; for jobs alone.</summary>
    public CpuBackend Backend { get; } = new();

    public FrameReader Reader => field ??= new FrameReader(Backend);

    /// <summary>Ends what is under way when the window closes.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Whether all that was asked for is done.</summary>
    public bool IsIdle => Volatile.Read(ref _open) == 0;

    /// <summary>Does something on the worker, after what was asked for before.</summary>
    /// <param name="job">What; its result is an action for the window's thread.</param>
    /// <param name="failed">Is called there with the line that says why it failed.</param>
    public void Post(Func<Action> job, Action<string> failed)
    {
        Interlocked.Increment(ref _open);
        _jobs.Add(() =>
        {
            try
            {
                _results.Enqueue(job());
            }
            catch (Exception e) when (e is CnnException or IOException or UnauthorizedAccessException)
            {
                _results.Enqueue(() => failed(e.Message));
            }
            catch (OperationCanceledException)
            {
                _results.Enqueue(() => failed(""));
            }
        });
    }

    /// <summary>Takes what came of jobs; on the window's thread.</summary>
    /// <param name="waits">Whether all jobs are waited for: on a virtual clock no time passes.</param>
    public void Drain(bool waits)
    {
        do
        {
            while (_results.TryDequeue(out var result))
            {
                result();
                Interlocked.Decrement(ref _open);
            }
            if (waits && !IsIdle)
                Thread.Sleep(1);
        }
        while (waits && !IsIdle);
    }

    public void Dispose()
    {
        _ending.Cancel();
        _jobs.CompleteAdding();
        _thread.Join();
        Backend.Dispose();
        _ending.Dispose();
        _jobs.Dispose();
    }

    private void Work()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
            if (!_ending.IsCancellationRequested)
                job();
        Reader.Dispose();
    }
}
