using System.Collections.Immutable;
using System.Diagnostics;
using Cnn;
using Cnn.Cpu;

namespace Demo.Explaining;

/// <summary>
/// Asks why on a thread of its own, by one method or two in turns, on the newest picture; the window's thread never waits for it. On a
/// virtual clock it works in <see cref="Tick"/> instead, so that the same ticks always see the same steps. Nothing is asked: it rests.
/// </summary>
/// <param name="inTicks">Whether it works in ticks alone.</param>
internal sealed class Explainer(bool inTicks) : IDisposable
{
    // Steps of a tick on a virtual clock.
    private const int StepsOfATick = 8;

    private static readonly TimeSpan s_longestRest = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    // The network that is watched comes first: it keeps half of the processors.
    private readonly CpuBackend _backend = new(threads: Math.Max(1, Environment.ProcessorCount / 2));
    private readonly List<MethodWork> _works = [];
    private ImmutableArray<ExplainMethod> _methods = [];
    private ExplainQuestion? _question;
    private Tensor? _picture;
    private Thread? _thread;
    private long _number;
    private int _turn;
    private bool _stop, _isFlowing;

    /// <summary>
    /// Whether new pictures come all the time: then it rests as long as it works, because the network that is watched and what is drawn
    /// of it come first.
    /// </summary>
    public bool IsFlowing
    {
        get => Volatile.Read(ref _isFlowing);
        set => Volatile.Write(ref _isFlowing, value);
    }

    /// <summary>Asks about a picture; what was asked before is replaced.</summary>
    /// <param name="question">What is asked; null for nothing: what was compiled waits for the next one.</param>
    /// <param name="picture">The picture as the network takes it; copied.</param>
    /// <param name="methods">The methods; of those that are not among them what was compiled is freed.</param>
    public void Ask(in ExplainQuestion? question, Tensor? picture, ImmutableArray<ExplainMethod> methods)
    {
        lock (_gate)
        {
            (_question, _methods) = (question, methods);
            if (picture is not null)
            {
                if (_picture?.Shape != picture.Shape)
                    _picture = new Tensor(picture.Shape);
                _picture.CopyFrom(picture);
                _number++;
            }
            Monitor.PulseAll(_gate);
        }
        if (inTicks || _thread is not null || question is null)
            return;
        _thread = new Thread(Run) { IsBackground = true, Name = "explainer", Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Takes over what is new of a method.</summary>
    public bool TryTake(Explanation explanation)
    {
        lock (_gate)
            foreach (var work in _works)
                if (work.Method == explanation.Method && work.Answer.IsNew)
                {
                    explanation.Take(work.Answer);
                    work.Answer.IsNew = false;
                    return true;
                }
        return false;
    }

    /// <summary>On a virtual clock: makes a tick's steps.</summary>
    public void Tick()
    {
        for (int i = 0; inTicks && i < StepsOfATick && Next() is { } work; i++)
            Do(work);
    }

    /// <summary>Ends the thread after its run.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stop = true;
            Monitor.PulseAll(_gate);
        }
        _thread?.Join();
        _works.ForEach(work => work.Dispose());
        _backend.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            MethodWork? work = null;
            lock (_gate)
                while (!_stop && (work = Next()) is null)
                    Monitor.Wait(_gate);
            if (work is null)
                return;
            long began = Stopwatch.GetTimestamp();
            Do(work);
            if (!IsFlowing)
                continue;
            var took = Stopwatch.GetElapsedTime(began);
            Thread.Sleep(took < s_longestRest ? took : s_longestRest);
        }
    }

    // The method whose turn it is among those with something to do; null while all rest.
    private MethodWork? Next()
    {
        if (_question is not { } question)
            return null;
        _works.RemoveAll(work => !_methods.Contains(work.Method) && Closed(work));
        foreach (var method in _methods)
            if (!_works.Exists(work => work.Method == method))
                _works.Add(new MethodWork(method, _backend));
        for (int i = 1; i <= _works.Count; i++)
        {
            int at = (_turn + i) % _works.Count;
            if (_works[at].IsDue(question, _number))
            {
                _turn = at;
                return _works[at];
            }
        }
        return null;
    }

    private void Do(MethodWork work)
    {
        ExplainQuestion question;
        lock (_gate)
        {
            if (_question is not { } asked)
                return;
            question = asked;
        }
        try
        {
            work.Prepare(question);
            lock (_gate)
                if (_question is { } newest && newest.IsLike(question) && work.WantsNewest(newest, _number))
                    work.Begin(newest, _number, _picture!);
            bool says = work.Step();
            lock (_gate)
                if (says)
                    work.Say();
        }
        catch (CnnException e)
        {
            lock (_gate)
                work.Refuse(question, e.Message);
        }
    }

    private static bool Closed(MethodWork work)
    {
        work.Dispose();
        return true;
    }
}
