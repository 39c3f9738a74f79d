using System.CommandLine;
using System.Globalization;
using Cnn;
using Cnn.Backends;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Cnn.Training;
using Demo.Files;

namespace Demo.Commands;

/// <summary><c>train</c>: makes a digit network, or one for any other folder of small grey pictures.</summary>
internal static class TrainCommand
{
    /// <summary>The share of each class that is held out where the folder has no test split.</summary>
    internal const double HeldOutShare = 0.1;

    /// <summary>The seed unless told otherwise: content/models/digits.onnx was made with it.</summary>
    internal const int DefaultSeed = 1;

    // Maps and gradients take about 500 bytes for each pixel of a batch.
    private const int MostPixelsOfAStep = 1 << 22;

    private sealed record Options(
        DirectoryInfo Data, FileInfo Out, string Backend, int Threads, int Epochs, int Seed, int Batch, double Rate, FileInfo? Labels,
            Augmentation? Augmentation);

    public static Command Create()
    {
        var data = DataOption.Create();
        var model = new Option<FileInfo>("--out")
        {
            Description = "The model to write; its recipe goes beside it as .json",
            DefaultValueFactory = _ => new FileInfo("out/digits.onnx"),
        };
        var backend = BackendOption.Create();
        var threads = ThreadsOption.Create();
        var epochs = new Option<int>("--epochs") { Description = "How often every picture is shown", DefaultValueFactory = _ => 50 };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed gives the same model on the same backend",
            DefaultValueFactory = _ => DefaultSeed,
        };
        var batch = new Option<int>("--batch") { Description = "Pictures a step", DefaultValueFactory = _ => 64 };
        var rate = new Option<double>("--rate") { Description = "The highest learning rate", DefaultValueFactory = _ => 0.01 };
        var labels = new Option<FileInfo?>("--labels") { Description = "The classes' names, one a line; else they are numbered" };
        var vary = new Option<string>("--augment")
        {
            Description =
                "How the pictures are varied: digits or ink (pens, slants, wobbles; digits: flags on ones), image (mirrored, shifted), "
                    + "none, or auto: what the pictures look like",
            DefaultValueFactory = _ => "auto",
        };
        vary.AcceptOnlyFromAmong("auto", "digits", "ink", "image", "none");
        var command = new Command("train", "Train a small network on a folder of pictures and write it as ONNX")
        {
            data, model, backend, threads, epochs, seed, batch, rate, labels, vary,
        };
        command.SetAction(result => Run(new Options(
            result.GetRequiredValue(data), result.GetRequiredValue(model), result.GetRequiredValue(backend),
            ThreadsOption.Read(result, threads),
            TrainingOptions.InRange("--epochs", result.GetValue(epochs), 1, 10_000), result.GetValue(seed),
            TrainingOptions.InRange("--batch", result.GetValue(batch), 1, 4096), result.GetValue(rate), result.GetValue(labels),
            result.GetValue(vary) switch
            {
                "digits" => Augmentation.Digits,
                "ink" => Augmentation.Ink,
                "image" => Augmentation.Image,
                "none" => Augmentation.None,
                _ => null
            })));
        return command;
    }

    private static int Run(Options options)
    {
        TrainingOptions.RequireRate(options.Rate);
        RequireWritable(options.Out);
        var folder = DataOption.Load(options.Data);
        var (train, heldOut) = folder.Test is null ? folder.Train.Split(HeldOutShare, options.Seed) : (folder.Train, folder.Test);
        if (heldOut.Count == 0)
            throw new CnnException(
                $"{options.Data}: {Plural.Of(train.Count, "picture")} are too few to hold any out for testing; a class needs 5, or a test "
                    + "split");
        if ((long)options.Batch * train.Height * train.Width > MostPixelsOfAStep)
            throw new CnnException(
                $"--batch {options.Batch}: pictures of {train.Height}×{train.Width} take too much memory; "
                + $"at most {MostPixelsOfAStep / (train.Height * train.Width)} fit into a step");
        var recipe = new Recipe
        {
            Kind = train.IsInk ? RecipeKind.Ink : RecipeKind.Image,
            Colors = ColorOrder.Grey,
            Labels = options.Labels is null
                ? [.. Enumerable.Range(0, train.Classes).Select(label => label.ToString(CultureInfo.InvariantCulture))]
                : RecipeFile.ReadLabels(options.Labels.FullName),
        };
        if (recipe.Labels.Length != train.Classes)
            throw new CnnException($"{options.Labels}: {recipe.Labels.Length} names; the pictures have {train.Classes} classes");
        var augmentation = options.Augmentation
            ?? (folder.Digits ? Augmentation.Digits : recipe.Kind == RecipeKind.Ink ? Augmentation.Ink : Augmentation.Image);

        using var backend = BackendOption.Open(options.Backend, Console.Error, options.Threads);
        Console.Error.WriteLine(
            $"{Plural.Of(train.Count, "picture")} to learn from, {heldOut.Count:N0} {(folder.Test is null ? "held out" : "to test with")}, "
            + $"{train.Classes} classes; backend {backend.Name}, seed {options.Seed}, batch {options.Batch}, rate {options.Rate}");
        var variables = new VariableSet();
        var started = TimeProvider.System.GetTimestamp();
        var evaluation = Train(options, backend, variables, train, heldOut, augmentation);
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        var network = DigitNetwork.Build(variables, 1, train.Height, train.Width, train.Classes);
        OnnxWriter.Write(network.Graph, variables, options.Out.FullName, batch: "N");
        RecipeFile.Write(RecipeFile.PathFor(options.Out.FullName), recipe);
        Console.WriteLine(
            $"{options.Out}: {evaluation.Correct} of {Plural.Of(evaluation.Images, "picture")} right that it never saw "
                + $"({evaluation.Accuracy:P2}); " +
            $"seed {options.Seed}, {Plural.Of(options.Epochs, "epoch")}, batch {options.Batch}, rate {options.Rate}, backend "
                + $"{backend.Name}, {WorkProgress.Time(elapsed)}");
        return CommandLine.Done;
    }

    private static Evaluation Train(
        Options options, IBackend backend, VariableSet variables, DataSet train, DataSet heldOut, Augmentation augmentation)
    {
        using var batches = new Batches(train, options.Batch, augmentation, options.Seed);
        var network = DigitNetwork.Build(variables, options.Batch, train.Height, train.Width, train.Classes, options.Seed);
        var graph = new TrainingGraph(network, variables);
        long steps = (long)options.Epochs * batches.PerEpoch;
        return WorkProgress.Show(steps, progress =>
        {
            using var training = backend.CompileNow(graph.Graph, variables, Watch(graph.Loss));
            using var watching = backend.CompileNow(network.Graph, variables, Watch(network.Probabilities));
            using var trainer = new Trainer(training, graph, batches, new LearningRate(options.Rate, steps));
            Evaluation? evaluation = null;
            for (int epoch = 1; epoch <= options.Epochs; epoch++)
            {
                long started = TimeProvider.System.GetTimestamp();
                trainer.RunEpoch(() => progress.Advance($"epoch {epoch}/{options.Epochs}, loss {trainer.Loss:F3}"));
                evaluation = Evaluation.Run(watching, network.Input, network.Probabilities, heldOut);
                var elapsed = TimeProvider.System.GetElapsedTime(started);
                progress.WriteLine(
                    $"epoch {epoch}/{options.Epochs}: loss {trainer.Loss:F4}, unseen pictures right {evaluation.Accuracy:P2}, "
                        + $"{WorkProgress.Time(elapsed)}");
            }
            return evaluation!;
        });
    }

    private static CompileOptions Watch(Node node) => new() { Watched = [node] };

    // Minutes of training must not end with a file that cannot be written.
    private static void RequireWritable(FileInfo file)
    {
        if (file.Extension != ".onnx")
            throw new CnnException($"--out {file}: the model's name must end in .onnx; its recipe goes beside it as .json");
        foreach (string path in new[] { file.FullName, Path.ChangeExtension(file.FullName, ".json") })
        {
            if (FileKinds.Of(path) is FileKind.Pipe or FileKind.Device || new FileInfo(path).LinkTarget is not null)
                throw new CnnException($"--out {file}: {path} is a link, a pipe or a device, and would be replaced; name a file");
            OutputFile.Check(path);
        }
    }
}
