using System.Collections.Immutable;
using Cnn;
using Cnn.Backends;
using Cnn.Networks;
using Cnn.Training;

namespace Demo.Teaching;

/// <summary>Trains on the examples of classes; the window, the command line and tests do it with this. On one thread.</summary>
/// <param name="backend">What computes; stays the caller's.</param>
internal sealed class Teacher(IBackend backend)
{
    private const int Seed = 1;

    /// <summary>Teaches.</summary>
    /// <param name="backbone">What the examples' features are of.</param>
    /// <param name="classes">The classes; each has an example.</param>
    /// <param name="heldOut">The share of each class that is held out, 0…1.</param>
    /// <param name="begun">Is given the network as soon as its head can be watched while it learns.</param>
    /// <param name="report">Is told how far it is.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The taught network and the last report.</returns>
    /// <exception cref="CnnException">There are too few classes, or one is empty: one line.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public (TaughtNetwork Network, TrainingReport Report) Teach(
        Backbone backbone, IReadOnlyList<ClassExamples> classes, double heldOut,
        Action<TaughtNetwork>? begun = null, Action<TrainingReport>? report = null, CancellationToken cancel = default)
    {
        Require(classes);
        long started = TimeProvider.System.GetTimestamp();
        var state = new TrainingReport(0, double.NaN, double.NaN, 0, 0, 0);
        if (backbone.Learns)
            backbone = Learn(backbone, classes, heldOut, Said, cancel);
        double before = state.Share;
        var (train, held) = Features(backbone, classes).Split(heldOut, Seed);
        var network = new TaughtNetwork(backbone, [.. classes.Select(c => c.Name)]);
        using var training = new HeadTraining(backend, network.Variables, train, Seed);
        begun?.Invoke(network);
        for (bool more = true; more;)
        {
            cancel.ThrowIfCancellationRequested();
            more = training.Step();
            double share = before + (1 - before) * training.Epochs / HeadTraining.MostEpochs;
            // Each frame that is held out is read for it.
            double accuracy = more && training.Epochs % 10 != 0 ? state.Accuracy : training.Accuracy(held);
            Said(share, training.Loss, accuracy, train.Count, held.Count);
        }
        return (network, state);

        void Said(double share, double loss, double accuracy, int learnt, int heldOutFrames)
        {
            state = new TrainingReport(
                share, loss, accuracy, learnt, heldOutFrames, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
            report?.Invoke(state);
        }
    }

    /// <summary>Whether there is something to tell apart.</summary>
    /// <exception cref="CnnException">Not yet; says what to do.</exception>
    public static void Require(IReadOnlyList<ClassExamples> classes)
    {
        if (classes.Count < 2)
            throw new CnnException("there is one class; to tell things apart takes two: add a class and record something else");
        foreach (var one in classes)
            if (one.Examples.IsEmpty)
                throw new CnnException($"'{one.Name}' has no pictures: record some, or remove the class");
    }

    // The small network learns from what is not held out; its share of the progress is what most of the time goes into.
    private Backbone Learn(
        Backbone backbone, IReadOnlyList<ClassExamples> classes, double heldOut,
        Action<double, double, double, int, int> said, CancellationToken cancel)
    {
        const double most = 0.9;
        // A row's only feature is the place of its picture, so that the same frames are held out.
        var places = new FeatureSet(1, classes.Count);
        var pictures = new List<Example>();
        for (int label = 0; label < classes.Count; label++)
            foreach (var example in classes[label].Examples)
            {
                places.Add([pictures.Count], label);
                pictures.Add(example);
            }
        var (train, held) = places.Split(heldOut, Seed);
        var variables = new VariableSet();
        byte[] pixels = [.. Enumerable.Range(0, train.Count).SelectMany(row => pictures[(int)train[row][0]].Pixels)];
        byte[] labels = [.. Enumerable.Range(0, train.Count).Select(row => (byte)train.Label(row))];
        using var training = new SmallCnnTraining(
            backend, variables, new DataSet(SmallCnn.Side, SmallCnn.Side, classes.Count, pixels, labels, channels: 3), Seed);
        while (training.Step())
        {
            cancel.ThrowIfCancellationRequested();
            said(most * training.Done / training.Steps, training.Loss, double.NaN, train.Count, held.Count);
        }
        return backbone.With(variables);
    }

    private FeatureSet Features(Backbone backbone, IReadOnlyList<ClassExamples> classes)
    {
        var rows = new FeatureSet(backbone.Length, classes.Count);
        using var session = backbone.Learns ? backend.CompileNow(new Graph(backbone.Features), backbone.Variables) : null;
        for (int label = 0; label < classes.Count; label++)
            foreach (var example in classes[label].Examples)
                rows.Add(session is null ? example.Features : Features(session, backbone, example), label);
        return rows;
    }

    private static float[] Features(ISession session, Backbone backbone, Example example)
    {
        session.Write(backbone.Input, Tensor.From(backbone.Input.Shape, [.. example.Pixels.Select(p => p / 255f)]));
        session.Run();
        return session.Read(backbone.Features).Floats.ToArray();
    }
}
