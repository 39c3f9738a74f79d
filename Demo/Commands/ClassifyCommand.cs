using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Preprocessing;
using Demo.Catalogue;
using Demo.Companions;
using Demo.Models;
using Demo.Outputs;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Commands;

/// <summary><c>classify</c>: what a model sees in picture files.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model")
        {
            Description = $"{ModelOptions.Kinds}; its recipe is read from the sidecar beside it",
            Required = true,
        };
        var with = new Option<string[]>("--with")
        {
            Description = "A network to run beside that one, a file or a name as for --model: on the picture, or on what is found in it",
            AllowMultipleArgumentsPerToken = false,
        };
        var labels = new Option<string>("--labels") { Description = "A file with the class names, one a line" };
        var backend = BackendOption.Create();
        var threads = ThreadsOption.Create();
        var top = new Option<int?>("--top") { Description = "How many classes or boxes to name: 5 classes, all boxes unless given" };
        var draw = new Option<string>("--draw")
        {
            Description = "Draws boxes, points or mask over the picture and saves it: a name that ends with .png, or of several pictures "
                + "a folder",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a picture and line" };
        var open = new ModelOptions();
        var recipe = new RecipeOptions();
        var images = new Argument<string[]>("image") { Description = "Picture files", Arity = ArgumentArity.OneOrMore };
        var command = new Command("classify", "Say what a model sees in pictures; a digit is found anywhere on a photographed page")
        {
            model, with, labels, backend, threads, top, json, draw, images,
        };
        open.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(result =>
        {
            if (result.GetValue(top) is < 1 and var count)
                throw new CnnException($"--top is {count}; it must be at least 1");
            int crew = ThreadsOption.Read(result, threads);
            string[] pictures = result.GetRequiredValue(images);
            if (result.GetValue(draw) is { } target)
                PictureDrawing.Check(target, pictures.Length);
            string named = result.GetRequiredValue(model);
            var file = new NetworkFile(ModelNames.FileOf(named), result.GetValue(labels), open.Read(result), recipe.Read(result))
            {
                Name = CompanionFile.NameOf(named),
            };
            if (file.Note.Length > 0)
                Console.Error.WriteLine($"note: {file.Note}");
            var network = file.PartsFor(drawn: false);
            var others = CompanionFile.Parts(result.GetValue(with) ?? [], network);
            using var opened = BackendOption.Open(result.GetRequiredValue(backend), Console.Error, crew);
            using var drawing = result.GetValue(draw) is { } to ? new PictureDrawing(network.Output, to) : null;
            using var run = new PictureRun(network, opened);
            var beside = new List<PictureRun>();
            try
            {
                foreach (var other in others)
                    beside.Add(new PictureRun(other, opened));
                return Run(run, beside, opened.Name, pictures, result.GetValue(top) ?? network.Output.Top, result.GetValue(json), drawing);
            }
            finally
            {
                beside.ForEach(other => other.Dispose());
            }
        });
        return command;
    }

    // A picture that cannot be read is reported and the others are done all the same.
    private static int Run(
        PictureRun network, IReadOnlyList<PictureRun> others, string backend, string[] images, int top, bool json, PictureDrawing? drawing)
    {
        var output = network.Output;
        int code = CommandLine.Done;
        foreach (string image in images)
            code = Math.Max(code, CommandLine.Guard(Console.Error, () =>
            {
                var picture = Picture.Load(image, PreprocessingGraph.DefaultCapacity);
                long start = Stopwatch.GetTimestamp();
                var values = network.Run(picture.Pixels, picture.Width, picture.Height);
                double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                var notes = new PictureNotes(others, picture, network, values);
                values = values with { Notes = notes };
                Console.WriteLine(json
                    ? ToJson(image, backend, ms, output, values, top, notes)
                    : $"{image} ({ms:0.0} ms): {output.Print(values, top)}");
                foreach (string line in json ? [] : notes.Lines(top))
                    Console.WriteLine($"{image}: {line}");
                if (output.Fault(values) is { Length: > 0 } fault)
                    Console.Error.WriteLine($"note: {image}: {fault}");
                drawing?.Save(image, picture, values, notes);
                return CommandLine.Done;
            }));
        return code;
    }

    private static string ToJson(
        string image, string backend, double ms, Output output, in RunValues values, int top, PictureNotes notes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("image", image);
            json.WriteString("backend", backend);
            json.WriteNumber("ms", Math.Round(ms, 3));
            output.PrintJson(json, values, top);
            notes.Write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
