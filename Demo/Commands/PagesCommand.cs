using System.CommandLine;
using System.Text;
using System.Text.Json;
using Cnn;
using Demo.Files;
using Demo.Pages;

namespace Demo.Commands;

/// <summary>
/// <c>pages</c>: draws pictures of digits on paper and in front of a camera, to try the reader on, and the scripts of
/// strokes that the canvas is tried with.
/// </summary>
internal static class PagesCommand
{
    private const int MaxCount = 10_000;

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to write to" };
        var model = new Option<string>("--read")
        {
            Description = "Instead of writing them, read them with this model and count how many are read rightly, of each condition",
        };
        var wrong = new Option<bool>("--wrong") { Description = "With --read: name each that is misread; with --out, write it" };
        var finder = RecipeOptions.Finder();
        var backend = BackendOption.Create();
        var count = new Option<int>("--count") { Description = "How many pictures", DefaultValueFactory = _ => 30 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same pictures", DefaultValueFactory = _ => 1 };
        var camera = new Option<bool>("--camera")
        {
            Description =
                "Instead of pages that fill the picture frames of a camera, 640×480: a sheet, phone or board with a digit somewhere in a "
                    + "room, or nothing to read",
        };
        var condition = new Option<string>("--condition")
        {
            Description =
                $"All of one kind; otherwise of all kinds in turn up to Edge. Pages: {PageSeries.Pages}; frames: {PageSeries.Frames}",
        };
        var digits = new Option<int>("--digits")
        {
            Description = "How many digits make the number on a picture",
            DefaultValueFactory = _ => 1,
        };
        var strokes = new Option<bool>("--strokes")
        {
            Description =
                "Instead of pictures write strokes.jsonl (30 digits, one stroke each), strokes.json (their labels) and drawing.jsonl",
        };
        var command =
            new Command("pages", "Draw pictures of handwritten digits on paper or as a camera sees them, with labels.json beside them")
        {
            folder, count, seed, camera, condition, digits, strokes, model, wrong, finder, backend,
        };
        command.SetAction(result =>
        {
            var target = result.GetValue(folder);
            var series = new PageSeries(
                result.GetValue(seed), result.GetValue(camera), result.GetValue(condition), result.GetValue(digits));
            if (result.GetValue(model) is { } reader)
            {
                using var opened = BackendOption.Open(result.GetRequiredValue(backend), Console.Error);
                using var pages = new PageReader(opened, reader, result.GetValue(finder));
                return Read(pages, Counted(result.GetValue(count)), series, result.GetValue(wrong), target);
            }
            if (target is null)
                throw new CnnException("--out is missing: the folder to write to; or --read with a model");
            target.Create();
            if (result.GetValue(strokes))
                WriteStrokes(target, result.GetValue(seed));
            else
                WritePictures(target, Counted(result.GetValue(count)), series);
            return CommandLine.Done;
        });
        return command;
    }

    private static int Counted(int count) => count is >= 1 and <= MaxCount ? count
        : throw new CnnException($"--count is {count}; it may be 1 … {MaxCount}");

    private static int Read(PageReader reader, int count, PageSeries series, bool wrong, DirectoryInfo? folder)
    {
        for (int number = 0; number < count; number++)
        {
            using var page = series.Paint(number);
            string said = reader.Read(page);
            if (!wrong || said == page.Label)
                continue;
            Console.Error.WriteLine($"{page.Name} {page.Condition}: '{page.Label}' read as '{said}'");
            folder?.Create();
            if (folder is not null)
                Replace(folder, $"{page.Condition}-{page.Name}",
                    picture => Png.Write(picture, page.Bitmap.GetPixelSpan(), page.Bitmap.Width, page.Bitmap.Height));
        }
        foreach (string line in reader.Table())
            Console.WriteLine(line);
        return CommandLine.Done;
    }

    private static void WritePictures(DirectoryInfo folder, int count, PageSeries series)
    {
        Replace(folder, "labels.json", stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartArray();
            for (int number = 0; number < count; number++)
            {
                using var page = series.Paint(number);
                var (name, bitmap) = (page.Name, page.Bitmap);
                Replace(folder, name, picture => Png.Write(picture, bitmap.GetPixelSpan(), bitmap.Width, bitmap.Height));
                json.WriteStartObject();
                json.WriteString("image", name);
                json.WriteString("label", page.Label);
                json.WriteString("condition", page.Condition);
                WriteBoxes(json, page.Marks);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        Console.WriteLine($"{Plural.Of(count, "picture")} in {folder.FullName}");
    }

    // In pixels, from left to right.
    private static void WriteBoxes(Utf8JsonWriter json, IReadOnlyList<Mark> marks)
    {
        json.WriteStartArray("boxes");
        foreach (var mark in marks)
        {
            json.WriteStartObject();
            json.WriteString("label", $"{mark.Digit}");
            json.WriteStartArray("box");
            foreach (float edge in new[] { mark.Box.Left, mark.Box.Top, mark.Box.Right, mark.Box.Bottom })
                json.WriteNumberValue(Math.Round(edge, 1));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteStrokes(DirectoryInfo folder, int seed)
    {
        var digits = StrokeScript.Digits(seed);
        Replace(folder, "strokes.jsonl", stream => stream.Write(Encoding.UTF8.GetBytes(StrokeScript.Write(digits))));
        Replace(folder, "drawing.jsonl", stream => stream.Write(Encoding.UTF8.GetBytes(StrokeScript.WriteDrawing([3, 7, 5]))));
        Replace(folder, "strokes.json", stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartArray();
            foreach (var (frame, digit, _) in digits)
            {
                json.WriteStartObject();
                json.WriteNumber("frame", frame);
                json.WriteString("label", digit.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        Console.WriteLine($"{Plural.Of(digits.Count, "stroke")} in {folder.FullName}");
    }

    private static void Replace(DirectoryInfo folder, string name, Action<Stream> write) =>
        OutputFile.Write(Path.Combine(folder.FullName, name), write);
}
