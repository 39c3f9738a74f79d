using Cnn.Backends;
using Cnn.Networks;

namespace Cnn.Training;

/// <summary>
/// One training from its first batch to its end: learns, tests after each epoch on pictures it never learns from, remembers the
/// best weights, and stops when it is done, when it gets no better, or when the numbers end. One thread runs it; what it has
/// come to (<see cref="Latest"/>, <see cref="Losses"/>, the published weights) any thread may read at any time.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    // The test shows so many pictures at a time.
    private const int TestBatch = 50;

    private readonly TrainingSettings _settings;
    private readonly VariableSet _variables;
    private readonly DataSet _heldOut;
    private readonly Batches _batches;
    private readonly Network _tested;
    private readonly ISession _training, _testing;
    private readonly Trainer _trainer;
    private TrainingState _latest;
    private double _epochLoss;

    /// <summary>Compiles the training and the test.</summary>
    /// <param name="backend">Where it runs.</param>
    /// <param name="variables">The weights; the optimiser's moments are added.</param>
    /// <param name="build">Builds the network on the weights for a batch size.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="heldOut">What to test with after each epoch.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="from">Where a training that goes on was; its weights and moments are in the set.</param>
    /// <exception cref="CnnException">There are too few pictures for a batch, or the network does not take them.</exception>
    public TrainingRun(IBackend backend, VariableSet variables, Func<int, Network> build, DataSet train, DataSet heldOut,
        TrainingSettings settings, TrainingState? from = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(heldOut);
        (_variables, _heldOut, _settings) = (variables, heldOut, settings ?? throw new ArgumentNullException(nameof(settings)));
        _latest = (from ?? TrainingState.Start) with { Ended = null, Failed = false };
        _batches = new Batches(train, settings.Batch, settings.Augmentation, settings.Seed, _latest.Steps);
        var network = build(settings.Batch);
        var graph = new TrainingGraph(network, variables, new TrainingOptions
        {
            Optimizer = settings.Optimizer,
            ClipNorm = settings.ClipNorm,
            Seed = settings.Seed,
        });
        _tested = build(Math.Min(TestBatch, Math.Max(1, heldOut.Count)));
        _training = backend.CompileNow(graph.Graph, variables, new CompileOptions { Watched = [graph.Loss] });
        _testing = backend.CompileNow(_tested.Graph, variables, new CompileOptions { Watched = [_tested.Probabilities] });
        Steps = (long)settings.Epochs * _batches.PerEpoch;
        _trainer = new Trainer(_training, graph, _batches, new LearningRate(settings.Rate, Steps, settings.Schedule, settings.WarmUp),
            _latest.Steps);
        BestWeights = variables.Published;
    }

    /// <summary>How many steps all epochs have together.</summary>
    public long Steps { get; }

    /// <summary>Steps an epoch.</summary>
    public int StepsPerEpoch => _batches.PerEpoch;

    /// <summary>The highest learning rate; another one acts with the next step. Any thread may set it.</summary>
    public double Rate
    {
        get => _trainer.Rate.Peak;
        set => _trainer.Rate = _trainer.Rate with { Peak = value };
    }

    /// <summary>How far it is.</summary>
    public TrainingState Latest => Volatile.Read(ref _latest);

    /// <summary>The loss of each step since this run was made.</summary>
    public LossCurve Losses { get; } = new();

    /// <summary>All weights as they were after the epoch with the best accuracy; before the first, those it began with.</summary>
    public Weights BestWeights { get; private set; }

    /// <summary>Learns from one batch, and at an epoch's end tests; false when it is over, and then does nothing.</summary>
    public bool Step()
    {
        if (_latest.Ended is not null)
            return false;
        while (!_trainer.Step(Timeout.InfiniteTimeSpan)) { }
        double loss = _trainer.LastLoss;
        var state = _latest with { Steps = _trainer.Steps, Loss = _trainer.Loss, Rate = _trainer.LastRate };
        if (!double.IsFinite(loss))
            state = state with { Ended = Complaint(state), Failed = true };
        else
        {
            Losses.Add(loss);
            _epochLoss += loss;
            if (_trainer.Steps % _batches.PerEpoch == 0)
                state = EndEpoch(state);
        }
        Volatile.Write(ref _latest, state);
        return state.Ended is null;
    }

    /// <summary>Publishes the newest weights at once; from the thread that runs it.</summary>
    public void Publish() => _training.Publish();

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer.Dispose();
        _training.Dispose();
        _testing.Dispose();
        _batches.Dispose();
    }

    private TrainingState EndEpoch(TrainingState state)
    {
        _training.Publish();
        var heldOut = Evaluation.Run(_testing, _tested.Input, _tested.Probabilities, _heldOut);
        var result = new EpochResult(state.Epochs.Length + 1, _epochLoss / _batches.PerEpoch, heldOut.Loss, heldOut.Accuracy, state.Rate);
        _epochLoss = 0;
        state = state with { Epochs = state.Epochs.Add(result), HeldOut = heldOut };
        if (state.Best == result)
            BestWeights = _variables.Published;
        return state with { Ended = WhyOver(state) };
    }

    private string? WhyOver(TrainingState state)
    {
        int without = state.Epochs.Length - state.Best!.Epoch;
        return state.Steps >= Steps ? $"all {_settings.Epochs} epochs are done"
            : _settings.Patience > 0 && without >= _settings.Patience
                ? $"no better for {without} epochs; the best was epoch {state.Best.Epoch}"
                : null;
    }

    private string Complaint(TrainingState state) =>
        $"step {state.Steps}: the loss is no number any more"
            + (double.IsFinite(_latest.Loss) ? $" (before, {_latest.Loss:G3})" : "")
            + $"; most likely the learning rate, {state.Rate:G3}, is too high: try a tenth";
}
