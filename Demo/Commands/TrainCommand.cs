using System.CommandLine;
using Cnn;
using Cnn.Networks;
using Cnn.Preprocessing;
using Cnn.Training;
using Demo.Files;
using Demo.Learning;

namespace Demo.Commands;

/// <summary><c>train</c>: makes a network for a folder of labelled pictures.</summary>
internal static class TrainCommand
{
    /// <summary>The seed unless told otherwise: content/models/digits.onnx was made with it.</summary>
    internal const int DefaultSeed = 1;

    // Maps and gradients take about 500 bytes for each value of a batch.
    private const int MostValuesOfAStep = 1 << 22;

    public static Command Create()
    {
        var data = DataOption.Create();
        data.Description += ", or a folder of pictures for each class; or mnist, fashion-mnist";
        var model = new Option<FileInfo>("--out")
        {
            Description = "The model to write; its recipe, figures and checkpoint go beside it",
            DefaultValueFactory = _ => new FileInfo("out/digits.onnx"),
        };
        var architecture = new Option<string>("--arch")
        {
            Description = "The network: digits, a file with a layer a line (docs/training.md), or a model .onnx that learns on",
            DefaultValueFactory = _ => TrainedNetwork.Digits,
        };
        var activation = new Option<string>("--activation")
        {
            Description = "What follows the convolutions",
            DefaultValueFactory = _ => "relu",
        };
        activation.AcceptOnlyFromAmong([.. Architecture.Activations.Keys]);
        var pool = new Option<string>("--pool")
        {
            Description = "max or average for all poolings, or mixed: as the network has them",
            DefaultValueFactory = _ => "mixed",
        };
        pool.AcceptOnlyFromAmong("mixed", "max", "average");
        var backend = BackendOption.Create();
        var threads = ThreadsOption.Create();
        var epochs = new Option<int>("--epochs") { Description = "How often every picture is shown", DefaultValueFactory = _ => 50 };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed gives the same model on the same backend",
            DefaultValueFactory = _ => DefaultSeed,
        };
        var batch = new Option<int>("--batch") { Description = "Pictures a step", DefaultValueFactory = _ => 64 };
        var rate = new Option<double>("--rate", "--lr") { Description = "The highest learning rate", DefaultValueFactory = _ => 0.01 };
        var optimizer = new Option<OptimizerKind>("--optimizer")
        {
            Description = "What moves the weights: adam, adamw (weights decay by 0.01), sgd (momentum 0.9; it wants a higher --lr)",
            DefaultValueFactory = _ => OptimizerKind.Adam,
        };
        var decay = new Option<double?>("--weight-decay")
        {
            Description = "How much the weights decay, so that few large ones do not learn pictures by heart; 0.01 for adamw, else 0",
        };
        var clip = new Option<double?>("--clip")
        {
            Description = "Shorten the gradients, all of them as one vector, to this length where they are longer",
        };
        var schedule = new Option<Schedule>("--schedule")
        {
            Description =
                "How the rate goes on after its rise: cosine, constant, step (a tenth after half, a hundredth after three quarters)",
            DefaultValueFactory = _ => Schedule.Cosine,
        };
        var warmUp = new Option<double?>("--warm-up")
        {
            Description = $"The share of the training in which the rate rises, 0 … 1; else {LearningRate.UsualWarmUp}",
        };
        var patience = new Option<int>("--patience") { Description = "Stop after so many epochs without a better one; 0: never" };
        var size = new Option<int>("--size")
        {
            Description = "The side of the pictures that lie in a folder for each class, in pixels",
            DefaultValueFactory = _ => 32,
        };
        var labels = new Option<FileInfo?>("--labels")
        {
            Description = "The classes' names, one a line; else the folders' names, or numbers",
        };
        var vary = new Option<string>("--augment")
        {
            Description =
                "How the pictures are varied: digits or ink (pens, slants, wobbles; digits: flags on ones), image (mirrored, shifted), "
                    + "none, or auto: what the pictures look like",
            DefaultValueFactory = _ => "auto",
        };
        vary.AcceptOnlyFromAmong("auto", "digits", "ink", "image", "none");
        var resume = new Option<FileInfo?>("--resume")
        {
            Description = "Go on with a training from its checkpoint, as it began; only --backend, --threads and --epochs count beside it",
        };
        var command = new Command("train", "Train a network on a folder of pictures and write it as ONNX")
        {
            data, model, architecture, activation, pool, backend, threads, epochs, seed, batch, rate, optimizer, decay, clip, schedule,
            warmUp, patience, size, labels, vary, resume,
        };
        command.SetAction(result =>
        {
            int wanted = TrainingRanges.InRange("--epochs", result.GetValue(epochs), 1, TrainingRanges.MostEpochs);
            var (name, count) = (result.GetRequiredValue(backend), ThreadsOption.Read(result, threads));
            if (result.GetValue(resume) is { } checkpoint)
                return GoOn(checkpoint.ToString(), name, count, result.GetResult(epochs) is { Implicit: false } ? wanted : null);
            return Run(new TrainOptions
            {
                Data = DataOption.Named(result.GetRequiredValue(data).ToString()),
                Out = result.GetRequiredValue(model).ToString(),
                Architecture = result.GetRequiredValue(architecture),
                Activation = result.GetRequiredValue(activation),
                Pool = result.GetValue(pool) switch { "max" => "maxpool", "average" => "avgpool", _ => "" },
                Epochs = wanted,
                Batch = TrainingRanges.InRange("--batch", result.GetValue(batch), 1, TrainingRanges.MostBatch),
                Seed = result.GetValue(seed),
                Rate = result.GetValue(rate),
                Optimizer = result.GetValue(optimizer),
                WeightDecay = TrainingRanges.Decay(result.GetValue(decay)),
                Clip = TrainingRanges.Clip(result.GetValue(clip)),
                Schedule = result.GetValue(schedule),
                WarmUp = TrainingRanges.WarmUp(result.GetValue(warmUp)),
                Patience = TrainingRanges.InRange("--patience", result.GetValue(patience), 0, TrainingRanges.MostEpochs),
                Size = TrainingRanges.InRange("--size", result.GetValue(size), 4, 256),
                Augment = result.GetRequiredValue(vary),
                Labels = result.GetValue(labels)?.ToString() ?? "",
            }, new VariableSet(), null, name, count);
        });
        return command;
    }

    private static int GoOn(string checkpoint, string backend, int threads, int? epochs)
    {
        var variables = new VariableSet();
        var (state, notes) = Checkpoint.Read(checkpoint, variables);
        var options = TrainOptions.From(checkpoint, notes);
        options = options with { Epochs = epochs ?? options.Epochs };
        if (state.Epochs.Length >= options.Epochs)
            throw new CnnException($"{checkpoint}: all {options.Epochs} epochs are done; --epochs with a larger number goes on");
        return Run(options, variables, state, backend, threads);
    }

    private static int Run(TrainOptions options, VariableSet variables, TrainingState? from, string backendName, int threads)
    {
        TrainingRanges.RequireRate(options.Rate);
        RequireWritable(new FileInfo(options.Out));
        var pictures = TrainingPictures.Load(options.Data, options.Size, options.Seed, options.Labels);
        var train = pictures.Train;
        int values = train.Channels * train.Height * train.Width;
        if ((long)options.Batch * values > MostValuesOfAStep)
            throw new CnnException(
                $"--batch {options.Batch}: pictures of {train.Height}×{train.Width} take too much memory; "
                + $"at most {MostValuesOfAStep / values} fit into a step");
        using var backend = BackendOption.Open(backendName, Console.Error, threads);
        Console.Error.WriteLine(
            $"{Plural.Of(train.Count, "picture")} to learn from, {pictures.HeldOut.Count:N0} "
            + $"{(pictures.IsTest ? "to test with" : "held out")}, {train.Classes} classes; backend {backend.Name}, seed {options.Seed}, "
            + $"batch {options.Batch}, rate {options.Rate}{(from is null ? "" : $"; goes on after step {from.Steps:N0}")}");
        using var job = new TrainingJob(options, pictures, backend, variables);
        return job.Run(from);
    }

    // Minutes of training must not end with a file that cannot be written.
    private static void RequireWritable(FileInfo file)
    {
        if (file.Extension != ".onnx")
            throw new CnnException($"--out {file}: the model's name must end in .onnx; its recipe goes beside it as .json");
        string model = file.FullName;
        foreach (string path in TrainingJob.FilesOf(model))
        {
            if (FileKinds.Of(path) is FileKind.Pipe or FileKind.Device || new FileInfo(path).LinkTarget is not null)
                throw new CnnException($"--out {file}: {path} is a link, a pipe or a device, and would be replaced; name a file");
            OutputFile.Check(path);
        }
    }
}
