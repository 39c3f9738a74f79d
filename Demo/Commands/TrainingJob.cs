using System.Collections.Immutable;
using System.Diagnostics;
using Cnn;
using Cnn.Backends;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Cnn.Training;
using Demo.Files;
using Demo.Learning;
using Demo.Reports;
using Demo.Ui;

namespace Demo.Commands;

/// <summary>
/// One training of the command line: shows how far it is, and after each epoch writes the model if it is the best so far, tables and a
/// checkpoint; now and then, and at the end, it draws the figures. Under each name there is a whole file at any time; Ctrl-C ends it after
/// the step at hand, with a checkpoint.
/// </summary>
internal sealed class TrainingJob(TrainOptions options, TrainingPictures pictures, IBackend backend, VariableSet variables)
    : IDisposable
{
    // To draw takes as long as a short epoch.
    private static readonly TimeSpan s_betweenDrawings = TimeSpan.FromSeconds(10);

    private readonly TrainingCharts? _charts = OpenCharts(options.Out, pictures.Recipe.Labels);
    // The steps of a training that goes on, before it did.
    private long _first;
    private long _drawn;
    private bool _kept;
    // What the network of the best epoch said, once there is one.
    private Evaluation? _said;

    /// <summary>All that is written for a model.</summary>
    public static IEnumerable<string> FilesOf(string model) =>
    [
        model, RecipeFile.PathFor(model), CheckpointOf(model), TrainingTables.EpochsOf(model), TrainingTables.ConfusionOf(model),
        TrainingCharts.CurvesOf(model), TrainingCharts.ConfusionOf(model),
    ];

    public void Dispose() => _charts?.Dispose();

    /// <summary>Trains until it is over or interrupted.</summary>
    /// <param name="from">Where it goes on; null for a new one.</param>
    /// <exception cref="CnnException">
    /// The network does not fit the pictures, a file cannot be written, or the loss is no number.
    /// </exception>
    public int Run(TrainingState? from)
    {
        var network = TrainedNetwork.Open(options, variables, pictures.Train);
        var settings = new TrainingSettings
        {
            Epochs = options.Epochs,
            Batch = options.Batch,
            Seed = options.Seed,
            Rate = options.Rate,
            Optimizer = RunSettings.OptimizerOf(options.Optimizer, options.WeightDecay),
            ClipNorm = options.Clip,
            Schedule = options.Schedule,
            WarmUp = options.WarmUp ?? LearningRate.UsualWarmUp,
            Patience = options.Patience,
            Augmentation = pictures.Augmentation(options.Augment),
        };
        (_first, _drawn) = (from?.Steps ?? 0, Stopwatch.GetTimestamp());
        using var interrupt = new Interrupt();
        using var run = new TrainingRun(backend, variables, network.Build, pictures.Train, pictures.HeldOut, settings, from);
        long started = Stopwatch.GetTimestamp();
        WorkProgress.Show(run.Steps - run.Latest.Steps, progress =>
        {
            while (!interrupt.Token.IsCancellationRequested && Advance(run, network, progress)) { }
            return 0;
        });
        var state = run.Latest;
        Draw(run);
        if (state.Failed)
            throw new CnnException(state.Ended + (state.Best is { } kept ? $"; {options.Out} is from epoch {kept.Epoch}" : ""));
        if (state.Ended is null)
        {
            run.Publish();
            SaveCheckpoint(state);
        }
        Tell(state, Stopwatch.GetElapsedTime(started));
        return CommandLine.Done;
    }

    private bool Advance(TrainingRun run, TrainedNetwork network, WorkProgress progress)
    {
        int epochs = run.Latest.Epochs.Length;
        bool more = run.Step();
        var state = run.Latest;
        progress.Advance($"epoch {epochs + 1}/{options.Epochs}, loss {state.Loss:F3}");
        if (state.Epochs.Length == epochs)
            return more;
        var result = state.Epochs[^1];
        progress.WriteLine($"epoch {result.Epoch}/{options.Epochs}: loss {result.Loss:F4}, unseen pictures right {result.Accuracy:P2}");
        try
        {
            if (state.Best == result)
            {
                _said = state.HeldOut!;
                SaveModel(network);
                TrainingTables.WriteConfusion(options.Out, _said, pictures.Recipe.Labels);
            }
            SaveCheckpoint(state);
            TrainingTables.WriteEpochs(options.Out, state.Epochs);
        }
        catch (CnnException e) when (_kept)
        {
            throw new CnnException($"{e.Message}; the last whole checkpoint goes on with: train --resume {CheckpointOf(options.Out)}", e);
        }
        if (Stopwatch.GetElapsedTime(_drawn) > s_betweenDrawings)
            Draw(run);
        return more;
    }

    private void Draw(TrainingRun run)
    {
        _charts?.SaveCurves(run.Latest, Array.ConvertAll(
            run.Losses.ToArray(), point => new PlotPoint((double)(_first + point.Step) / run.StepsPerEpoch, point.Loss)));
        if (_said is not null)
            _charts?.SaveConfusion(_said);
        _drawn = Stopwatch.GetTimestamp();
    }

    // A machine without fonts trains as well.
    private static TrainingCharts? OpenCharts(string model, ImmutableArray<string> labels)
    {
        try
        {
            return new TrainingCharts(model, labels);
        }
        catch (CnnException e)
        {
            Console.Error.WriteLine($"note: curves and confusion matrix are written as CSV alone: {e.Message}");
            return null;
        }
    }

    private void SaveModel(TrainedNetwork network)
    {
        // The optimiser's moments are none of the network's.
        var graph = network.Build(1).Graph;
        OutputFile.Write(options.Out, stream => OnnxWriter.Write(graph, variables, stream, batch: "N"));
        RecipeFile.Write(RecipeFile.PathFor(options.Out), pictures.Recipe);
    }

    private static string CheckpointOf(string model) => Path.ChangeExtension(model, ".checkpoint");

    private void SaveCheckpoint(TrainingState state)
    {
        OutputFile.Write(CheckpointOf(options.Out), stream => new Checkpoint(state, options.ToNotes()).Write(stream, variables));
        _kept = true;
    }

    private void Tell(TrainingState state, TimeSpan elapsed)
    {
        string figures = $"seed {options.Seed}, {Plural.Of(state.Epochs.Length, "epoch")}, batch {options.Batch}, rate {options.Rate}, "
            + $"backend {backend.Name}, {WorkProgress.Time(elapsed)}";
        if (state.Best is { } best)
            Console.WriteLine($"{options.Out}: {Math.Round(best.Accuracy * pictures.HeldOut.Count)} of "
                + $"{Plural.Of(pictures.HeldOut.Count, "picture")} right that it never saw ({best.Accuracy:P2}), epoch {best.Epoch}; "
                + figures);
        else
            Console.WriteLine($"no epoch is complete, so there is no {options.Out} yet; {figures}");
        if (state.Ended is null)
            Console.WriteLine($"interrupted after {state.Steps:N0} steps; it goes on with: train --resume {CheckpointOf(options.Out)}");
        else if (state.Epochs.Length < options.Epochs)
            Console.WriteLine(state.Ended);
    }
}
