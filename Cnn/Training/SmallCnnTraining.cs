using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;

namespace Cnn.Training;

/// <summary>Trains a <see cref="SmallCnn"/> on pictures, a batch a call, so that its features tell their classes apart.</summary>
public sealed class SmallCnnTraining : IDisposable
{
    private const int Batch = 16, LeastSteps = 300, MostSteps = 1500, Epochs = 60;
    private const double Rate = 0.003;

    // What stands before a camera moves a little and lies in shadow; a left hand is no right one, so nothing is mirrored.
    private static readonly Augmentation s_varied = new() { Shift = 0.1 * SmallCnn.Side, Contrast = 0.3 };

    private readonly Batches _batches;
    private readonly ISession _session;
    private readonly Trainer _trainer;

    /// <summary>Begins with new weights.</summary>
    /// <param name="backend">Where it is trained; stays the caller's.</param>
    /// <param name="variables">Where the weights are kept, and the optimiser's moments.</param>
    /// <param name="pictures">3×64×64 each.</param>
    /// <param name="seed">The same seed gives the same weights on the same backend.</param>
    /// <exception cref="CnnException">The pictures are of another size, or there are none.</exception>
    public SmallCnnTraining(IBackend backend, VariableSet variables, DataSet pictures, int seed)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(pictures);
        if ((pictures.Channels, pictures.Height, pictures.Width) != (3, SmallCnn.Side, SmallCnn.Side))
            throw new CnnException($"pictures are {pictures.Channels}×{pictures.Height}×{pictures.Width}; the small network takes "
                + $"3×{SmallCnn.Side}×{SmallCnn.Side}");
        _batches = new Batches(pictures, Math.Clamp(pictures.Count, 1, Batch), s_varied, seed);
        Steps = Math.Clamp(Epochs * _batches.PerEpoch, LeastSteps, MostSteps);
        var images = new Node(new Input([_batches.Size, 3, SmallCnn.Side, SmallCnn.Side]), "pictures");
        var labels = new Node(new Input([_batches.Size], DataType.Int32), "labels");
        var features = SmallCnn.Apply(variables, images, seed);
        var logits = new GraphBuilder(variables, seed).Gemm(features, pictures.Classes, "small.classes");
        var graph = new TrainingGraph(variables, Losses.CrossEntropy(logits, labels), [images, labels]);
        _session = backend.CompileNow(graph.Graph, variables, new CompileOptions { Watched = [graph.Loss] });
        _trainer = new Trainer(_session, graph, _batches, new LearningRate(Rate, Steps));
    }

    /// <summary>How many batches are learnt from in all.</summary>
    public int Steps { get; }

    /// <summary>How many have been.</summary>
    public int Done => (int)_trainer.Steps;

    /// <summary>The mean loss of the last batches.</summary>
    public double Loss => _trainer.Loss;

    /// <summary>Learns from one more batch; false when that was the last, and the weights are published.</summary>
    public bool Step()
    {
        while (Done < Steps && !_trainer.Step(Timeout.InfiniteTimeSpan)) { }
        if (Done < Steps)
            return true;
        _session.Publish();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer.Dispose();
        _session.Dispose();
        _batches.Dispose();
    }
}
