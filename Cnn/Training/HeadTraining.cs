using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;

namespace Cnn.Training;

/// <summary>
/// Teaches a <see cref="TaughtHead"/> from features, an epoch a call, on one thread. A small weight decay keeps the probabilities
/// believable: classes that are apart would else make the weights grow for ever.
/// </summary>
public sealed class HeadTraining : IDisposable
{
    /// <summary>How often every row is shown.</summary>
    public const int MostEpochs = 100;

    private const int Batch = 32;
    private const double Rate = 0.01;
    private const double Decay = 1e-3;
    // What hardly differs from picture to picture must not be made large.
    private const double LeastDeviation = 0.05;

    private readonly VariableSet _variables;
    private readonly FeatureBatches _batches;
    private readonly ISession _session, _reading;
    private readonly Trainer _trainer;
    private readonly Node _row;
    private readonly TaughtHead _head;

    /// <summary>Writes what is not trained: means, deviations, middles and borders; weights and biases become 0.</summary>
    /// <param name="backend">Where it is trained; stays the caller's.</param>
    /// <param name="variables">Where the head's weights are kept, and the optimiser's moments: no head was trained in it before.</param>
    /// <param name="train">What to learn from; every class has a row.</param>
    /// <param name="seed">The same seed gives the same weights on the same backend.</param>
    /// <exception cref="CnnException">There is only one class, or one has no rows.</exception>
    public HeadTraining(IBackend backend, VariableSet variables, FeatureSet train, int seed)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(train);
        if (train.Classes < 2)
            throw new CnnException("there is one class; to tell things apart takes two or more");
        for (int label = 0; label < train.Classes; label++)
            if (train.CountOf(label) == 0)
                throw new CnnException($"class {label} has no pictures to learn from");
        _variables = variables;
        var standardised = Begin(train);
        _batches = new FeatureBatches(standardised, Math.Min(Batch, train.Count), seed);

        var rows = new Node(new Input([_batches.Size, train.Length]), "features");
        var labels = new Node(new Input([_batches.Size], DataType.Int32), "labels");
        var logits = TaughtHead.OnStandardised(rows, train.Classes).Logits;
        var graph = new TrainingGraph(variables, Losses.CrossEntropy(logits, labels), [rows, labels],
            options: new TrainingOptions { Optimizer = new Adam(WeightDecay: Decay) });
        _row = new Node(new Input([1, train.Length]), "features");
        _head = TaughtHead.On(_row, train.Classes);
        _session = backend.CompileNow(graph.Graph, variables, new CompileOptions { Watched = [graph.Loss] });
        _reading = backend.CompileNow(new Graph(_head.Probabilities, _head.Distances!), variables,
            new CompileOptions { Watched = [_head.Probabilities, _head.Distances!] });
        _trainer = new Trainer(_session, graph, _batches, new LearningRate(Rate, (long)MostEpochs * _batches.PerEpoch));
    }

    /// <summary>How many epochs are complete.</summary>
    public int Epochs => _trainer.Epochs;

    /// <summary>The mean loss of the last batches.</summary>
    public double Loss => _trainer.Loss;

    /// <summary>Learns from each row once more and publishes the weights; false when that was the last time.</summary>
    public bool Step()
    {
        if (Epochs < MostEpochs)
            _trainer.RunEpoch();
        return Epochs < MostEpochs;
    }

    /// <summary>What the head says of features now.</summary>
    /// <param name="features">D numbers.</param>
    public HeadAnswer Read(float[] features)
    {
        _reading.Write(_row, Tensor.From([1, features.Length], features));
        _reading.Run();
        return HeadAnswer.Of(_reading.Read(_head.Probabilities).Floats, _reading.Read(_head.Distances!).Floats);
    }

    /// <summary>The share of rows whose class is the likeliest one; NaN of none.</summary>
    public double Accuracy(FeatureSet rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int right = 0;
        for (int row = 0; row < rows.Count; row++)
            right += Read(rows[row]).Best == rows.Label(row) ? 1 : 0;
        return rows.Count == 0 ? double.NaN : (double)right / rows.Count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer.Dispose();
        _session.Dispose();
        _reading.Dispose();
        _batches.Dispose();
    }

    // Returns the rows, standardised.
    private FeatureSet Begin(FeatureSet train)
    {
        int length = train.Length;
        var (mean, scale) = (new Tensor([length]), new Tensor([length]));
        double[] deviations = new double[length];
        for (int i = 0; i < length; i++)
        {
            double sum = 0, squares = 0;
            for (int row = 0; row < train.Count; row++)
                sum += train[row][i];
            double middle = sum / train.Count;
            for (int row = 0; row < train.Count; row++)
                squares += (train[row][i] - middle) * (train[row][i] - middle);
            (mean.Floats[i], deviations[i]) = ((float)middle, Math.Sqrt(squares / train.Count));
        }
        double least = Math.Max(1e-6, LeastDeviation * deviations.Average());
        for (int i = 0; i < length; i++)
            scale.Floats[i] = (float)(1 / Math.Max(least, deviations[i]));
        var standardised = new FeatureSet(length, train.Classes);
        for (int row = 0; row < train.Count; row++)
        {
            float[] numbers = new float[length];
            for (int i = 0; i < length; i++)
                numbers[i] = (train[row][i] - mean.Floats[i]) * scale.Floats[i];
            standardised.Add(numbers, train.Label(row));
        }
        var (middles, borders) = ClassBorders.Of(standardised);
        _variables.Write(new Dictionary<string, Tensor>
        {
            [TaughtHead.Mean] = mean,
            [TaughtHead.Scale] = scale,
            [TaughtHead.Middles] = middles,
            [TaughtHead.Nearness] = Tensor.Vector([.. borders.Select(border => 1 / border)]),
            [TaughtHead.Weight] = new Tensor([length, train.Classes]),
            [TaughtHead.Bias] = new Tensor([train.Classes]),
        });
        return standardised;
    }
}
