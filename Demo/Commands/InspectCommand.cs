using System.CommandLine;
using System.Text.Json.Nodes;
using Cnn;
using Cnn.Explain;
using Cnn.Gl;
using Cnn.Models;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Demo.Bench;
using Demo.Catalogue;
using Demo.Models;
using Demo.Outputs;
using Spectre.Console;

namespace Demo.Commands;

/// <summary><c>inspect</c>: what a model file holds, layer by layer, or what is wrong with it.</summary>
internal static class InspectCommand
{
    private sealed record Layer(string Name, string Operator, Shape Shape, long Parameters, long Macs, ReceptiveField? Field);

    // What classify and demo make of the model: how a picture becomes its input and what its output is, or what is in the way.
    private sealed record Use(PictureInput? Input, Output? Output, string Problem);

    public static Command Create()
    {
        var file = new Argument<string>("MODEL") { Description = ModelOptions.Kinds };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of a table" };
        var options = new ModelOptions();
        var recipe = new RecipeOptions();
        var command = new Command("inspect", "Show a model's layers, shapes, parameters and costs, or what is wrong with the file")
        {
            file, json,
        };
        options.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(parsed =>
        {
            var choices = options.Read(parsed);
            var model = choices.Load(ModelNames.FileOf(parsed.GetValue(file)!));
            var graph = OpenSizes.Bind(model, choices.Bind, out string note);
            if (note.Length > 0)
                Console.Error.WriteLine($"note: {note}");
            foreach (string warning in model.Warnings)
                Console.Error.WriteLine(Printable.Of($"warning: {warning}"));
            var use = UseOf(model.File, graph, recipe.Read(parsed));
            if (parsed.GetValue(json))
                Console.Out.WriteLine(Json(model, graph, use).ToJsonString());
            else
                Show(model, graph, use);
            return CommandLine.Done;
        });
        return command;
    }

    private static List<Layer> Layers(Graph graph)
    {
        var fields = ReceptiveField.Of(graph);
        return [.. graph.Nodes.Where(n => !n.IsLeaf).Select(n => new Layer(
            n.Name, n.Op.Name, n.Shape,
            n.Inputs.Where(i => i.Op is Variable).Sum(i => i.Shape.Count),
            n.MultiplyAccumulates,
            fields.TryGetValue(n, out var field) ? field : null))];
    }

    private static Use UseOf(string file, Graph graph, IReadOnlyList<(string Field, string Text)> flags)
    {
        try
        {
            var input = PictureInput.Of(file, graph, flags);
            return new Use(input, OutputKinds.Of(file, graph.Outputs, input), "");
        }
        // What the flags say must make sense, whatever the model is.
        catch (CnnException e) when (!e.Message.StartsWith("--", StringComparison.Ordinal))
        {
            return new Use(null, null, e.Message);
        }
    }

    private static string PictureText(string file, Use use)
    {
        if (use.Input is not { Recipe: var recipe } input)
            return $"none, so classify and demo refuse it: {use.Problem}";
        string from = input.Guessed ? "guessed from the input's shape" : $"from {Path.GetFileName(RecipeFile.PathFor(file))}";
        string fit = recipe.Fit == PictureFit.Crop ? "" : $", {recipe.Fit.ToString().ToLowerInvariant()}";
        return $"{recipe.Layout.ToString().ToUpperInvariant()}, {recipe.Colors.ToString().ToLowerInvariant()}, "
            + $"{input.Height}×{input.Width}, {recipe.Kind.ToString().ToLowerInvariant()}{fit} ({from})";
    }

    private static string OutputText(Node output, Use use) =>
        $"{output.Name}: {output.Type} {output.Shape}{(use.Output?.Node == output ? $" (shown as {ShownText(use.Output)})" : "")}";

    private static string ShownText(Output output) =>
        output.Decoding.Length == 0 ? output.Kind : $"{output.Kind}, {output.Decoding}";

    // What gl plans, on whatever machine; null where it cannot run the model.
    private static MemoryUse? MemoryOf(Graph graph)
    {
        try
        {
            return MemoryUse.Of(graph, GlBackend.PlannedBytes);
        }
        catch (CnnException)
        {
            return null;
        }
    }

    private static JsonObject PictureJson(Use use) => use.Input is not { } input
        ? new JsonObject { ["from"] = "none", ["problem"] = use.Problem }
        : new JsonObject
        {
            ["from"] = input.Guessed ? "guess" : "sidecar",
            ["height"] = input.Height,
            ["width"] = input.Width,
            ["recipe"] = JsonNode.Parse(RecipeFile.Format(input.Recipe)),
        };

    private static void Show(ModelFile model, Graph graph, Use use)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("name", "operator", "output");
        foreach (string numeric in new[] { "parameters", "MACs", "receptive field" })
            table.AddColumn(new TableColumn(numeric).RightAligned());
        var layers = Layers(graph);
        foreach (var layer in layers)
            table.AddRow(
                Markup.Escape(Printable.Of(layer.Name)), layer.Operator, layer.Shape.ToString(), Count(layer.Parameters), Count(layer.Macs),
                layer.Field is { } field ? $"{field.Height}×{field.Width}" : "");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        // A table that goes into a file or a pipe must not be folded to a guessed width.
        if (Console.IsOutputRedirected)
            console.Profile.Width = 500;
        console.Write(table);
        string producer = model.Producer.Length > 0 ? $", written by {model.Producer}" : "";
        foreach (string line in new[]
        {
            $"inputs: {string.Join("; ", model.Inputs)}",
            $"picture: {PictureText(model.File, use)}",
            $"outputs: {string.Join("; ", graph.Outputs.Select(o => OutputText(o, use)))}",
            $"{Plural.Of(graph.LayerCount, "layer")}, {Plural.Of(graph.ParameterCount, "parameter")}, "
                + $"{Plural.Of(layers.Sum(l => l.Macs), "MAC")}; "
                + $"{model.Format}{producer}",
        })
            Console.Out.WriteLine(Printable.Of(line));
        if (MemoryOf(graph) is { } memory)
            Console.Out.WriteLine(
                $"layers' values on gl: {MemoryUse.Megabytes(memory.Kept)} MB where each can be read after a run, "
                + $"{MemoryUse.Megabytes(memory.Reused)} MB where only outputs can");
    }

    private static string Count(long count) => count == 0 ? "" : count.ToString("N0");

    private static JsonObject Json(ModelFile model, Graph graph, Use use)
    {
        var layers = Layers(graph);
        return new JsonObject
        {
            ["file"] = model.File,
            ["format"] = model.Format,
            ["opset"] = (model as OnnxModel)?.Opset,
            ["producer"] = model.Producer,
            ["inputs"] = new JsonArray([.. graph.Inputs.Select(Value)]),
            ["picture"] = PictureJson(use),
            ["outputs"] = new JsonArray([.. graph.Outputs.Select(Value)]),
            ["shown"] = use.Output is { } shown ? ShownJson(shown) : null,
            ["layers"] = new JsonArray([.. layers.Select(l => new JsonObject
            {
                ["name"] = l.Name,
                ["operator"] = l.Operator,
                ["shape"] = Lengths(l.Shape),
                ["parameters"] = l.Parameters,
                ["macs"] = l.Macs,
                ["receptiveField"] = l.Field is { } field ? new JsonArray(field.Height, field.Width) : null,
            })]),
            ["memory"] = MemoryOf(graph) is { } memory
                ? new JsonObject { ["keptBytes"] = memory.Kept, ["reusedBytes"] = memory.Reused }
                : null,
            ["parameters"] = graph.ParameterCount,
            ["macs"] = layers.Sum(l => l.Macs),
            ["warnings"] = new JsonArray([.. model.Warnings.Select(w => JsonValue.Create(w))]),
        };
    }

    private static JsonObject ShownJson(Output shown)
    {
        var json = new JsonObject { ["output"] = shown.Node.Name, ["kind"] = shown.Kind };
        if (shown.Decoding.Length > 0)
            json["decoding"] = shown.Decoding;
        return json;
    }

    private static JsonObject Value(Node node) => new()
    {
        ["name"] = node.Name,
        ["type"] = node.Type.ToString(),
        ["shape"] = Lengths(node.Shape),
    };

    private static JsonArray Lengths(Shape shape) => new([.. shape.Select(length => JsonValue.Create(length))]);
}
