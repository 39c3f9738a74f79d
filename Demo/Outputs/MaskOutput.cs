using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Cnn.Ops;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>
/// A probability for each pixel that it belongs to the one thing that is looked for: a veil over the source, or the thing before another
/// background.
/// </summary>
internal sealed class MaskOutput : Output
{
    public const string Word = "mask";

    private const float Opacity = 0.65f;

    private readonly Node _mask;
    private Backdrop _backdrop;

    private MaskOutput(OutputNode shown, ImmutableArray<string> labels) : base(shown, labels)
    {
        var maps = shown.Maps();
        _mask = shown.EndsIn<Sigmoid>() ? maps : new Node(new Sigmoid(), [maps], "mask");
    }

    public override string Kind => Word;

    public override ImmutableArray<Node> Reads => [_mask];

    public override string Tip =>
        "How much of the picture belongs to what the network looks for; its veil lies over the source, or only it is seen.";

    public override bool LiesOverSource => true;

    /// <summary>
    /// One channel of floats in the picture's proportions behind a sigmoid; if a person says so, any one channel of floats.
    /// </summary>
    public static Output? In(ModelOutputs model, bool asked)
    {
        var mask = model.Nodes.FirstOrDefault(
            n => n.IsMaps && n.IsFloat && n.Channels == 1 && (asked || (n.EndsIn<Sigmoid>() && n.KeepsProportions)));
        return mask is null ? null : new MaskOutput(mask, model.Recipe.Labels);
    }

    public override string Print(in RunValues values, int top) => $"{Text}, covers {Covered(values.Read(_mask)!.Floats):P1}";

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        WriteKind(json);
        WriteNumber(json, "covered", Covered(values.Read(_mask)!.Floats));
    }

    public override string Brief(in RunValues values, in Answer answer) => $"covers {Covered(values.Read(_mask)!.Floats) * 100:0} %";

    public override void Begin(Scene scene) => _backdrop = scene.State.Backdrop;

    public override void Draw(Scene scene, in Rect body)
    {
        float covered = Covered(scene.Read(_mask)!.Floats);
        var line = body.Top(Theme.Row + 4, out var below, 4);
        scene.List.Text(line.Left(50, out var rest, 10), TextStyle.Body, "covers");
        scene.List.Text(rest.RightSlice(54, out rest), TextStyle.Body.Right, $"{covered * 100:0.0} %");
        Widgets.Meter(scene, new Rect(rest.X, rest.CentreY - 5, rest.Width - 6, 10), covered, Theme.Accent);
        string behind = _backdrop switch
        {
            Backdrop.None => "as it is",
            Backdrop.Squares => "squares",
            Backdrop.Blurred => "out of focus",
            _ => "another picture",
        };
        Widgets.Choice(scene, below.Top(Theme.Row, out _), "background", behind,
            new HotSpot(default, HotKind.Button, Key.G, 0, 0, "What is behind the thing that the mask holds (G)."));
    }

    public override void DrawOver(DrawList list, Fonts fonts, in RunValues values, in Sight sight)
    {
        if (_backdrop == Backdrop.None)
            list.Map(sight, _mask, 0, ColourMap.Veil, RangeOf.Unit, Opacity, MapShape.Smooth);
        else
            list.Behind(sight, _mask, _backdrop);
    }

    // Cells that rather belong to it than not.
    private static float Covered(ReadOnlySpan<float> mask)
    {
        int count = 0;
        foreach (float cell in mask)
            count += cell >= 0.5f ? 1 : 0;
        return (float)count / mask.Length;
    }
}
