using System.CommandLine;
using System.Text.Json.Nodes;
using Cnn;
using Cnn.Explain;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Spectre.Console;

namespace Demo.Commands;

/// <summary><c>inspect</c>: what a model file holds, layer by layer, or what is wrong with it.</summary>
internal static class InspectCommand
{
    // What most image networks were trained with; only used where the file leaves a length open.
    private const int AssumedLength = 224;

    private sealed record Layer(string Name, string Operator, Shape Shape, long Parameters, long Macs, ReceptiveField? Field);

    // How a picture becomes the input: a recipe, and whether it is a guess, or what is in the way of one.
    private sealed record PictureInput(Recipe? Recipe, bool Guessed, string Problem);

    public static Command Create()
    {
        var file = new Argument<string>("MODEL") { Description = "An ONNX file" };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of a table" };
        var options = new ModelOptions();
        var command = new Command("inspect", "Show a model's layers, shapes, parameters and costs, or what is wrong with the file") { file, json };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var model = OnnxModel.Load(parsed.GetValue(file)!);
            var graph = model.Bind(options.Read(parsed) with { OpenLength = AssumedLength });
            foreach (string warning in model.Warnings)
                Console.Error.WriteLine($"warning: {warning}");
            if (parsed.GetValue(json))
                Console.Out.WriteLine(Json(model, graph).ToJsonString());
            else
                Show(model, graph);
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

    private static PictureInput PictureOf(OnnxModel model, Graph graph)
    {
        if (graph.Inputs.Length != 1 || graph.Inputs[0].Shape.Rank != 4)
            return new PictureInput(null, false, "the model does not take one input of four axes");
        try
        {
            var (recipe, guessed) = RecipeFile.For(model.File, graph.Inputs[0].Shape);
            return new PictureInput(recipe, guessed, "");
        }
        catch (CnnException e)
        {
            return new PictureInput(null, false, e.Message);
        }
    }

    private static (int Height, int Width) SizeOf(Recipe recipe, Shape input) =>
        recipe.Layout == ChannelLayout.Nchw ? (input[2], input[3]) : (input[1], input[2]);

    private static string PictureText(OnnxModel model, Graph graph)
    {
        var picture = PictureOf(model, graph);
        if (picture.Recipe is not { } recipe)
            return $"none: {picture.Problem}";
        var (height, width) = SizeOf(recipe, graph.Inputs[0].Shape);
        string from = picture.Guessed ? "guessed from the input's shape" : $"from {Path.GetFileName(RecipeFile.PathFor(model.File))}";
        return $"{recipe.Layout.ToString().ToUpperInvariant()}, {recipe.Colors.ToString().ToLowerInvariant()}, {height}×{width}, {recipe.Kind.ToString().ToLowerInvariant()} ({from})";
    }

    private static JsonObject PictureJson(OnnxModel model, Graph graph)
    {
        var picture = PictureOf(model, graph);
        if (picture.Recipe is not { } recipe)
            return new JsonObject { ["from"] = "none", ["problem"] = picture.Problem };
        var (height, width) = SizeOf(recipe, graph.Inputs[0].Shape);
        return new JsonObject
        {
            ["from"] = picture.Guessed ? "guess" : "sidecar",
            ["height"] = height,
            ["width"] = width,
            ["recipe"] = JsonNode.Parse(RecipeFile.Format(recipe)),
        };
    }

    private static void Show(OnnxModel model, Graph graph)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("name", "operator", "output");
        foreach (string numeric in new[] { "parameters", "MACs", "receptive field" })
            table.AddColumn(new TableColumn(numeric).RightAligned());
        var layers = Layers(graph);
        foreach (var layer in layers)
            table.AddRow(
                Markup.Escape(layer.Name), layer.Operator, layer.Shape.ToString(), Count(layer.Parameters), Count(layer.Macs),
                layer.Field is { } field ? $"{field.Height}×{field.Width}" : "");
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        // A table that goes into a file or a pipe must not be folded to a guessed width.
        if (Console.IsOutputRedirected)
            console.Profile.Width = 500;
        console.Write(table);
        console.Profile.Out.Writer.WriteLine($"inputs: {string.Join("; ", model.Inputs)}");
        console.Profile.Out.Writer.WriteLine($"picture: {PictureText(model, graph)}");
        console.Profile.Out.Writer.WriteLine($"outputs: {string.Join("; ", graph.Outputs.Select(o => $"{o.Name}: {o.Type} {o.Shape}"))}");
        console.Profile.Out.Writer.WriteLine(
            $"{layers.Count} layers, {Count(Parameters(graph))} parameters, {Count(layers.Sum(l => l.Macs))} MACs; opset {model.Opset}{(model.Producer.Length > 0 ? $", written by {model.Producer}" : "")}");
    }

    // A weight that several layers share counts once.
    private static long Parameters(Graph graph) => graph.Variables.Sum(v => v.Shape.Count);

    private static string Count(long count) => count == 0 ? "" : count.ToString("N0");

    private static JsonObject Json(OnnxModel model, Graph graph)
    {
        var layers = Layers(graph);
        return new JsonObject
        {
            ["file"] = model.File,
            ["opset"] = model.Opset,
            ["producer"] = model.Producer,
            ["inputs"] = new JsonArray([.. graph.Inputs.Select(Value)]),
            ["picture"] = PictureJson(model, graph),
            ["outputs"] = new JsonArray([.. graph.Outputs.Select(Value)]),
            ["layers"] = new JsonArray([.. layers.Select(l => new JsonObject
            {
                ["name"] = l.Name,
                ["operator"] = l.Operator,
                ["shape"] = Lengths(l.Shape),
                ["parameters"] = l.Parameters,
                ["macs"] = l.Macs,
                ["receptiveField"] = l.Field is { } field ? new JsonArray(field.Height, field.Width) : null,
            })]),
            ["parameters"] = Parameters(graph),
            ["macs"] = layers.Sum(l => l.Macs),
            ["warnings"] = new JsonArray([.. model.Warnings.Select(w => JsonValue.Create(w))]),
        };
    }

    private static JsonObject Value(Node node) => new()
    {
        ["name"] = node.Name,
        ["type"] = node.Type.ToString(),
        ["shape"] = Lengths(node.Shape),
    };

    private static JsonArray Lengths(Shape shape) => new([.. shape.Select(length => JsonValue.Create(length))]);
}
