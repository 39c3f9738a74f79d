using Cnn;
using Cnn.Cpu;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>What is to be made up.</summary>
internal readonly record struct AscentQuestion(Network Network, Layer Layer, int Channel, int Seed);

/// <summary>A picture that is being made up, as far as it is; never changes.</summary>
/// <param name="Question">For what.</param>
/// <param name="Picture">How it looks; null where something is wrong.</param>
/// <param name="Curve">How excited the channel was, from step to step.</param>
/// <param name="Value">How excited it is by the picture.</param>
/// <param name="Steps">How many steps there will be.</param>
/// <param name="Fault">What is wrong, a line; else empty.</param>
internal sealed record AscentAnswer(AscentQuestion Question, PatchPixels? Picture, PlotPoint[] Curve, float Value, int Steps, string Fault);

/// <summary>Makes pictures up on a thread, the one that was asked for last; those that are done are remembered.</summary>
internal sealed class Ascents : IDisposable
{
    private const int StepsOfTick = 8, StepsOfAnswer = 4, MostKept = 24;

    private readonly CpuBackend _backend = new(threads: Math.Max(1, Environment.ProcessorCount / 2));
    private readonly List<AscentAnswer> _kept = [];
    private readonly StepThread _thread;
    private readonly object _gate = new();
    private AscentQuestion? _asked, _begun;
    private (Network Network, Layer Layer) _compiled;
    private AscentRun? _run;
    private AscentAnswer? _answer;

    /// <param name="inTicks">Whether it works in ticks alone.</param>
    public Ascents(bool inTicks) => _thread = new StepThread("ascents", StepsOfTick, inTicks, Step);

    /// <summary>Whether it rests as long as it works.</summary>
    public bool Rests
    {
        get => _thread.Rests;
        set => _thread.Rests = value;
    }

    /// <summary>What was made up of what was asked last; null before the first steps.</summary>
    public AscentAnswer? Answer
    {
        get
        {
            lock (_gate)
                return _answer;
        }
    }

    /// <summary>Asks for a picture; null: for none.</summary>
    public void Ask(in AscentQuestion? question)
    {
        lock (_gate)
        {
            if (_asked == question)
                return;
            _asked = question;
            _answer = null;
            foreach (var kept in _kept)
                if (kept.Question == question)
                    _answer = kept;
        }
        if (question is not null)
            _thread.Wake();
    }

    /// <summary>On a virtual clock: makes a tick's steps.</summary>
    public void Tick() => _thread.Tick();

    public void Dispose()
    {
        _thread.Dispose();
        _run?.Dispose();
        _backend.Dispose();
    }

    private bool Step()
    {
        AscentQuestion asked;
        lock (_gate)
        {
            if (_asked is not { } question || (_answer is { } done && (done.Fault.Length > 0 || done.Curve.Length == done.Steps)))
                return false;
            asked = question;
        }
        try
        {
            Begin(asked);
            bool last = _run!.Step();
            if (last || _run.Ascent.Done % StepsOfAnswer == 0)
                Tell(new AscentAnswer(
                    asked, _run.Picture(), [.. _run.Ascent.Curve.ToArray().Select((value, i) => new PlotPoint(i, value))],
                    last ? _run.Measure() : _run.Ascent.Curve[^1], _run.Ascent.Steps, ""), last);
        }
        catch (CnnException e)
        {
            _begun = null;
            Tell(new AscentAnswer(asked, null, [], 0, 0, e.Message), last: true);
        }
        return true;
    }

    private void Begin(in AscentQuestion asked)
    {
        if (_begun == asked)
            return;
        _begun = null;
        if (_run is null || _compiled != (asked.Network, asked.Layer))
        {
            _run?.Dispose();
            _run = null;
            _run = new AscentRun(asked.Network.Parts, asked.Layer, null, _backend);
            _compiled = (asked.Network, asked.Layer);
        }
        _run.Begin(asked.Channel, null, asked.Seed);
        _begun = asked;
    }

    private void Tell(AscentAnswer answer, bool last)
    {
        lock (_gate)
        {
            if (last)
                _kept.Add(answer);
            if (_kept.Count > MostKept)
                _kept.RemoveAt(0);
            if (_asked == answer.Question)
                _answer = answer;
        }
    }
}
