using System.CommandLine;
using System.Collections.Immutable;
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

/// <summary><c>teach</c>: what the view Teach does, with a folder of pictures for each class.</summary>
internal static class TeachCommand
{
    private const double UsualHeldOut = 0.15;

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "A folder with a folder of pictures for each class",
            Required = true,
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
        var command = new Command("teach", "Teach a network to tell the folders of pictures apart, and write it as ONNX")
        {
            data, model, output, project, heldOut, threads,
        };
        command.SetAction(result =>
        {
            double share = result.GetValue(heldOut);
            if (share is not (>= 0 and <= 0.9))
                throw new CnnException($"--held-out is {share}; it may be 0 … 0.9");
            Run(result.GetRequiredValue(data), result.GetValue(model), result.GetRequiredValue(output), result.GetValue(project), share,
                ThreadsOption.Read(result, threads));
            return CommandLine.Done;
        });
        return command;
    }

    private static void Run(DirectoryInfo data, string? model, FileInfo output, FileInfo? project, double heldOut, int threads)
    {
        OutputFile.Check(output.FullName);
        if (project is not null)
            OutputFile.Check(project.FullName);
        var backbone = model is null ? Backbone.Small()
            : Backbone.Of(new NetworkFile(ModelNames.FileOf(model), labels: null) { Name = Path.GetFileName(model) }.PartsFor(drawn: false))
                ?? throw new CnnException($"{model} names no classes and yields no features; needed is a classifier");
        using var backend = new CpuBackend(threads);
        var classes = Read(data, backend, backbone);
        var (network, report) = WorkProgress.Show(1000, progress => new Teacher(backend).Teach(
            backbone, classes, heldOut, report: state => progress.Set((long)(1000 * state.Share), $"loss {state.Loss:F3}")));
        network.Export(output.FullName);
        if (project is not null)
            ProjectFile.Save(project.FullName, new TeachProject(classes, heldOut, backbone, network));
        string accuracy = double.IsNaN(report.Accuracy) ? "none held out"
            : string.Create(CultureInfo.InvariantCulture, $"{report.Accuracy:P1} of {Plural.Of(report.HeldOut, "held-out picture")} right");
        Console.WriteLine(Printable.Of(string.Create(CultureInfo.InvariantCulture,
            $"{output}: {accuracy}, learnt from {report.Learnt} in {report.Seconds:0.00} s; {string.Join(", ", network.Labels)}; "
            + $"on {backbone.Name}")));
    }

    private static ImmutableArray<ClassExamples> Read(DirectoryInfo data, CpuBackend backend, Backbone backbone)
    {
        var folders = ClassFolders.Of(data.ToString());
        int count = folders.Sum(folder => folder.Files.Count);
        if (count > ProjectFile.MostExamples)
            throw new CnnException($"--data {data}: {count} pictures; at most {ProjectFile.MostExamples} are taught");
        using var reader = new FrameReader(backend);
        return WorkProgress.Show(count, progress => folders.Select(folder => new ClassExamples(
            folder.Name, [.. folder.Files.Select(file =>
            {
                var picture = Picture.Load(file, PreprocessingGraph.DefaultCapacity);
                var example = reader.Read(picture.Pixels, picture.Width, picture.Height, backbone);
                progress.Advance(folder.Name);
                return example;
            })])).ToImmutableArray());
    }
}
