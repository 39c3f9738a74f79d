using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Backends;
using Cnn.Preprocessing;
using Demo.Catalogue;
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
        var labels = new Option<string>("--labels") { Description = "A file with the class names, one a line" };
        var backend = BackendOption.Create();
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
            model, labels, backend, top, json, draw, images,
        };
        open.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(result =>
        {
            if (result.GetValue(top) is < 1 and var count)
                throw new CnnException($"--top is {count}; it must be at least 1");
            string[] pictures = result.GetRequiredValue(images);
            if (result.GetValue(draw) is { } target)
                PictureDrawing.Check(target, pictures.Length);
            var file = new NetworkFile(
                ModelNames.FileOf(result.GetRequiredValue(model)), result.GetValue(labels), open.Read(result), recipe.Read(result));
            if (file.Note.Length > 0)
                Console.Error.WriteLine($"note: {file.Note}");
            var network = file.PartsFor(drawn: false);
            using var opened = BackendOption.Open(result.GetRequiredValue(backend), Console.Error);
            using var drawing = result.GetValue(draw) is { } to ? new PictureDrawing(network.Output, to) : null;
            return Run(network, opened, pictures, result.GetValue(top) ?? network.Output.Top, result.GetValue(json), drawing);
        });
        return command;
    }

    // A picture that cannot be read is reported and the others are done all the same.
    private static int Run(
        NetworkParts network, IBackend backend, string[] images, int top, bool json, PictureDrawing? drawing)
    {
        var (preprocessing, output) = (network.Preprocessing, network.Output);
        Node[] watched = preprocessing.Box is { } box ? [.. output.Reads, box] : [.. output.Reads];
        using var session = backend.CompileNow(network.Graph, network.Variables, new CompileOptions { Watched = [.. watched] });
        preprocessing.WriteDefaults(session);
        int code = CommandLine.Done;
        foreach (string image in images)
            code = Math.Max(code, CommandLine.Guard(Console.Error, () =>
            {
                var picture = Picture.Load(image, PreprocessingGraph.DefaultCapacity);
                long start = Stopwatch.GetTimestamp();
                preprocessing.WriteFrame(session, picture.Pixels, picture.Height, picture.Width);
                session.Run();
                var read = watched.ToDictionary(node => node, node => session.Read(node));
                double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                // An empty page has no digit to name.
                var values = new RunValues(node => read[node], preprocessing.FoundNothing(node => read[node]))
                {
                    Frame = (picture.Width, picture.Height),
                    Part = preprocessing.SeenPart(picture.Height, picture.Width) ?? FramePart.Whole,
                    Found = preprocessing.Found(node => read[node]),
                };
                Console.WriteLine(json
                    ? ToJson(image, backend, ms, output, values, top)
                    : $"{image} ({ms:0.0} ms): {output.Print(values, top)}");
                if (output.Fault(values) is { Length: > 0 } fault)
                    Console.Error.WriteLine($"note: {image}: {fault}");
                drawing?.Save(image, picture, values);
                return CommandLine.Done;
            }));
        return code;
    }

    private static string ToJson(string image, IBackend backend, double ms, Output output, in RunValues values, int top)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("image", image);
            json.WriteString("backend", backend.Name);
            json.WriteNumber("ms", Math.Round(ms, 3));
            output.PrintJson(json, values, top);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
