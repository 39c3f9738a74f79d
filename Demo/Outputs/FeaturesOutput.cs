using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>What a network without its classifier says of a picture: numbers that are alike for pictures that are alike.</summary>
internal sealed class FeaturesOutput : Output
{
    public const string Word = "features";

    // Layers are this wide, or a multiple of it; there are seldom as many classes.
    private const int Width = 64;

    private readonly Node _features;

    private FeaturesOutput(OutputNode shown) : base(shown, []) => _features = OutputNode.Floats(shown.Node);

    public override string Kind => Word;

    public override ImmutableArray<Node> Reads => [_features];

    public override string Tip => "Numbers that describe the picture, as the layers before a classifier have them; none is a class.";

    /// <summary>As many numbers as layers are wide, the mean of maps and without names; if a person says so, any list of floats.</summary>
    public static Output? In(ModelOutputs model, bool asked)
    {
        var lists = model.Nodes.Where(n => n.IsFloat && n.Shape.Count > 1 && n.Shape.Max() == n.Shape.Count);
        var features = lists.FirstOrDefault(n => asked
            || (model.Recipe.Labels.IsEmpty && n.Shape.Count % Width == 0 && (n.EndsIn<GlobalAveragePool>() || IsMean(n.Node.Origin))));
        return features is null ? null : new FeaturesOutput(features);
    }

    public override string Print(in RunValues values, int top) =>
        $"{Node.Shape.Count} features, {Extremes.Print(values.Read(_features)!.Floats)}";

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        WriteKind(json);
        json.WriteStartArray("features");
        foreach (float value in values.Read(_features)!.Floats)
            if (float.IsFinite(value))
                json.WriteNumberValue(value);
            else
                json.WriteNullValue();
        json.WriteEndArray();
    }

    public override void Draw(Scene scene, in Rect body)
    {
        var values = scene.Read(_features)!.Floats;
        scene.List.Text(body.Top(Theme.Row, out var room, 4), TextStyle.Body.Cut, $"{values.Length} features");
        DrawBars(scene.List, room, values);
    }

    // Bars up and down from zero; where there is less than two pixels for each, several stand together and the largest is drawn.
    private static void DrawBars(DrawList list, in Rect room, ReadOnlySpan<float> values)
    {
        float least = 0, most = 0;
        foreach (float value in values)
            if (float.IsFinite(value))
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
        int bars = Math.Min(values.Length, (int)(room.Width / 2));
        if (bars < 1 || most - least <= 0 || room.Height < 8)
            return;
        float width = room.Width / bars, scale = room.Height / (most - least), zero = room.Y + most * scale;
        for (int i = 0; i < bars; i++)
        {
            float value = 0;
            foreach (float one in values[(i * values.Length / bars)..((i + 1) * values.Length / bars)])
                value = MathF.Abs(one) > MathF.Abs(value) && float.IsFinite(one) ? one : value;
            float high = MathF.Abs(value) * scale;
            if (high >= 0.5f)
                list.Box(new Rect(room.X + i * width, value > 0 ? zero - high : zero, Math.Max(1, width - 1), high),
                    value > 0 ? Theme.Positive : Theme.Negative);
        }
    }

    private static bool IsMean(Node node) => node.Op is ReduceMean
        || (node.Op is AveragePool && node.Inputs[0].Shape.Count > node.Shape.Count);
}
