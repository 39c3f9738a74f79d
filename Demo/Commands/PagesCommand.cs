using System.CommandLine;
using System.Text;
using System.Text.Json;
using Cnn;
using Demo.Files;
using Demo.Pages;
using SkiaSharp;

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
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to write to", Required = true };
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
                $"All of one kind; otherwise of all kinds in turn but those of dark rules. Pages: {Names<PageCondition>()}; frames: "
                    + $"{Names<CameraCondition>()}",
        };
        var strokes = new Option<bool>("--strokes")
        {
            Description =
                "Instead of pictures write strokes.jsonl (30 digits, one stroke each), strokes.json (their labels) and drawing.jsonl",
        };
        var command =
            new Command("pages", "Draw pictures of handwritten digits on paper or as a camera sees them, with labels.json beside them")
        {
            folder, count, seed, camera, condition, strokes,
        };
        command.SetAction(result =>
        {
            var target = result.GetRequiredValue(folder);
            target.Create();
            if (result.GetValue(strokes))
                WriteStrokes(target, result.GetValue(seed));
            else
                WritePictures(target, result.GetValue(count),
                    Pictures(result.GetValue(camera), result.GetValue(seed), result.GetValue(condition)));
            return CommandLine.Done;
        });
        return command;
    }

    // The picture with a number: what it is called, how it is painted.
    private static Func<int,
        (string Name, string Label, string Condition, Func<SKBitmap> Paint)> Pictures(bool camera, int seed, string? condition)
    {
        if (camera)
        {
            var wanted = Parse<CameraCondition>(condition);
            return number =>
            {
                var frame = CameraFrame.Generate(seed, number, wanted);
                return ($"frame-{number:D3}.png", frame.Label, frame.Condition.ToString(), () => CameraPainter.Paint(frame));
            };
        }
        var kind = Parse<PageCondition>(condition);
        return number =>
        {
            var page = Page.Generate(seed, number, kind);
            return ($"page-{number:D3}.png", page.Hand.Digit.ToString(), page.Condition.ToString(), () => PagePainter.Paint(page));
        };
    }

    private static T? Parse<T>(string? name) where T : struct, Enum =>
        name is null ? null
        : Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw new CnnException($"--condition is '{name}'; it is one of {Names<T>()}");

    private static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());

    private static void WritePictures(
        DirectoryInfo folder, int count, Func<int, (string Name, string Label, string Condition, Func<SKBitmap> Paint)> pictures)
    {
        if (count is < 1 or > MaxCount)
            throw new CnnException($"--count is {count}; it may be 1 … {MaxCount}");
        Replace(folder, "labels.json", stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartArray();
            for (int number = 0; number < count; number++)
            {
                var (name, label, condition, paint) = pictures(number);
                using var bitmap = paint();
                Replace(folder, name, picture => Png.Write(picture, bitmap.GetPixelSpan(), bitmap.Width, bitmap.Height));
                json.WriteStartObject();
                json.WriteString("image", name);
                json.WriteString("label", label);
                json.WriteString("condition", condition);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        Console.WriteLine($"{Plural.Of(count, "picture")} in {folder.FullName}");
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
