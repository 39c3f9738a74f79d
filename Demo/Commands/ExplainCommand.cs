using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Backends;
using Cnn.Explain;
using Cnn.Preprocessing;
using Demo.Catalogue;
using Demo.Companions;
using Demo.Explaining;
using Demo.Files;
using Demo.Models;
using Demo.Outputs;
using Demo.Overlays;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Commands;

/// <summary><c>explain</c>: which places of a picture speak for what a model says of it.</summary>
internal static class ExplainCommand
{
    private const float Opacity = 0.5f, FootHeight = 48;

    private sealed record Asked(ExplainMethod Method, string? Class, bool Mean, int? Runs, Rect? Box);

    public static Command Create()
    {
        var model = new Option<string>("--model")
        {
            Description = $"{ModelOptions.Kinds}; its recipe is read from the sidecar beside it",
            Required = true,
        };
        var method = new Option<string>("--method")
        {
            Description = $"How: {string.Join(", ", ExplainMethod.All.Select(m => $"{m.Word} ({m.Name})"))}",
            DefaultValueFactory = _ => ExplainMethod.All[0].Word,
        };
        method.AcceptOnlyFromAmong([.. ExplainMethod.All.Select(m => m.Word)]);
        var chosen = new Option<string?>("--class")
        {
            Description = "Which class, by name or number; of a detector the surest box of it. The likeliest unless given",
        };
        var labels = new Option<string>("--labels") { Description = "A file with the class names, one a line" };
        var baseline = new Option<string>("--baseline")
        {
            Description = "What integrated gradients and occlusion compare with: black, or the picture's mean colour",
            DefaultValueFactory = _ => "black",
        };
        baseline.AcceptOnlyFromAmong("black", "mean");
        var runs = new Option<int?>("--runs") { Description = "After how many runs to stop, of methods that make many" };
        var box = new Option<string?>("--box")
        {
            Description = "A rectangle LEFT,TOP,RIGHT,BOTTOM in pixels of the picture: says how much of what speaks for it lies there",
        };
        var output = new Option<string?>("--out") { Description = "A PNG file for the picture with the map over it" };
        var json = new Option<bool>("--json") { Description = "One JSON object" };
        var backend = BackendOption.Create();
        var threads = ThreadsOption.Create();
        var open = new ModelOptions();
        var recipe = new RecipeOptions();
        var image = new Argument<string>("image") { Description = "A picture file" };
        var command = new Command("explain", "Show which places of a picture speak for what a model says of it")
        {
            model, method, chosen, labels, baseline, runs, box, output, json, backend, threads, image,
        };
        open.AddTo(command);
        recipe.AddTo(command);
        command.SetAction(result =>
        {
            if (result.GetValue(runs) is < 1 and var count)
                throw new CnnException($"--runs is {count}; it must be at least 1");
            if (result.GetValue(output) is { } target)
                OutputFile.Check(target);
            var asked = new Asked(
                ExplainMethod.All.First(m => m.Word == result.GetRequiredValue(method)), result.GetValue(chosen),
                result.GetValue(baseline) == "mean", result.GetValue(runs), BoxOf(result.GetValue(box)));
            int crew = ThreadsOption.Read(result, threads);
            var file = new NetworkFile(
                ModelNames.FileOf(result.GetRequiredValue(model)), result.GetValue(labels), open.Read(result), recipe.Read(result));
            using var opened = BackendOption.Open(result.GetRequiredValue(backend), Console.Error, crew);
            var picture = Picture.Load(result.GetRequiredValue(image), PreprocessingGraph.DefaultCapacity);
            return Run(file.PartsFor(drawn: false), opened, picture, asked, result.GetValue(output), result.GetValue(json));
        });
        return command;
    }

    private static int Run(NetworkParts parts, IBackend backend, Picture picture, Asked asked, string? target, bool json)
    {
        using var network = new PictureRun(parts, backend, parts.Preprocessing.Output);
        var values = network.Run(picture.Pixels, picture.Width, picture.Height);
        var score = ScoreOf(parts.Output, values, asked.Class);
        using var run = new ExplainRun(asked.Method, parts, backend);
        run.Begin(values.Read(parts.Preprocessing.Output)!, score.Place, asked.Mean);
        var why = run.Attribution;
        while (!run.Step() && why.Done < (asked.Runs ?? int.MaxValue)) { }
        double? share = asked.Box is { } box ? ShareIn(why.Map, box, values) : null;
        Console.WriteLine(json ? ToJson(parts, backend, asked, score, why, share) : Line(asked, score, why, share));
        if (target is not null)
            Draw(target, picture, values, asked, score, why);
        return CommandLine.Done;
    }

    // The likeliest thing, or what a person has named.
    private static NamedScore ScoreOf(Output output, in RunValues values, string? wanted)
    {
        if (output.Scores.IsEmpty || wanted is null)
            return output.Likeliest(values) ?? (output.Scores.IsEmpty ? default
                : throw new CnnException("the model names nothing in the picture; --class says what to explain"));
        if (output.Find(values, wanted) is { } found)
            return found;
        throw new CnnException($"--class {wanted}: the model has no such class, or sees none here; "
            + "it is a name as classify prints it, or a class's number");
    }

    private static double ShareIn(Tensor map, Rect box, in RunValues values)
    {
        var (width, height) = values.Frame;
        var (left, top) = values.Part.ToInput(box.X / width, box.Y / height);
        var (right, bottom) = values.Part.ToInput(box.Right / width, box.Bottom / height);
        return MapShare.In(map, 0, Math.Min(left, right), top, Math.Max(left, right), bottom);
    }

    private static string Line(Asked asked, in NamedScore score, Attribution why, double? share)
    {
        string text = $"{asked.Method.Name} for {score.Label}, {why.Done} {(why.Done == 1 ? "run" : "runs")}";
        if (why is IntegratedGradients { Done: > 2 } path)
            text += FormattableString.Invariant(
                $"; sum {Sum(path.Map):0.000}, the score goes from {path.AtBaseline[0]:0.000} to {path.AtPicture[0]:0.000}");
        if (share is { } part)
            text += $"; {part:P1} of what speaks for it in the box";
        return text;
    }

    private static double Sum(Tensor map)
    {
        double sum = 0;
        foreach (float value in map.Floats)
            sum += value;
        return sum;
    }

    private static string ToJson(
        NetworkParts parts, IBackend backend, Asked asked, in NamedScore score, Attribution why, double? share)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model", parts.Name);
            json.WriteString("backend", backend.Name);
            json.WriteString("method", asked.Method.Word);
            json.WriteString("of", score.Label);
            json.WriteNumber("runs", why.Done);
            if (share is { } part)
                json.WriteNumber("share", Math.Round(part, 4));
            if (why is IntegratedGradients { Done: > 1 } path)
            {
                json.WriteNumber("atBaseline", path.AtBaseline[0]);
                json.WriteNumber("atPicture", path.AtPicture[0]);
            }
            json.WriteNumber("sum", Sum(why.Map));
            json.WriteStartArray("shape");
            foreach (int length in why.Map.Shape)
                json.WriteNumberValue(length);
            json.WriteEndArray();
            json.WriteStartArray("map");
            foreach (float value in why.Map.Floats)
                json.WriteNumberValue(float.IsFinite(value) ? value : 0);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Draw(
        string target, Picture picture, in RunValues values, Asked asked, in NamedScore score, Attribution why)
    {
        using var fonts = new Fonts();
        var drawn = new DrawnPicture(picture, fonts, FootHeight);
        var list = new DrawList();
        list.Begin(drawn.Whole with { Height = drawn.Foot.Bottom });
        var map = new Tensor(ShownMap.ShapeOf(why.Map.Shape, asked.Method.IsFine));
        ShownMap.Fill(why.Map, asked.Method.IsFine, map);
        var node = new Node(new Input(map.Shape), "map");
        ExplanationDrawing.DrawOver(list, new Sight(values.Part, drawn.Whole), node, why.IsSigned, Opacity);
        if (asked.Box is { } box)
            list.Outline(new Rect(box.X / drawn.Scale, box.Y / drawn.Scale, box.Width / drawn.Scale, box.Height / drawn.Scale),
                Theme.Text, 0, 2);
        ExplanationDrawing.DrawScale(list, drawn.Foot.Inset(8, 4).Top(Theme.Row, out var text), map.Floats, why.IsSigned);
        list.Text(text, TextStyle.Value.Centred.Cut, $"{asked.Method.Name}: {string.Format(asked.Method.Says, score.Short)}");
        drawn.Save(target, list, _ => map);
    }

    private static Rect? BoxOf(string? text)
    {
        if (text is null)
            return null;
        float[] edges = [.. text.Split(',').Select(part =>
            float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float edge) ? edge : float.NaN)];
        return edges is [var left, var top, var right, var bottom] && right > left && bottom > top
            ? new Rect(left, top, right - left, bottom - top)
            : throw new CnnException($"--box {text}: LEFT,TOP,RIGHT,BOTTOM in pixels is needed, such as 120,40,300,280");
    }
}
