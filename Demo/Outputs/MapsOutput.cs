using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>Anything else: its shape, its largest value, and where there is a single map the map itself.</summary>
internal sealed class MapsOutput : Output
{
    public const string Word = "maps";

    private readonly Node _maps;
    private readonly bool _single;

    private MapsOutput(OutputNode shown) : base(shown, [])
    {
        _single = shown is { IsMaps: true, Channels: 1, Rows: > 1, Columns: > 1 };
        _maps = _single ? shown.Maps() : OutputNode.Floats(shown.Node);
    }

    public override string Kind => Word;

    public override ImmutableArray<Node> Reads => [_maps];

    public override string Tip => "The network's output is no list of classes: it is shown as what it is.";

    /// <summary>Everything; the first output.</summary>
    public static Output? In(ModelOutputs model, bool asked) => new MapsOutput(model.Nodes[0]);

    public override string Print(in RunValues values, int top) => $"{Text}, {Extremes.Print(values.Read(_maps)!.Floats)}";

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        WriteKind(json);
        Extremes.Write(json, values.Read(_maps)!.Floats);
    }

    public override void Draw(Scene scene, in Rect body)
    {
        var values = scene.Read(_maps)!.Floats;
        var line = body.Top(Theme.Row, out var rest, 4);
        if (values.IsEmpty)
            scene.List.Text(line, TextStyle.Body.Cut, "empty");
        else if (values.Length == 1)
            scene.List.Text(line, TextStyle.Body.Cut, $"value {values[0]:0.####}");
        else
            scene.List.Text(line, TextStyle.Body.Cut, $"largest value {Extremes.Largest(values):0.####}");
        if (_single)
            scene.List.Map(rest.Fit(_maps.Shape[3], _maps.Shape[2]), _maps, 0, ColourMap.Diverging, RangeOf.Map, 1, MapShape.Smooth);
    }
}
