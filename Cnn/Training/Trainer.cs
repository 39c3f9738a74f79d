using Cnn.Backends;

namespace Cnn.Training;

/// <summary>
/// Trains step by step, so that a window can train while it draws: each call does a little, sessions with the same
/// <see cref="VariableSet"/> see new weights when the set publishes them, a few times a second, and on OpenGL, on the same backend,
/// after each batch: <see cref="ISession.Publish"/> brings the newest at once.
/// </summary>
/// <param name="session">A session of the graph; stays the caller's.</param>
/// <param name="graph">The training graph.</param>
/// <param name="batches">What to learn from; stays the caller's.</param>
/// <param name="rate">The learning rate of each step.</param>
/// <param name="steps">How many batches were learnt from before, where a training goes on; the batches begin after these.</param>
public sealed class Trainer(ISession session, TrainingGraph graph, IBatches batches, LearningRate rate, long steps = 0) : IDisposable
{
    // Over how many batches the shown loss is averaged.
    private const int Memory = 100;

    private readonly IReadback _loss = (session ?? throw new ArgumentNullException(nameof(session)))
        .Readback((graph ?? throw new ArgumentNullException(nameof(graph))).Loss);
    private readonly Tensor _lossValue = new(graph.Loss.Shape);
    private readonly Tensor _number = Tensor.Scalar(0f);
    private bool _running;
    private long _known;

    /// <summary>The learning rate of each step; another one may be taken between two steps.</summary>
    public LearningRate Rate { get; set; } = rate;

    /// <summary>How many batches have been learnt from.</summary>
    public long Steps { get; private set; } = steps;

    /// <summary>How many epochs are complete.</summary>
    public int Epochs => (int)(Steps / batches.PerEpoch);

    /// <summary>The mean loss of about the last hundred batches; NaN before the first is known.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>The loss of the last batch that is known; NaN before the first is known.</summary>
    public double LastLoss { get; private set; } = double.NaN;

    /// <summary>The learning rate of the last step.</summary>
    public double LastRate { get; private set; }

    /// <summary>Goes on for about <paramref name="budget"/>; true when a batch is complete.</summary>
    public bool Step(TimeSpan budget)
    {
        if (!_running)
            Begin();
        _running = !session.Step(budget);
        if (_running)
            return false;
        Steps++;
        _loss.Request();
        // The answer may be a batch late: nobody waits for the device.
        if (_loss.TryTake(_lossValue))
        {
            LastLoss = _lossValue.Floats[0];
            Loss = _known++ == 0 ? LastLoss : Loss + (LastLoss - Loss) / Math.Min(_known, Memory);
        }
        return true;
    }

    /// <summary>Learns from one whole epoch and publishes the weights.</summary>
    /// <param name="afterBatch">Called after each batch.</param>
    public void RunEpoch(Action? afterBatch = null)
    {
        int epoch = Epochs;
        while (Epochs == epoch)
            if (Step(Timeout.InfiniteTimeSpan))
                afterBatch?.Invoke();
        session.Publish();
    }

    /// <inheritdoc/>
    public void Dispose() => _loss.Dispose();

    private void Begin()
    {
        graph.Write(session, batches.Next());
        LastRate = Rate.At(Steps + 1);
        Write(graph.Rate, (float)LastRate);
        Write(graph.Step, Steps + 1);
    }

    private void Write(Node input, float value)
    {
        _number.Floats[0] = value;
        session.Write(input, _number);
    }
}
