using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>A list of class scores: the likeliest are named, with how sure the network is.</summary>
internal sealed class ClassesOutput : Output
{
    public const string Word = "classes";

    private readonly OutputNode _shown;
    private readonly Node _probabilities;
    private readonly ScoreBars _bars = new();

    private ClassesOutput(OutputNode shown, ImmutableArray<string> labels) : base(shown, labels)
    {
        _shown = shown;
        int count = (int)shown.Shape.Count;
        var scores = shown.Shape.Rank > 1 && shown.Shape[1] == count ? shown.Node : OutputNode.Reshaped(shown.Node, [1, count]);
        _probabilities = IsProbability(shown) ? scores : new Node(new Softmax(Axis: 1), [scores], "probabilities");
    }

    public override string Kind => Word;

    public override bool TellsOfThings => true;

    public override ImmutableArray<Node> Reads => [_probabilities];

    public override int? Classes => (int)Node.Shape.Count;

    public override ImmutableArray<Node> Scores => Reads;

    public override NamedScore? Likeliest(in RunValues values) => !values.NothingFound && values.Read(_probabilities) is { } scores
        && Best(scores.Floats) is >= 0 and var best ? ScoreOf(best) : null;

    public override NamedScore? ScoreOf(int index) => new(new ValuePlace(_probabilities, index), Label(index));

    public override string Title => "Prediction";

    public override string Caption => "";

    public override string Tip => "How sure the network is, in its own opinion; the five likeliest classes.";

    /// <summary>Several scores along one axis; probabilities before other numbers. One score is no choice between classes.</summary>
    public static Output? In(ModelOutputs model, bool asked)
    {
        var lists = model.Nodes.Where(n => n.IsFloat && n.Shape.Count > 1 && n.Shape.Max() == n.Shape.Count).ToArray();
        var best = asked ? lists.FirstOrDefault() : lists.FirstOrDefault(IsProbability) ?? lists.FirstOrDefault();
        return best is null ? null : new ClassesOutput(best, model.Recipe.Labels);
    }

    /// <summary>The probabilities in a model's output for several pictures: [N,classes].</summary>
    public Node Probabilities(Node scores)
    {
        var rows = OutputNode.Reshaped(scores, [scores.Shape[0], (int)(scores.Shape.Count / scores.Shape[0])]);
        return IsProbability(_shown) ? rows : new Node(new Softmax(Axis: 1), [rows], "digits' probabilities");
    }

    /// <summary>The same for all digits that were found.</summary>
    /// <param name="boxes">Where they are: <see cref="Cnn.Preprocessing.PreprocessingGraph.Box"/>.</param>
    /// <param name="probabilities">What the model says of each: see <see cref="Probabilities"/>.</param>
    /// <param name="labels">The names of the classes.</param>
    public Output OfAll(Node boxes, Node probabilities, ImmutableArray<string> labels) =>
        new DigitsOutput(this, _shown, labels, boxes, probabilities);

    public override Answer Answer(in RunValues values)
    {
        if (values.NothingFound)
            return new("", null, "no page in view");
        var scores = values.Read(_probabilities)!.Floats;
        int best = Best(scores);
        return best < 0 ? new("", null, "no numbers (NaN)") : new(Label(best), scores[best], Label(best));
    }

    public override string Print(in RunValues values, int top)
    {
        float[] scores = ScoresOf(values);
        return NamedScores.Print(this, scores, NamedScores.Best(scores, top));
    }

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        float[] scores = ScoresOf(values);
        NamedScores.Write(json, this, scores, NamedScores.Best(scores, top), "probability");
        if (values.Found is not { } found)
            return;
        json.WriteStartArray("boxes");
        foreach (int best in NamedScores.Best(scores, 1))
            BoxJson.Write(json, Label(best), scores[best], found);
        json.WriteEndArray();
    }

    public override void Draw(Scene scene, in Rect body) =>
        _bars.Draw(scene, body, this, scene.Read(_probabilities)!.Floats, ofLabels: false);

    public override void Rest() => _bars.Rest();

    // Which is largest; −1 where none is a number.
    private static int Best(ReadOnlySpan<float> scores)
    {
        int best = -1;
        for (int i = 0; i < scores.Length; i++)
            if (!float.IsNaN(scores[i]) && (best < 0 || scores[i] > scores[best]))
                best = i;
        return best;
    }

    private float[] ScoresOf(in RunValues values) => values.NothingFound ? [] : values.Read(_probabilities)!.Floats.ToArray();

    private static bool IsProbability(OutputNode node) => node.EndsIn<Softmax>() || node.EndsIn<Sigmoid>();
}
