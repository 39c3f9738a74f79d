using System.Diagnostics.CodeAnalysis;
using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Engines;

/// <summary>
/// Measures a network on one backend after the other, on a thread beside the window's and with sessions of its own, so that neither
/// compiling nor a slow run holds up what is drawn. For each run that counts it waits for its turn, in which the window's network rests.
/// </summary>
internal sealed class BackendTrial : IDisposable
{
    private const int WarmUpRuns = 2, MostRuns = 4;

    // The first runs compile, and the runtime compiles again what is called often: kernels on the processor take half as long then.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    // What took so many times as long as the best before it needs no second look.
    private const double Hopeless = 2;

    // Between looks whether it is to stop.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    private enum Turn { None, Wanted, Given }

    private readonly NetworkParts _parts;
    private readonly IReadOnlyList<BackendRow> _rows;
    private readonly EngineNeeds _needs;
    private readonly string _glDevice;
    private readonly TimeProvider _time;
    private readonly FrameInputs _inputs;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _begin = new(0);
    private volatile Turn _turn;
    private volatile bool _stop, _over;

    /// <param name="needs">The network, and how backends behave.</param>
    /// <param name="rows">The backends, the likely one first.</param>
    /// <param name="glDevice">What OpenGL runs on in the window: another device would say nothing.</param>
    /// <param name="frame">What the network runs on.</param>
    /// <param name="choices">The value of each preprocessing switch.</param>
    /// <param name="time">What measures.</param>
    public BackendTrial(
        EngineNeeds needs, IReadOnlyList<BackendRow> rows, string glDevice, in Frame frame, ReadOnlySpan<int> choices, TimeProvider time)
    {
        (_needs, _parts, _rows, _glDevice, _time) = (needs, needs.Parts, rows, glDevice, time);
        _inputs = new FrameInputs(_parts);
        _inputs.Keep(frame, choices);
        _thread = new Thread(Work) { IsBackground = true, Name = "backend trial" };
        _thread.Start();
    }

    /// <summary>Whether it waits for its turn.</summary>
    public bool WantsTurn => _turn == Turn.Wanted;

    /// <summary>Whether it is its turn: a run that is measured.</summary>
    public bool HasTurn => _turn == Turn.Given;

    /// <summary>Whether it is over.</summary>
    public bool IsOver => _over;

    /// <summary>Whether it was told to end before it was over.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>What it measured; null where it could not, or was stopped.</summary>
    public BackendTimes? Times { get; private set; }

    /// <summary>Why it could not, where a person may want to know; else empty.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>Gives it its turn.</summary>
    public void Give()
    {
        _turn = Turn.Given;
        _begin.Release();
    }

    /// <summary>Ends it soon; does not wait.</summary>
    public void Stop()
    {
        WasStopped |= !_over;
        _stop = true;
        _begin.Release();
    }

    /// <summary>Stops it, and waits until it has.</summary>
    public void Dispose()
    {
        Stop();
        _thread.Join();
        _begin.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong beside the window must not end it.")]
    private void Work()
    {
        try
        {
            var times = new List<(string Backend, double Milliseconds)>();
            foreach (var row in _rows)
            {
                using var backend = Open(row);
                if (backend is null || Measure(backend, times.Count == 0 ? double.PositiveInfinity : times[0].Milliseconds) is not { } took)
                    return;
                times.Add((row.Name, took));
            }
            Times = new BackendTimes(times);
        }
        catch (Exception e)
        {
            Fault = e.Message;
        }
        finally
        {
            _turn = Turn.None;
            _over = true;
        }
    }

    // Null where OpenGL is not to be had beside the window, or on another device only.
    private IBackend? Open(BackendRow row)
    {
        try
        {
            var backend = row.OpenBeside(_needs);
            if (!row.NeedsOpenGl || backend.Device == _glDevice)
                return backend;
            backend.Dispose();
        }
        catch (GlException)
        {
        }
        return null;
    }

    // The best of a few runs, in milliseconds; null when it is stopped.
    private double? Measure(IBackend backend, double best)
    {
        using var compilation = backend.Compile(_parts.Graph, _parts.Variables);
        while (!compilation.Step(Slice))
            if (_stop)
                return null;
        using var session = compilation.Session;
        var outputs = _parts.Output.Reads.Select(node => (Node: node, Value: new Tensor(node.Shape, node.Type))).ToArray();
        long start = _time.GetTimestamp();
        for (int run = 0; run < WarmUpRuns || _time.GetElapsedTime(start) < WarmUp; run++)
            if (Run(Slice) is null)
                return null;
        double least = double.PositiveInfinity;
        for (int run = 0; run < MostRuns; run++)
        {
            if (!WaitForTurn() || Run(Timeout.InfiniteTimeSpan) is not { } took)
                return null;
            _turn = Turn.None;
            least = Math.Min(least, took);
            if (least > Hopeless * best)
                break;
        }
        return least;

        double? Run(TimeSpan budget)
        {
            long began = _time.GetTimestamp();
            _inputs.WriteKept(session);
            while (!session.Step(budget))
                if (_stop)
                    return null;
            foreach (var (node, value) in outputs)
                session.Read(node, value);
            return _stop ? null : _time.GetElapsedTime(began).TotalMilliseconds;
        }
    }

    private bool WaitForTurn()
    {
        _turn = Turn.Wanted;
        _begin.Wait();
        return !_stop;
    }
}
