using System.CommandLine;
using System.Globalization;
using Cnn;
using Cnn.Backends;
using Demo.Catalogue;
using Demo.Explaining;
using Demo.Files;
using Demo.Models;
using Demo.Ui;

namespace Demo.Commands;

/// <summary><c>excite</c>: what excites a layer's channels, in the pictures of a folder and made up by gradient ascent.</summary>
internal static class ExciteCommand
{
    private const string AllChannels = "all";
    private const int MostSteps = 100_000;

    public static Command Create()
    {
        var model = new Argument<string>("MODEL") { Description = ModelOptions.Kinds };
        var layer = new Option<string>("--layer")
        {
            Description = "Which layer, by its name in the window (conv2) or its node's",
            Required = true,
        };
        var channel = new Option<string>("--channel")
        {
            Description = "Which channel, counted from 1 as the window does, a class by its name, or all",
            DefaultValueFactory = _ => AllChannels,
        };
        var unit = new Option<string?>("--unit") { Description = "X,Y: excite this value of the map alone, counted from 0" };
        var pictures = new Option<string?>("--pictures") { Description = "A folder: its pictures that excite each channel most" };
        var steps = new Option<int?>("--steps") { Description = "How many steps a picture is made up in; 0: none is made up" };
        var seed = new Option<int>("--seed") { Description = "Which noise a made-up picture begins with" };
        var target = new Option<string?>("--out") { Description = "A PNG file, a row for each channel, or a folder, a file for each" };
        var json = new Option<bool>("--json") { Description = "One JSON object with values and places" };
        var backend = BackendOption.Create();
        var threads = ThreadsOption.Create();
        var open = new ModelOptions();
        var recipe = new RecipeOptions();
        var labels = new Option<string>("--labels") { Description = "A file with the class names, one a line" };
        var command = new Command("excite", "Show what excites a layer's channels: pictures of a folder, and made-up ones")
        {
            model, layer, channel, unit, pictures, steps, seed, target, json, labels, backend, threads,
        };
        open.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(result =>
        {
            if (result.GetValue(steps) is { } count)
                TrainingRanges.InRange("--steps", count, 0, MostSteps);
            int crew = ThreadsOption.Read(result, threads);
            var file = new NetworkFile(
                ModelNames.FileOf(result.GetRequiredValue(model)), result.GetValue(labels), open.Read(result), recipe.Read(result));
            var network = new Network(file.PartsFor(drawn: false));
            var chosen = LayerOf(network, result.GetRequiredValue(layer));
            var asked = new ExciteJob(network, chosen, ChannelsOf(network, chosen, result.GetRequiredValue(channel)))
            {
                Cell = CellOf(chosen, result.GetValue(unit)),
                Folder = result.GetValue(pictures),
                Steps = result.GetValue(steps),
                Seed = result.GetValue(seed),
            };
            if (result.GetValue(target) is { } path)
                ExciteSheet.Check(path, asked.Channels.Length);
            using var opened = BackendOption.Open(result.GetRequiredValue(backend), Console.Error, crew);
            return Run(asked, opened, result.GetValue(target), result.GetValue(json));
        });
        return command;
    }

    private static int Run(ExciteJob job, IBackend backend, string? target, bool asJson)
    {
        using var interrupt = new Interrupt();
        var found = job.Run(backend, interrupt.Token);
        Console.Out.WriteLine(asJson ? ExciteReport.ToJson(job, backend, found) : ExciteReport.ToText(job, found));
        if (target is not null)
            ExciteSheet.Save(target, job, found);
        return CommandLine.Done;
    }

    private static Layer LayerOf(Network network, string name) =>
        network.Layers.Skip(1).FirstOrDefault(layer => layer.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? network.Layers.Skip(1).FirstOrDefault(layer => layer.Node.Name == name)
        ?? throw new CnnException($"--layer {name}: there is no such layer; there are "
            + string.Join(", ", network.Layers.Skip(1).Take(12).Select(layer => layer.Name)) + (network.Layers.Length > 13 ? "…" : ""));

    private static int[] ChannelsOf(Network network, Layer layer, string text)
    {
        if (text == AllChannels)
            return [.. Enumerable.Range(0, layer.Channels)];
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return number >= 1 && number <= layer.Channels ? [number - 1]
                : throw new CnnException($"--channel {number}: {layer.Name} has channels 1 … {layer.Channels}");
        int named = network.IsOfClasses(layer)
            ? Enumerable.Range(0, layer.Channels).FirstOrDefault(c => network.Label(c).Equals(text, StringComparison.OrdinalIgnoreCase), -1)
            : -1;
        return named >= 0 ? [named]
            : throw new CnnException($"--channel {text}: a number 1 … {layer.Channels}, {AllChannels}, or of classes a name is needed");
    }

    private static (int X, int Y)? CellOf(Layer layer, string? text)
    {
        if (text is null)
            return null;
        int[] numbers = [.. text.Split(',').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        return numbers is [>= 0 and var x, >= 0 and var y] && x < layer.Columns && y < layer.Rows ? (x, y)
            : throw new CnnException($"--unit {text}: X,Y is needed, with X below {layer.Columns} and Y below {layer.Rows}");
    }
}
