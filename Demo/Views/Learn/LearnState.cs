using System.Collections.Immutable;
using Cnn;
using Cnn.Training;
using Demo.Learning;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>What a person chose in the view Learn, and what the thread that trains has come to.</summary>
/// <param name="data">The pictures that can be chosen; the first ones are taken at first.</param>
internal sealed class LearnState(IReadOnlyList<DataChoice> data) : IDisposable
{
    private const double LeastRate = 1e-5, MostRate = 1;

    private readonly List<DataChoice> _data = [.. data];
    private Learner? _learner;
    private LearnNews _news = new(new LearnPlan(data[0], new RunSettings()), null, []);

    /// <summary>The pictures that can be chosen.</summary>
    public IReadOnlyList<DataChoice> Data => _data;

    /// <summary>What is trained, or will be when that is read.</summary>
    public LearnPlan Plan { get; private set; } = new(data[0], new RunSettings());

    /// <summary>What the thread has come to.</summary>
    public LearnNews News => _news;

    /// <summary>Whether it learns.</summary>
    public bool IsRunning => _learner?.IsRunning ?? false;

    /// <summary>How far it is while it learns, 0…1; null while it rests.</summary>
    public double? Busy => _learner is { IsRunning: true, News: var news } ? (double)news.StepsDone / news.Steps : null;

    /// <summary>How much higher the learning rate is than the optimiser's usual one.</summary>
    public double RateFactor => _learner?.RateFactor ?? 1;

    /// <summary>Which of two trainings is looked at.</summary>
    public int Shown { get; set; }

    /// <summary>The training that is looked at; null while there is none.</summary>
    public RunNews? Run => _news.Runs.IsEmpty ? null : _news.Runs[Math.Min(Shown, _news.Runs.Length - 1)];

    /// <summary>The epoch that is looked at; null for what it is now.</summary>
    public int? Epoch { get; set; }

    /// <summary>That epoch as it was kept.</summary>
    public KeptEpoch? Kept => Epoch is { } epoch && Run is { } run ? run.Epochs.LastOrDefault(kept => kept.Epoch <= epoch) : null;

    /// <summary>What was said of the pictures to test with, in the epoch that is looked at or the last complete one.</summary>
    public Evaluation? HeldOut => Epoch is null ? Run?.State.HeldOut : Kept?.HeldOut;

    /// <summary>The picture that the network is looked at with: its number among those to test with.</summary>
    public int Sample { get; private set; }

    /// <summary>The cell of the confusion matrix whose pictures are shown; null: the worst mistakes are.</summary>
    public (int Label, int Said)? Cell { get; set; }

    /// <summary>The network that runs on the sample; null before the pictures are read.</summary>
    public LearnGraph? Graph { get; private set; }

    /// <summary>The pictures beside the matrix.</summary>
    public ShownPictures Pictures { get; } = new();

    /// <summary>Once a frame: takes over what the thread has come to.</summary>
    /// <param name="isTimed">Whether time passes; else the thread goes on by a tick.</param>
    /// <returns>What is to run; null before the pictures are read.</returns>
    public NetworkParts? Follow(bool isTimed)
    {
        _learner ??= new Learner(Plan, inTicks: !isTimed);
        if (!isTimed)
            _learner.Tick();
        _news = _learner.News;
        if (_news.Data is not { } pictures || Run is not { } run)
            return Graph?.Parts;
        if (Graph is null || !Graph.IsFor(run.Settings, pictures))
            Graph = new LearnGraph(run.Settings, pictures);
        Sample = Math.Min(Sample, pictures.HeldOut.Count - 1);
        Pictures.Choose(HeldOut, Cell, Sample, pictures.HeldOut.Count);
        Graph.Show(Kept?.Weights ?? run.Weights, Pictures.Numbers);
        return Graph.Parts;
    }

    /// <summary>Begins to learn, or pauses.</summary>
    public void Start(bool running)
    {
        if (_learner is null)
            return;
        if (running && _news.IsOver)
            _learner.Begin(Plan);
        if (running)
            Epoch = null;
        _learner.IsRunning = running;
    }

    /// <summary>Learns from one batch.</summary>
    public void StepOnce()
    {
        Epoch = null;
        _learner?.StepOnce();
    }

    /// <summary>Begins anew: with new weights, and with what was chosen since.</summary>
    /// <param name="plan">What is trained.</param>
    public void Begin(LearnPlan plan)
    {
        if (plan.Data != Plan.Data)
            (Sample, Cell) = (0, null);
        (Plan, Epoch) = (plan, null);
        Shown = plan.Second is null ? 0 : Shown;
        _learner?.Begin(plan);
    }

    /// <summary>Learns from a folder that a person gives.</summary>
    public void Add(DataChoice choice)
    {
        _data.RemoveAll(known => known.Name == choice.Name);
        _data.Add(choice);
        Begin(Plan with { Data = choice });
    }

    /// <summary>Turns the learning rate of the training that is looked at; the other one's by as much.</summary>
    public void SetRate(double rate)
    {
        if (_learner is not null)
            _learner.RateFactor = Math.Clamp(rate, LeastRate, MostRate) / Settings.UsualRate;
    }

    /// <summary>The learning rate of the training that is looked at.</summary>
    public double Rate => Settings.UsualRate * RateFactor;

    /// <summary>What was chosen of the training that is looked at.</summary>
    public RunSettings Settings => Shown == 1 && Plan.Second is { } second ? second : Plan.First;

    /// <summary>Looks at another picture.</summary>
    public void Look(int picture)
    {
        if (_news.Data?.HeldOut.Count is { } count and > 0)
            Sample = (picture % count + count) % count;
    }

    /// <summary>Goes to an epoch that was kept so many further; after the last is now.</summary>
    public void GoTo(int by)
    {
        if (Run is not { Epochs: { Length: > 0 } epochs })
            return;
        int at = Epoch is null ? epochs.Length : epochs.IndexOf(Kept!);
        at = Math.Clamp(at + by, 0, epochs.Length);
        Epoch = at == epochs.Length ? null : epochs[at].Epoch;
    }

    public void Dispose() => _learner?.Dispose();
}
