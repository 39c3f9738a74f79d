using System.CommandLine;
using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Backends;
using Cnn.Models;
using Cnn.Preprocessing;
using Cnn.Training;

namespace Demo.Commands;

/// <summary>
/// <c>evaluate</c>: how many pictures of a folder a model names rightly. The pictures are taken as the data set made them:
/// only the recipe's scaling is applied.
/// </summary>
internal static class EvaluateCommand
{
    private const int Batch = 50;

    public static Command Create()
    {
        var model = new Option<FileInfo>("--model") { Description = "The model, an .onnx file", Required = true };
        var data = DataOption.Create();
        var backend = BackendOption.Create();
        var photo = new Option<bool>("--photo")
        {
            Description = "Read each picture as a photo, on which its digit is looked for; without a test split those that train holds out",
        };
        var finder = RecipeOptions.Finder();
        var json = new Option<bool>("--json") { Description = "One JSON object instead of text" };
        var command =
            new Command("evaluate", "Count how many pictures of a folder a model names rightly (of its test split where there is one)")
        {
            model, data, backend, photo, finder, json,
        };
        command.SetAction(result => result.GetValue(photo)
            ? ReadPhotos(
                result.GetRequiredValue(model), result.GetRequiredValue(data), result.GetRequiredValue(backend), result.GetValue(finder))
            : Run(
            result.GetRequiredValue(model), result.GetRequiredValue(data), result.GetRequiredValue(backend), result.GetValue(json)));
        return command;
    }

    private static int ReadPhotos(FileInfo file, DirectoryInfo data, string backendName, string? finder)
    {
        var folder = DataOption.Load(data.ToString());
        var pictures = folder.Test ?? folder.Train.Split(TrainingPictures.HeldOutShare, TrainCommand.DefaultSeed).HeldOut;
        using var backend = BackendOption.Open(backendName, Console.Error);
        using var reader = new PageReader(backend, file.ToString(), finder);
        for (int i = 0; i < pictures.Count; i++)
        {
            int[] pixels = Array.ConvertAll(pictures.Image(i).ToArray(), grey => grey * 0x010101 | unchecked((int)0xFF000000));
            string label = $"{pictures.Label(i)}";
            reader.Count(label, reader.Read(pixels, pictures.Height, pictures.Width) == label);
        }
        foreach (string line in reader.Table())
            Console.WriteLine(line);
        return CommandLine.Done;
    }

    private static int Run(FileInfo file, DirectoryInfo data, string backendName, bool asJson)
    {
        var model = ModelFormats.Load(file.ToString());
        var folder = DataOption.Load(data.ToString());
        string split = folder.Test is null ? "all" : "test";
        var pictures = folder.Test ?? folder.Train;
        var graph = Bind(model, pictures);
        var recipe = RecipeFile.For(file.ToString(), graph.Inputs[0].Shape, []).Recipe;

        using var backend = BackendOption.Open(backendName, Console.Error);
        long started = TimeProvider.System.GetTimestamp();
        var evaluation = WorkProgress.Show(Math.Ceiling((double)pictures.Count / Batch), progress =>
        {
            var output = graph.Outputs[0];
            using var session = backend.CompileNow(graph, model.Variables, new CompileOptions { Watched = [output] });
            return Evaluation.Run(session, graph.Inputs[0], output, pictures, Levels(recipe),
                shown => progress.Advance($"{shown} of {pictures.Count}"));
        });
        double ms = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        Console.WriteLine(asJson
            ? ToJson(evaluation, file, split, backend, ms)
            : ToText(evaluation, recipe, split, backend, ms));
        return CommandLine.Done;
    }

    // A model whose first axis is fixed is shown one batch of that length at a time.
    private static Graph Bind(ModelFile model, DataSet pictures)
    {
        var graph = model.Bind();
        if (graph.Inputs.Length != 1)
            throw new CnnException($"{model.File} has {graph.Inputs.Length} inputs; one for pictures is needed");
        if (model.Inputs[0].Dims is not [{ Length: null }, ..])
            return graph;
        return model.Bind(new BindOptions
        {
            Shapes = new Dictionary<string, Shape>
            {
                [graph.Inputs[0].Name] = graph.Inputs[0].Shape.With(0, Math.Min(Batch, pictures.Count)),
            },
        });
    }

    // The value of each grey level, a table for each of the recipe's means.
    private static float[][] Levels(Recipe recipe)
    {
        int tables = Math.Max(recipe.Mean.Length, recipe.Std.Length);
        return Enumerable.Range(0, tables).Select(channel => Enumerable.Range(0, 256).Select(level =>
            (level * recipe.Scale - recipe.Mean[recipe.Mean.Length == 1 ? 0 : channel]) / recipe.Std[recipe.Std.Length == 1 ? 0 : channel])
                .ToArray()).ToArray();
    }

    private static string ToText(Evaluation evaluation, Recipe recipe, string split, IBackend backend, double ms)
    {
        var text = new StringBuilder();
        for (int label = 0; label < evaluation.ImagesOfClass.Count; label++)
            text.AppendLine(
                $"{Printable.Of(recipe.Label(label)),-12} {evaluation.CorrectOfClass[label],6} of {evaluation.ImagesOfClass[label],6} "
                    + "right");
        text.Append($"{evaluation.Accuracy:P2} of {Plural.Of(evaluation.Images, "picture")} right "
            + $"({(split == "all" ? "all of the folder" : "its test split")}), backend {backend.Name}, "
                + $"{WorkProgress.Time(TimeSpan.FromMilliseconds(ms))}");
        return text.ToString();
    }

    private static string ToJson(Evaluation evaluation, FileInfo model, string split, IBackend backend, double ms)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model", model.ToString());
            json.WriteString("backend", backend.Name);
            json.WriteString("split", split);
            json.WriteNumber("accuracy", evaluation.Accuracy);
            json.WriteNumber("images", evaluation.Images);
            json.WriteNumber("correct", evaluation.Correct);
            json.WriteNumber("ms", Math.Round(ms, 1));
            json.WriteStartArray("classes");
            for (int label = 0; label < evaluation.ImagesOfClass.Count; label++)
            {
                json.WriteStartObject();
                json.WriteNumber("images", evaluation.ImagesOfClass[label]);
                json.WriteNumber("correct", evaluation.CorrectOfClass[label]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
