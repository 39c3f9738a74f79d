using System.CommandLine;
using System.Globalization;
using Cnn;
using Cnn.Backends;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Training;
using Demo.Models;
using Demo.Pages;

namespace Demo.Commands;

/// <summary>
/// <c>train-finder</c>: makes the two networks that find digits on photos, from pictures that are painted while they learn.
/// </summary>
internal static class TrainFinderCommand
{
    // Steps after which the speed is known, where the time is given instead of the steps.
    private const int StepsToMeasure = 150;

    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(60), SayEvery = TimeSpan.FromSeconds(15);

    private sealed record Options(
        DirectoryInfo Out, string Backend, int Steps, double Minutes, int Seed, int Windows, int Inks, int PerScene, int Threads,
            double Rate,
        DirectoryInfo? Data, DirectoryInfo? From);

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "The folder for finder.onnx and ink.onnx",
            DefaultValueFactory = _ => new DirectoryInfo("out"),
        };
        var backend = BackendOption.Create();
        var steps = new Option<int>("--steps") { Description = "How many batches are learnt from", DefaultValueFactory = _ => 20_000 };
        var minutes = new Option<double>("--minutes")
        {
            Description = "Instead of --steps: as many as fit into so much time",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed gives the same networks on the same backend, for as many steps",
            DefaultValueFactory = _ => 1,
        };
        var windows = new Option<int>("--batch") { Description = "Windows of pictures a step", DefaultValueFactory = _ => 32 };
        var inks = new Option<int>("--digits") { Description = "Digits close up a step", DefaultValueFactory = _ => 64 };
        var perScene = new Option<int>("--per-scene")
        {
            Description = "How many windows each painted picture gives: more need fewer processors",
            DefaultValueFactory = _ => 8,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "How many threads paint",
            DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount - 1),
        };
        var rate = new Option<double>("--rate") { Description = "The highest learning rate", DefaultValueFactory = _ => 0.003 };
        var data = new Option<DirectoryInfo?>("--data")
        {
            Description = "A folder of digits as MNIST has them, which are shown too; without it those that the set-up fetched, if it did",
        };
        var from = new Option<DirectoryInfo?>("--from") { Description = "A folder with finder.onnx and ink.onnx to go on from" };
        var command = new Command("train-finder", "Train the networks that find digits on photos and write them as ONNX")
        {
            folder, backend, steps, minutes, seed, windows, inks, perScene, threads, rate, data, from,
        };
        command.SetAction(result => Run(new Options(
            result.GetRequiredValue(folder), result.GetRequiredValue(backend),
            TrainingRanges.InRange("--steps", result.GetValue(steps), 1, 10_000_000), result.GetValue(minutes), result.GetValue(seed),
            TrainingRanges.InRange("--batch", result.GetValue(windows), 1, 256),
            TrainingRanges.InRange("--digits", result.GetValue(inks), 1, 1024),
            TrainingRanges.InRange("--per-scene", result.GetValue(perScene), 1, 1000),
            TrainingRanges.InRange("--threads", result.GetValue(threads), 1, 1024),
            result.GetValue(rate), result.GetValue(data), result.GetValue(from))));
        return command;
    }

    private static int Run(Options options)
    {
        TrainingRanges.RequireRate(options.Rate);
        options.Out.Create();
        var scans = Scans(options.Data);
        using var backend = BackendOption.Open(options.Backend, Console.Error);
        var variables = options.From is { } trained ? FinderFiles.Load(trained.FullName) : new VariableSet();
        var (graph, heat, boxes, ink) = FinderTraining.Build(variables, options.Windows, options.Inks, options.Seed);
        Console.Error.WriteLine(
            $"{(scans is null ? "no scans" : Plural.Of(scans.Count, "scan"))}; backend {backend.Name}, seed {options.Seed}, "
            + $"batch {options.Windows}, rate {options.Rate}");
        using var batches = new FinderBatches(
            new ScenePainter(scans).Paint, options.Windows, options.Inks, options.PerScene, options.Threads, options.Seed);
        using var session = backend.CompileNow(graph.Graph, variables, new CompileOptions { Watched = [graph.Loss, heat, boxes, ink] });
        using var trainer = new Trainer(session, graph, batches, new LearningRate(options.Rate, options.Steps));
        Learn(options, session, trainer, variables, [heat, boxes, ink]);
        Console.WriteLine($"{options.Out}: finder.onnx and ink.onnx; seed {options.Seed}, {trainer.Steps:N0} steps of {options.Windows} "
            + $"windows, backend {backend.Name}, loss {trainer.Loss:F4}");
        return CommandLine.Done;
    }

    private static void Learn(Options options, ISession session, Trainer trainer, VariableSet variables, Node[] parts)
    {
        var clock = TimeProvider.System;
        long started = clock.GetTimestamp(), said = started, saved = started, measured = started;
        long first = options.Minutes > 0 ? long.MaxValue : options.Steps;
        var means = new double[parts.Length];
        WorkProgress.Show(options.Steps, progress =>
        {
            while (trainer.Steps < first)
            {
                trainer.Step(Timeout.InfiniteTimeSpan);
                if (options.Minutes > 0 && trainer.Steps == 10)
                    measured = clock.GetTimestamp();
                if (options.Minutes > 0 && trainer.Steps == StepsToMeasure)
                {
                    double perStep = clock.GetElapsedTime(measured).TotalSeconds / (StepsToMeasure - 10);
                    double left = options.Minutes * 60 - clock.GetElapsedTime(started).TotalSeconds;
                    first = StepsToMeasure + Math.Max(0, (long)(left / perStep));
                    trainer.Rate = trainer.Rate with { Steps = first };
                    progress.WriteLine($"{perStep * 1000:F1} ms a step: {first:N0} steps");
                }
                // A rate that was measured too early must not make it last longer than was asked for.
                if (options.Minutes > 0 && clock.GetElapsedTime(started).TotalMinutes > options.Minutes)
                    break;
                progress.Advance($"loss {trainer.Loss:F3}");
                if (trainer.Steps % 8 == 0)
                    for (int i = 0; i < parts.Length; i++)
                        means[i] += (session.Read(parts[i]).Floats[0] - means[i]) / Math.Min(trainer.Steps / 8, 40);
                if (clock.GetElapsedTime(said) > SayEvery)
                {
                    said = clock.GetTimestamp();
                    progress.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{WorkProgress.Time(clock.GetElapsedTime(started))}, step {trainer.Steps}: loss {trainer.Loss:F4} = heat map "
                        + $"{means[0]:F4} + boxes {means[1]:F4} + ink {means[2]:F4}"));
                }
                if (clock.GetElapsedTime(saved) > SaveEvery)
                {
                    saved = clock.GetTimestamp();
                    session.Publish();
                    Save(options.Out, variables);
                }
            }
            session.Publish();
            Save(options.Out, variables);
            return 0;
        });
    }

    private static void Save(DirectoryInfo folder, VariableSet variables)
    {
        var finder = DigitFinder.Build(variables, DigitFinder.FrameSide, DigitFinder.FrameSide);
        OnnxWriter.Write(new Graph(finder.Output), variables, Path.Combine(folder.FullName, FinderFiles.Finder), batch: "N");
        var ink = InkNetwork.Build(variables);
        OnnxWriter.Write(new Graph(ink.Output), variables, Path.Combine(folder.FullName, FinderFiles.Ink), batch: "N");
    }

    private static DataSet? Scans(DirectoryInfo? folder)
    {
        folder ??= Directory.Exists(Content.MnistFolder) ? new DirectoryInfo(Content.MnistFolder) : null;
        if (folder is null)
            return null;
        var data = DataOption.Load(folder.ToString());
        // Those that train holds out are left to test with.
        return data.Test is null ? data.Train.Split(TrainingPictures.HeldOutShare, TrainCommand.DefaultSeed).Train : data.Train;
    }
}
