using System.CommandLine;
using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Preprocessing;
using Cnn.Surgery;
using Demo.Catalogue;
using Demo.Companions;
using Demo.Cutting;
using Demo.Files;
using Demo.Models;
using Demo.Outputs;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Commands;

/// <summary><c>operate</c>: cuts into a model, as the view Cut makes them, and what becomes of a picture's answer.</summary>
internal static class OperateCommand
{
    private sealed record Done(string Cut, string Effect);

    public static Command Create()
    {
        var cuts = new Option<string[]>("--cut")
        {
            Description = "A cut, one after the other; channels, rows and columns count from 0: "
                + string.Join("; ", CutText.Forms.Select(form => $"{form.Form} {form.Help}")),
            AllowMultipleArgumentsPerToken = false,
        };
        var list = new Option<bool>("--list") { Description = "List the layers, and what can be done to each" };
        var output = new Option<string?>("--out") { Description = "Saves the network as FILE.onnx, with its recipe beside it" };
        var labels = new Option<string>("--labels") { Description = "A file with the class names, one a line" };
        var json = new Option<bool>("--json") { Description = "One JSON object" };
        var backend = BackendOption.Create();
        var threads = ThreadsOption.Create();
        var open = new ModelOptions();
        var recipe = new RecipeOptions();
        var model = new Argument<string>("MODEL") { Description = ModelOptions.Kinds };
        var image = new Argument<string?>("PICTURE")
        {
            Description = "A picture: what the network said of it, and what it says now",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("operate", "Change kernels and layers of a model, see what it says then, save it as ONNX")
        {
            cuts, list, output, labels, json, backend, threads, model, image,
        };
        open.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(result =>
        {
            int crew = ThreadsOption.Read(result, threads);
            string path = ModelNames.FileOf(result.GetRequiredValue(model));
            if (result.GetValue(output) is { } saved && Path.GetFullPath(saved) == Path.GetFullPath(path))
                throw new CnnException($"{path} is both what is read and what is written; give the result another name");
            var file = new NetworkFile(
                path, result.GetValue(labels), open.Read(result), recipe.Read(result));
            if (file.Note.Length > 0)
                Console.Error.WriteLine($"note: {file.Note}");
            var network = new Network(file.PartsFor(drawn: false));
            var layers = new CutLayers(network);
            if (result.GetValue(list))
                return List(layers);
            string[] asked = result.GetValue(cuts) ?? [];
            var (operation, done) = Cut(asked, layers);
            string? target = result.GetValue(output), shown = result.GetValue(image);
            if (asked.Length == 0 || (target is null && shown is null))
                throw new CnnException("what is to be cut, or a picture or --out FILE.onnx for the result, is missing: "
                    + "operate MODEL --cut 'zero conv1 3' PICTURE; --list says what can be cut");
            var picture = shown is null ? null : Picture.Load(shown, PreprocessingGraph.DefaultCapacity);
            if (target is not null)
                CutFile.Save(operation, network.Parts.Preprocessing.Recipe!, target);
            using var said = picture is null ? null
                : new CutRun(network.Parts, operation, BackendOption.Open(result.GetRequiredValue(backend), Console.Error, crew), picture);
            if (result.GetValue(json))
                Console.WriteLine(ToJson(network.Parts, done, layers, said, target));
            else
                Print(done, layers, said, target);
            return CommandLine.Done;
        });
        return command;
    }

    private static (Operation Operation, List<Done> Done) Cut(string[] texts, CutLayers layers)
    {
        var operation = Operation.On(layers.Network.Parts.Model, layers.Network.Parts.Variables);
        var done = new List<Done>();
        foreach (string text in texts)
        {
            var cut = CutText.Parse(text, layers);
            Operation next;
            try
            {
                next = operation.With(cut);
            }
            catch (CnnException e)
            {
                throw new CnnException($"the cut '{Printable.Of(text)}': {e.Message}", e);
            }
            done.Add(new Done(CutText.Of(cut, layers), CutEffect.Of(operation, next)));
            operation = next;
        }
        return (operation, done);
    }

    private static int List(CutLayers layers)
    {
        var rows = layers.All.Where(layer => layer.Kinds != 0).ToList();
        int longest = rows.Count == 0 ? 0 : rows.Max(layer => layer.Name.Length);
        foreach (var layer in rows)
            Console.WriteLine(Printable.Of($"{layer.Name.PadRight(longest)}  {Words(layer)}"));
        return CommandLine.Done;
    }

    private static string Words(CutLayer layer)
    {
        var words = new List<string>();
        if (layer.Kernels is { } layout)
        {
            string taps = layout.Taps.Rank == 0 ? "" : $"×{layout.Taps}";
            words.Add($"zero, negate, swap, noise, set, prune ({layout.Maps} kernels of {layout.Channels}{taps})");
        }
        if (layer.Kinds.HasFlag(CutKinds.Pool))
            words.Add("pool");
        if (layer.Kinds.HasFlag(CutKinds.Activation))
            words.Add("activation");
        if (layer.Kinds.HasFlag(CutKinds.Remove))
            words.Add("remove");
        return $"{layer.Node.Op.Name}: {string.Join(", ", words)}";
    }

    private static void Print(List<Done> done, CutLayers layers, CutRun? said, string? target)
    {
        foreach (var (cut, effect) in done)
            Console.WriteLine(Printable.Of($"{cut}: {effect}"));
        if (said is not null)
        {
            Console.WriteLine($"original: {said.Original}");
            Console.WriteLine($"changed:  {said.Changed}");
            foreach (var layer in said.MostChanged(layers, 5))
                Console.WriteLine(FormattableString.Invariant($"{layer.Name}: changed by {layer.Distance:P1}"));
        }
        if (target is not null)
            Console.WriteLine($"{target}: saved");
    }

    private static string ToJson(NetworkParts parts, List<Done> done, CutLayers layers, CutRun? said, string? target)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model", parts.Name);
            json.WriteStartArray("cuts");
            foreach (var (cut, effect) in done)
            {
                json.WriteStartObject();
                json.WriteString("cut", cut);
                json.WriteString("effect", effect);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            said?.Write(json, layers);
            if (target is not null)
                json.WriteString("saved", target);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
