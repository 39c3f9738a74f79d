using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>A class for each pixel, a score for each class or the class's number: colours over the source, and who covers most.</summary>
internal sealed class LabelsOutput : Output
{
    public const string Word = "labels";

    private const float Blend = 0.5f;

    private readonly int? _classes;
    private readonly Node _map;
    private readonly LabelShares _shares = new();
    private readonly ScoreBars _bars = new();

    private LabelsOutput(OutputNode shown, ImmutableArray<string> labels) : base(shown, labels)
    {
        // Class numbers in the file have no count.
        _classes = shown.IsFloat && shown.Channels > 1 ? shown.Channels : null;
        var map = shown.Channels == 1 ? shown.Node
            : new Node(new ArgMax(shown.Axis, KeepDims: true, SelectLast: false), [shown.Node], "class");
        _map = OutputNode.Floats(OutputNode.Reshaped(map, [1, 1, shown.Rows, shown.Columns]));
    }

    public override string Kind => Word;

    public override ImmutableArray<Node> Reads => [_map];

    public override int? Classes => _classes;

    public override string Tip => "How much of the picture each class covers; the colours lie over the source.";

    public override string LayerWord => Word;

    public override bool LiesOverSource => true;

    /// <summary>
    /// Class numbers in the picture's proportions; scores of as many channels as there are names, behind a softmax over the
    /// channels, or about as fine as the picture. If a person says so, any such shape.
    /// </summary>
    public static Output? In(ModelOutputs model, bool asked)
    {
        var labels = model.Nodes.FirstOrDefault(n => n.IsMaps && (n.Channels == 1 || n.IsFloat) && (asked || IsLikely(model, n)));
        return labels is null ? null : new LabelsOutput(labels, model.Recipe.Labels);
    }

    public override string Print(in RunValues values, int top)
    {
        float[] shares = Shares(values);
        return $"{Text}, {NamedScores.Print(this, shares, Best(shares, top))}";
    }

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        float[] shares = Shares(values);
        WriteKind(json);
        NamedScores.Write(json, this, shares, Best(shares, top), "share");
    }

    public override void Draw(Scene scene, in Rect body) =>
        _bars.Draw(scene, body, this, _shares.Of(scene.Read(_map)!.Floats), ofLabels: true);

    public override void DrawOver(DrawList list, Fonts fonts, in RunValues values, in Sight sight) =>
        list.Map(sight, _map, 0, ColourMap.Labels, RangeOf.Unit, Blend, MapShape.Cells);

    public override void Rest() => _bars.Rest();

    private float[] Shares(in RunValues values) => values.NothingFound ? [] : _shares.Of(values.Read(_map)!.Floats).ToArray();

    // Only those that occur.
    private static IEnumerable<int> Best(float[] shares, int top) => NamedScores.Best(shares, top).Where(c => shares[c] > 0);

    private static bool IsLikely(ModelOutputs model, OutputNode node)
    {
        if (node.Channels == 1)
            return !node.IsFloat && node.KeepsProportions;
        // Two colours for a grey picture.
        if (node.Channels == 2 && model.Recipe.Channels == 1 && (node.EndsIn<Sigmoid>() || node.EndsIn<Tanh>()))
            return false;
        bool named = node.Channels == model.Recipe.Labels.Length;
        bool chosen = node.Node.Op is Softmax softmax && node.Shape.Axis(softmax.Axis) == node.Axis;
        return named || chosen || (node.Channels != 3 && model.OneSize && node.IsFine);
    }
}
