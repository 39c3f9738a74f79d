using System.CommandLine;
using System.Text;
using System.Text.Json;
using Cnn;
using Demo.Pages;
using SkiaSharp;

namespace Demo.Commands;

/// <summary>
/// <c>pages</c>: draws pictures of digits on paper, to try the reader of photos on, and the scripts of strokes that the
/// canvas is tried with.
/// </summary>
internal static class PagesCommand
{
    private const int MaxCount = 10_000;

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to write to", Required = true };
        var count = new Option<int>("--count") { Description = "How many pictures", DefaultValueFactory = _ => 30 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same pictures", DefaultValueFactory = _ => 1 };
        var condition = new Option<PageCondition?>("--condition") { Description = "All pages of one kind, such as DarkRuled; otherwise of all kinds in turn but those of dark rules" };
        var strokes = new Option<bool>("--strokes") { Description = "Instead of pictures write strokes.jsonl (30 digits, one stroke each), strokes.json (their labels) and drawing.jsonl" };
        var command = new Command("pages", "Draw pictures of handwritten digits on paper, with labels.json beside them") { folder, count, seed, condition, strokes };
        command.SetAction(result =>
        {
            var target = result.GetRequiredValue(folder);
            target.Create();
            if (result.GetValue(strokes))
                WriteStrokes(target, result.GetValue(seed));
            else
                WritePages(target, result.GetValue(count), result.GetValue(seed), result.GetValue(condition));
            return CommandLine.Done;
        });
        return command;
    }

    private static void WritePages(DirectoryInfo folder, int count, int seed, PageCondition? condition)
    {
        if (count is < 1 or > MaxCount)
            throw new CnnException($"--count is {count}; it may be 1 … {MaxCount}");
        Replace(folder, "labels.json", stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartArray();
            for (int number = 0; number < count; number++)
            {
                var page = Page.Generate(seed, number, condition);
                string name = $"page-{number:D3}.png";
                using var bitmap = PagePainter.Paint(page);
                Replace(folder, name, picture => bitmap.Encode(picture, SKEncodedImageFormat.Png, 100));
                json.WriteStartObject();
                json.WriteString("image", name);
                json.WriteString("label", page.Hand.Digit.ToString());
                json.WriteString("condition", page.Condition.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        Console.WriteLine($"{count} pages in {folder.FullName}");
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
        Console.WriteLine($"{digits.Count} strokes in {folder.FullName}");
    }

    // A file under its name is always whole.
    private static void Replace(DirectoryInfo folder, string name, Action<Stream> write)
    {
        string path = Path.Combine(folder.FullName, name), temporary = path + ".tmp";
        using (var stream = File.Create(temporary))
            write(stream);
        File.Move(temporary, path, overwrite: true);
    }
}
