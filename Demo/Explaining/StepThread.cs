using System.Diagnostics;

namespace Demo.Explaining;

/// <summary>
/// Does something step by step on a thread beside the window's, which begins with the first call of <see cref="Wake"/> and rests while
/// there is nothing to do. On a virtual clock it does so in <see cref="Tick"/>, so that the same ticks always see the same steps.
/// </summary>
/// <param name="name">What the thread is called.</param>
/// <param name="stepsOfTick">How many steps a tick has.</param>
/// <param name="inTicks">Whether it works in ticks alone.</param>
/// <param name="step">Makes a step; false where there was nothing to do.</param>
internal sealed class StepThread(string name, int stepsOfTick, bool inTicks, Func<bool> step) : IDisposable
{
    private static readonly TimeSpan s_longestRest = TimeSpan.FromMilliseconds(100);

    private readonly AutoResetEvent _woken = new(false);
    private Thread? _thread;
    private volatile bool _stop, _rests;

    /// <summary>Whether it rests as long as it works: what is watched comes first.</summary>
    public bool Rests
    {
        get => _rests;
        set => _rests = value;
    }

    /// <summary>There may be something to do.</summary>
    public void Wake()
    {
        if (!inTicks && _thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = name, Priority = ThreadPriority.BelowNormal };
            _thread.Start();
        }
        _woken.Set();
    }

    /// <summary>On a virtual clock: makes a tick's steps.</summary>
    public void Tick()
    {
        for (int i = 0; inTicks && i < stepsOfTick && step(); i++) { }
    }

    /// <summary>Ends the thread after its step.</summary>
    public void Dispose()
    {
        _stop = true;
        _woken.Set();
        _thread?.Join();
        _woken.Dispose();
    }

    private void Run()
    {
        while (!_stop)
        {
            long began = Stopwatch.GetTimestamp();
            if (!step())
                _woken.WaitOne();
            else if (_rests && Stopwatch.GetElapsedTime(began) is var took)
                Thread.Sleep(took < s_longestRest ? took : s_longestRest);
        }
    }
}
