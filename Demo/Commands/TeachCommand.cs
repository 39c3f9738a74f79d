using System.CommandLine;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Cnn;
using Cnn.Cpu;
using Cnn.Preprocessing;
using Demo.Catalogue;
using Demo.Files;
using Demo.Models;
using Demo.Sources;
using Demo.Teaching;

namespace Demo.Commands;

/// <summary><c>teach</c>: what the view Teach does, with a folder of pictures or a video for each class.</summary>
internal static class TeachCommand
{
    private const double UsualHeldOut = 0.15;
    private const int UsualFrames = 30;

    private sealed record Asked(
        IReadOnlyList<(string Name, string Source)> Classes, int Frames, string? Model, string Out, string? Project, double HeldOut,
        int Threads);

    public static Command Create()
    {
        var data = new Option<DirectoryInfo?>("--data") { Description = "A folder with a folder of pictures for each class" };
        var one = new Option<string[]>("--class")
        {
            Description = "NAME=VIDEO or NAME=FOLDER, for each class: a video, of which --frames are taken, or a folder of pictures",
        };
        var frames = new Option<int>("--frames")
        {
            Description = "How many frames are taken of each video, evenly spread over it",
            DefaultValueFactory = _ => UsualFrames,
        };
        var model = new Option<string?>("--model")
        {
            Description = $"The network whose features are learnt from: a file, or a name such as {BackboneChoices.Catalogued}; "
                + "else a small one learns from the pictures alone",
        };
        var output = new Option<FileInfo>("--out")
        {
            Description = "The network to write; its recipe goes beside it as .json",
            DefaultValueFactory = _ => new FileInfo("out/taught.onnx"),
        };
        var project = new Option<FileInfo?>("--project") { Description = $"A project to write for the window, FILE{ProjectFile.Ending}" };
        var heldOut = new Option<double>("--held-out")
        {
            Description = "The share of each class that is held out to test with, 0 … 0.9",
            DefaultValueFactory = _ => UsualHeldOut,
        };
        var threads = ThreadsOption.Create();
        var command = new Command("teach", "Teach a network to tell the pictures of folders or videos apart, and write it as ONNX")
        {
            data, one, frames, model, output, project, heldOut, threads,
        };
        command.SetAction(result =>
        {
            double share = result.GetValue(heldOut);
            if (share is not (>= 0 and <= 0.9))
                throw new CnnException($"--held-out is {share}; it may be 0 … 0.9");
            Run(new Asked(
                ClassesOf(result.GetValue(data)?.ToString(), result.GetValue(one) ?? []),
                TrainingRanges.InRange("--frames", result.GetValue(frames), 1, ProjectFile.MostExamples), result.GetValue(model),
                result.GetRequiredValue(output).FullName, result.GetValue(project)?.FullName, share, ThreadsOption.Read(result, threads)));
            return CommandLine.Done;
        });
        return command;
    }

    private static List<(string Name, string Source)> ClassesOf(string? folder, string[] asked)
    {
        if (folder is null && asked.Length == 0)
            throw new CnnException("what is to be told apart? --class NAME=VIDEO for each class, or --data with a folder for each");
        var classes = folder is null ? [] : ClassFolders.Of(folder).Select(one => (one.Name, Path.Combine(folder, one.Name))).ToList();
        foreach (string text in asked)
        {
            int at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || at == text.Length - 1)
                throw new CnnException($"--class {text}: needed is NAME=VIDEO or NAME=FOLDER");
            classes.Add((text[..at], text[(at + 1)..]));
        }
        return classes.CountBy(one => one.Item1).FirstOrDefault(one => one.Value > 1) is { Key: { } twice }
            ? throw new CnnException($"there are two classes '{twice}'; give one another name")
            : classes;
    }

    private static void Run(Asked asked)
    {
        OutputFile.Check(asked.Out);
        if (asked.Project is not null)
            OutputFile.Check(asked.Project);
        var backbone = asked.Model is not { } model ? Backbone.Small()
            : Backbone.Of(new NetworkFile(ModelNames.FileOf(model), labels: null) { Name = Path.GetFileName(model) }.PartsFor(drawn: false))
                ?? throw new CnnException($"{model} names no classes and yields no features; needed is a classifier");
        using var backend = new CpuBackend(asked.Threads);
        var (classes, lastFrame) = Read(asked, backend, backbone);
        var (network, report) = WorkProgress.Show(1000, progress => new Teacher(backend).Teach(
            backbone, classes, asked.HeldOut, report: state => progress.Set((long)(1000 * state.Share), $"loss {state.Loss:F3}")));
        double seconds = Stopwatch.GetElapsedTime(lastFrame).TotalSeconds;
        network.Export(asked.Out);
        if (asked.Project is not null)
            ProjectFile.Save(asked.Project, new TeachProject(classes, asked.HeldOut, backbone, network));
        string accuracy = double.IsNaN(report.Accuracy) ? "none held out"
            : string.Create(CultureInfo.InvariantCulture, $"{report.Accuracy:P1} of {Plural.Of(report.HeldOut, "held-out picture")} right");
        Console.WriteLine(Printable.Of(string.Create(CultureInfo.InvariantCulture,
            $"{asked.Out}: {accuracy}, learnt from {report.Learnt}, {seconds:0.0} s after the last one; "
            + $"{string.Join(", ", network.Labels)}; on {backbone.Name}")));
    }

    // The time is that at which the last picture was there.
    private static (ImmutableArray<ClassExamples> Classes, long LastFrame) Read(Asked asked, CpuBackend backend, Backbone backbone)
    {
        int count = asked.Classes.Sum(one => ClassFrames.Count(one.Source, asked.Frames));
        if (count > ProjectFile.MostExamples)
            throw new CnnException($"{count} pictures; at most {ProjectFile.MostExamples} are taught");
        using var reader = new FrameReader(backend);
        long last = 0;
        var classes = WorkProgress.Show(count, progress => asked.Classes.Select(one => new ClassExamples(
            one.Name, [.. ClassFrames.Of(one.Source, asked.Frames, PreprocessingGraph.DefaultCapacity).Select(picture =>
            {
                last = Stopwatch.GetTimestamp();
                var example = reader.Read(picture.Pixels, picture.Width, picture.Height, backbone);
                progress.Advance(one.Name);
                return example;
            })])).ToImmutableArray());
        return (classes, last);
    }
}
