using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Backends;
using Cnn.Preprocessing;
using Demo.Models;
using Demo.Overlays;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Commands;

/// <summary><c>classify</c>: what a model sees in picture files.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "The model, an .onnx file; its recipe is read from the .json beside it", Required = true };
        var labels = new Option<string>("--labels") { Description = "A file with the class names, one a line" };
        var backend = BackendOption.Create();
        var top = new Option<int>("--top") { Description = "How many classes to name", DefaultValueFactory = _ => 5 };
        var json = new Option<bool>("--json") { Description = "One JSON object a picture and line" };
        var open = new ModelOptions();
        var recipe = new RecipeOptions();
        var images = new Argument<string[]>("image") { Description = "Picture files", Arity = ArgumentArity.OneOrMore };
        var command = new Command("classify", "Say what a model sees in pictures; a digit is found anywhere on a photographed page")
        {
            model, labels, backend, top, json, images,
        };
        open.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(result =>
        {
            int count = result.GetValue(top);
            if (count < 1)
                throw new CnnException($"--top is {count}; it must be at least 1");
            var network = new NetworkFile(result.GetRequiredValue(model), result.GetValue(labels), open.Read(result), recipe.Read(result)).PartsFor(drawn: false);
            using var opened = BackendOption.Open(result.GetRequiredValue(backend), Console.Error);
            return Run(network, opened, result.GetRequiredValue(images), count, result.GetValue(json));
        });
        return command;
    }

    // A picture that cannot be read is reported and the others are done all the same.
    private static int Run(NetworkParts network, IBackend backend, string[] images, int top, bool json)
    {
        var preprocessing = network.Preprocessing;
        using var session = backend.CompileNow(network.Graph, network.Variables, new CompileOptions { Watched = preprocessing.Box is { } box ? [network.Scores, box] : [network.Scores] });
        preprocessing.WriteDefaults(session);
        var probabilities = new Tensor(network.Scores.Shape);
        int code = CommandLine.Done;
        foreach (string image in images)
            code = Math.Max(code, CommandLine.Guard(Console.Error, () =>
            {
                var picture = Picture.Load(image, PreprocessingGraph.DefaultCapacity);
                long start = Stopwatch.GetTimestamp();
                preprocessing.WriteFrame(session, picture.Pixels, picture.Height, picture.Width);
                session.Run();
                session.Read(network.Scores, probabilities);
                double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                // An empty page has no digit to name.
                var best = preprocessing.FoundNothing(session.Read) ? [] : Best(network, probabilities.Floats, top);
                float? largest = network.Kind is OutputKind.Classes or OutputKind.Labels ? null : PredictionPanel.Largest(probabilities.Floats);
                Console.WriteLine(json ? ToJson(image, backend, ms, network, best, largest) : ToText(image, ms, network, best, largest));
                return CommandLine.Done;
            }));
        return code;
    }

    // Best first; of equals the first. Of labels the share of the picture, and only those that occur.
    private static (string Label, float Probability)[] Best(NetworkParts network, ReadOnlySpan<float> values, int count)
    {
        if (network.Kind is OutputKind.Picture or OutputKind.Maps)
            return [];
        bool labels = network.Kind == OutputKind.Labels;
        float[] scores = labels ? new LabelShares().Of(values).ToArray() : values.ToArray();
        return
        [
            .. Enumerable.Range(0, scores.Length).Where(c => !labels || scores[c] > 0).OrderByDescending(c => scores[c]).Take(count)
                .Select(c => (network.Label(c), scores[c])),
        ];
    }

    private static string ToText(string image, double ms, NetworkParts network, (string Label, float Probability)[] best, float? largest)
    {
        string what = network.Kind == OutputKind.Classes ? "" : network.OutputText + ", ";
        string said = largest is { } value ? $"largest value {value:0.####}" : best.Length == 0 ? "no digit found" : string.Join(", ", best.Select(b => $"{b.Label} {b.Probability:P1}"));
        return $"{image} ({ms:0.0} ms): {what}{said}";
    }

    private static string ToJson(string image, IBackend backend, double ms, NetworkParts network, (string Label, float Probability)[] best, float? largest)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("image", image);
            json.WriteString("backend", backend.Name);
            json.WriteNumber("ms", Math.Round(ms, 3));
            if (network.Kind != OutputKind.Classes)
            {
                json.WriteString("kind", network.KindName);
                json.WriteStartArray("shape");
                foreach (int length in network.OutputShape)
                    json.WriteNumberValue(length);
                json.WriteEndArray();
            }
            if (largest is { } value && float.IsFinite(value))
                json.WriteNumber("largest", value);
            json.WriteStartArray("top");
            foreach (var (label, probability) in best)
            {
                json.WriteStartObject();
                json.WriteString("label", label);
                json.WriteNumber(network.Kind == OutputKind.Labels ? "share" : "probability", probability);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
