using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>A single probability: one bar.</summary>
internal sealed class ScoreOutput : Output
{
    public const string Word = "score";

    private readonly Node _score;
    private readonly string _name;

    private ScoreOutput(OutputNode shown, ImmutableArray<string> labels) : base(shown, labels)
    {
        _score = shown.EndsIn<Sigmoid>() ? shown.Node : new Node(new Sigmoid(), [shown.Node], "probability");
        _name = labels.Length == 1 ? labels[0] : Word;
    }

    public override string Kind => Word;

    public override bool TellsOfThings => true;

    public override ImmutableArray<Node> Reads => [_score];

    public override ImmutableArray<Node> Scores => Reads;

    public override NamedScore? Likeliest(in RunValues values) => ScoreOf(0);

    public override NamedScore? ScoreOf(int index) => new(new ValuePlace(_score, 0), _name);

    public override string Tip => "One number between 0 and 1: how sure the network is of the one thing that it looks for.";

    /// <summary>One float behind a sigmoid; if a person says so, any one float.</summary>
    public static Output? In(ModelOutputs model, bool asked)
    {
        var score = model.Nodes.FirstOrDefault(n => n.IsFloat && n.Shape.Count == 1 && (asked || n.EndsIn<Sigmoid>()));
        return score is null ? null : new ScoreOutput(score, model.Recipe.Labels);
    }

    public override Answer Answer(in RunValues values)
    {
        float score = Value(values);
        return float.IsNaN(score) ? new("", null, "no number (NaN)") : new(_name, score, _name);
    }

    public override string Print(in RunValues values, int top) => $"{Text}, {_name} {Value(values):0.00}";

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        WriteKind(json);
        WriteNumber(json, "score", Value(values));
    }

    public override void Draw(Scene scene, in Rect body)
    {
        float score = scene.Read(_score)!.Floats[0];
        var line = body.Top(Theme.Row + 4, out _);
        if (float.IsNaN(score))
        {
            scene.List.Text(line, TextStyle.Quiet.Cut, "the score is no number (NaN)");
            return;
        }
        float name = Math.Min(scene.Fonts.Measure(_name, Theme.Body) + 2, line.Width * 0.42f);
        scene.List.Text(line.Left(name, out var rest, 10), TextStyle.Body.Cut, _name);
        scene.List.Text(rest.RightSlice(40, out rest), TextStyle.Body.Right, $"{score:0.00}");
        Widgets.Meter(scene, new Rect(rest.X, rest.CentreY - 5, rest.Width - 6, 10), score, Theme.Accent);
    }

    private float Value(in RunValues values) => values.Read(_score)!.Floats[0];
}
