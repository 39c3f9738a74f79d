using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Backends;
using Demo.Bench;
using Demo.Catalogue;
using Demo.Models;
using Demo.Sources;
using Spectre.Console;

namespace Demo.Commands;

/// <summary>
/// <c>compare</c>: runs a model on a backend and on the reference and shows, layer by layer, how far they are apart and
/// how long each took.
/// </summary>
internal static class CompareCommand
{
    // The first run warms up; of the others each layer's fastest time counts.
    private const int TimedRuns = 3;

    // The random input where no picture is given.
    private const int Seed = 1;

    public static Command Create()
    {
        var model = new Option<string>("--model")
        {
            Description = $"{ModelOptions.Kinds}; or a network with random weights: "
                + BuiltNetworks.Names,
            Required = true,
        };
        var backend = BackendOption.Create();
        var limit = new Option<double>("--limit")
        {
            Description = "The largest error of a layer's own kernel; above it the exit code is 1",
            DefaultValueFactory = _ => 1e-3,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of a table" };
        var open = new ModelOptions();
        var recipe = new RecipeOptions(output: false);
        var image = new Argument<string?>("image")
        {
            Description = "A picture, put through the model's preprocessing; without one the model gets seeded random values",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("compare", "Run a model on a backend and on the reference and show each layer's error and times")
        {
            model, backend, limit, json, image,
        };
        open.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(result =>
        {
            string name = result.GetRequiredValue(model), path = BuiltNetworks.Find(name) is null ? ModelNames.FileOf(name) : name;
            if (result.GetValue(image) is null && recipe.Read(result) is [var (field, _), ..])
                throw new CnnException($"--{field} says how a picture becomes the input, but no picture is given");
            if (result.GetValue(image) is not null && BuiltNetworks.Find(path) is not null)
                throw new CnnException($"{path} has random weights and takes no picture; leave the picture out, or name an .onnx file");
            using var device = BackendOption.Open(result.GetRequiredValue(backend), Console.Error);
            var (session, layers) = result.GetValue(image) is { } picture
                ? WithPicture(device, picture, new NetworkFile(path, null, open.Read(result), recipe.Read(result)))
                : WithRandomInputs(device, path, open.Read(result));
            using var running = session;
            var rows = Run(session);
            if (result.GetValue(json))
                Console.WriteLine(ToJson(path, device, rows));
            else
                Show(device, rows, layers);
            return rows.All(row => row.Own <= result.GetValue(limit)) ? CommandLine.Done : CommandLine.CheckFailed;
        });
        return command;
    }

    private static (ComparingSession Session, int Layers) WithPicture(IBackend backend, string image, NetworkFile file)
    {
        var network = file.PartsFor(drawn: false);
        var picture = Picture.Load(image);
        var session = new ComparingSession(backend, network.Graph, network.Variables);
        network.Preprocessing.WriteDefaults(session);
        network.Preprocessing.WriteFrame(session, picture.Pixels, picture.Height, picture.Width);
        return (session, network.Model.LayerCount);
    }

    private static (ComparingSession Session, int Layers) WithRandomInputs(IBackend backend, string path, ModelChoices choices)
    {
        var (graph, variables) = BuiltNetworks.Find(path) ?? Read(path, choices);
        var session = new ComparingSession(backend, graph, variables);
        var random = new Random(Seed);
        foreach (var input in graph.Inputs.Where(i => i.Type == DataType.Float32))
        {
            var value = new Tensor(input.Shape);
            foreach (ref float element in value.Floats)
                element = random.NextSingle();
            session.Write(input, value);
        }
        return (session, graph.LayerCount);
    }

    private static (Graph Graph, VariableSet Variables) Read(string path, ModelChoices choices)
    {
        var model = choices.Load(path);
        return (model.Bind(choices.Bind), model.Variables);
    }

    private static List<LayerDifference> Run(ComparingSession session)
    {
        session.Run();
        session.Differences();
        session.Run();
        List<LayerDifference> rows = [.. session.Differences()];
        for (int run = 1; run < TimedRuns; run++)
        {
            session.Run();
            rows = [.. rows.Zip(session.Differences(), (row, next) => row with
            {
                Milliseconds = Math.Min(row.Milliseconds, next.Milliseconds),
                ReferenceMilliseconds = Math.Min(row.ReferenceMilliseconds, next.ReferenceMilliseconds),
            })];
        }
        return rows;
    }

    private static void Show(IBackend backend, List<LayerDifference> rows, int layers)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("layer", "operator", "output");
        foreach (string numeric in new[] { $"{backend.Name} ms", "reference ms", "own error", "end to end" })
            table.AddColumn(new TableColumn(numeric).RightAligned());
        foreach (var row in rows)
            table.AddRow(
                Markup.Escape(Printable.Of(row.Node.Name)), row.Node.Op.Name, row.Node.Shape.ToString(), Time(row.Milliseconds),
                    Time(row.ReferenceMilliseconds),
                Error(row.Own), Error(row.EndToEnd));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        // A table that goes into a file or a pipe must not be folded to a guessed width.
        if (Console.IsOutputRedirected)
            console.Profile.Width = 500;
        console.Write(table);
        // What prepares the picture, and a softmax that the model leaves out, are no layers of it.
        string around = rows.Count > layers ? $" and {rows.Count - layers} around the model" : "";
        Console.WriteLine(
            $"{layers} layers{around} on {backend.Name} ({backend.Device}): {Time(rows.Sum(r => r.Milliseconds))} ms, reference "
                + $"{Time(rows.Sum(r => r.ReferenceMilliseconds))} ms; " +
            $"largest error of a layer's own {Error(rows.Max(r => r.Own))}, end to end {Error(rows.Max(r => r.EndToEnd))}");
    }

    private static string Time(double ms) => ms.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Error(double error) => error == 0 ? "0" : error.ToString("0.0e0", CultureInfo.InvariantCulture);

    private static string ToJson(string model, IBackend backend, List<LayerDifference> rows)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteString("backend", backend.Name);
            json.WriteString("device", backend.Device);
            WriteNumber(json, "maxOwnError", rows.Max(r => r.Own));
            WriteNumber(json, "maxError", rows.Max(r => r.EndToEnd));
            json.WriteStartArray("layers");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("name", row.Node.Name);
                json.WriteString("operator", row.Node.Op.Name);
                json.WriteStartArray("shape");
                foreach (int length in row.Node.Shape)
                    json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteNumber("ms", row.Milliseconds);
                json.WriteNumber("referenceMs", row.ReferenceMilliseconds);
                WriteNumber(json, "ownError", row.Own);
                WriteNumber(json, "error", row.EndToEnd);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // JSON has no infinity; an error that is no number is null.
    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
