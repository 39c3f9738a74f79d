using System.CommandLine;
using Cnn;
using Cnn.Preprocessing;
using Demo.Catalogue;
using Demo.Companions;
using Demo.Exports;
using Demo.Models;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Commands;

/// <summary><c>maps</c>: what a network's layers hold when it has run on a picture, as files.</summary>
internal static class MapsCommand
{
    private const string All = "all";

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = $"{ModelOptions.Kinds}", Required = true };
        var layer = new Option<string>("--layer")
        {
            Description = "A layer by the name that the window shows, such as conv1, or its node's name; all for each of them",
            DefaultValueFactory = _ => All,
        };
        var folder = new Option<string>("--out") { Description = "The folder for the files", DefaultValueFactory = _ => "out" };
        var backend = BackendOption.Create();
        var threads = ThreadsOption.Create();
        var open = new ModelOptions();
        var recipe = new RecipeOptions();
        var image = new Argument<string>("image") { Description = "A picture" };
        var command = new Command("maps", "Save what a network's layers hold of a picture: numbers as NPY, a picture, what is in both")
        {
            model, layer, folder, backend, threads, image,
        };
        open.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(result =>
        {
            int crew = ThreadsOption.Read(result, threads);
            var file = new NetworkFile(ModelNames.FileOf(result.GetRequiredValue(model)), null, open.Read(result), recipe.Read(result));
            if (file.Note.Length > 0)
                Console.Error.WriteLine($"note: {file.Note}");
            var parts = file.PartsFor(drawn: false);
            var layers = Chosen(new Network(parts), result.GetRequiredValue(layer));
            var picture = Picture.Load(result.GetRequiredValue(image), PreprocessingGraph.DefaultCapacity);
            using var device = BackendOption.Open(result.GetRequiredValue(backend), Console.Error, crew);
            using var run = new PictureRun(parts, device, [.. layers.Select(l => l.Node)]);
            var values = run.Run(picture.Pixels, picture.Width, picture.Height);
            var copies = new FloatCopies();
            foreach (var one in layers)
            {
                float[] floats = copies.Of(one.Node, values.Read(one.Node)!).Floats.ToArray();
                var maps = new LayerMaps(one, floats, one.Colours(ColourMap.Auto), LayerMaps.RangeFor(one, RangeOf.Map));
                Console.WriteLine(maps.Save(Path.Combine(result.GetRequiredValue(folder), LayerMaps.FileName(one))));
            }
            return CommandLine.Done;
        });
        return command;
    }

    private static IReadOnlyList<Layer> Chosen(Network network, string name)
    {
        if (name == All)
            return network.Layers;
        var found = network.Layers.Where(layer => layer.Name == name || layer.Node.Name == name).ToArray();
        return found.Length > 0 ? found : throw new CnnException($"--layer is {name}, which {network.Title} does not have; there are "
            + string.Join(", ", network.Layers.Select(layer => layer.Name)) + ", and all");
    }
}
