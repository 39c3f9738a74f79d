using System.CommandLine;
using System.Globalization;
using Cnn;
using Demo.Engines;
using Demo.Views.Filters;

namespace Demo.Commands;

/// <summary><c>filter</c>: what the view Filters does to a picture, done to files.</summary>
internal static class FilterCommand
{
    // What the lab works on unless the row is saved for another size.
    private const string UsualSize = "320x240";

    public static Command Create()
    {
        var row = new RowOptions();
        var white = new Option<double?>("--white")
        {
            Description = "The value that becomes white. Unless given: where black stays 0 and white 1 (blur, sharpen, emboss), 1; "
                + "else the largest value that the stages can yield, or where only edges are seen (Sobel, Laplacian) a quarter of it. "
                + "Where values can be below 0 (Sobel without ReLU), 0 is middle grey and -WHITE black; else 0 is black",
        };
        var list = new Option<bool>("--list") { Description = "List the kernels that have names" };
        var save = new Option<string?>("--save") { Description = "Save the stages as a network, FILE.onnx with its recipe, for --size" };
        var size = new Option<string>("--size")
        {
            Description = "The size of the saved network's pictures, WxH",
            DefaultValueFactory = _ => UsualSize,
        };
        var backend = BackendOption.Create();
        var input = new Argument<string?>("in")
        {
            Description = "A picture, a folder of pictures, a video",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var output = new Argument<string?>("out")
        {
            Description = "A PNG, a folder, a video (with its sound where such a file can hold it)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("filter", "Filter pictures and videos with the kernels, activations and pools of the view Filters");
        row.AddTo(command);
        foreach (var option in (Option[])[white, list, save, size, backend])
            command.Add(option);
        command.Add(input);
        command.Add(output);
        command.SetAction(result =>
        {
            var library = FilterLibrary.Open(Content.File("filters.json"), FilterFile.OwnPath);
            if (result.GetValue(list))
                return List(library);
            var asked = row.Read(result, library);
            if (result.GetValue(white) is { } value && !(value > 0 && double.IsFinite(value)))
                throw new CnnException($"--white is {value}; it lies above 0");
            string? file = result.GetValue(save), from = result.GetValue(input), to = result.GetValue(output);
            if (file is not null)
                Save(asked, result.GetRequiredValue(size), file);
            if (file is not null && from is null)
                return CommandLine.Done;
            if (from is null || to is null)
                throw new CnnException("what is to be filtered and where to is missing: filter --kernel NAME IN OUT; see filter --help");
            string where = result.GetRequiredValue(backend);
            using var device = BackendOption.Open(where, Console.Error);
            using var other = where == BackendOption.Auto ? BackendTable.Rows.First(row => row.IsReference).Open(0) : null;
            using var filter = new PictureFilter(device, asked, ShownRange.Of(asked, result.GetValue(white)), other);
            return new FilterFiles(filter).Run(from, to);
        });
        return command;
    }

    private static int List(FilterLibrary library)
    {
        if (library.Fault.Length > 0)
            Console.Error.WriteLine($"note: your own kernels are left out: {library.Fault}");
        var kernels = library.Presets.Concat(library.Own).ToList();
        int longest = kernels.Max(kernel => kernel.Name.Length);
        foreach (var kernel in kernels)
            Console.WriteLine($"{kernel.Name.PadRight(longest)}  {kernel.Size}×{kernel.Size}  {kernel.Title}");
        return CommandLine.Done;
    }

    private static void Save(LabRow row, string size, string file)
    {
        string[] parts = size.Split('x');
        if (parts.Length != 2 || Side(parts[0]) is not { } width || Side(parts[1]) is not { } height)
            throw new CnnException($"--size is '{size}'; it is WxH, such as {UsualSize}, with sides up to 4096");
        LabOnnx.Save(row, width, height, file);
        Console.WriteLine($"{file}: {width}×{height}");

        static int? Side(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pixels)
            && pixels is >= 1 and <= 4096 ? pixels : null;
    }
}
