using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>A picture: red, green and blue, or one channel of grey.</summary>
internal sealed class PictureOutput : Output
{
    public const string Word = "picture";

    private readonly Node _picture;

    private PictureOutput(OutputNode shown) : base(shown, []) => _picture = shown.Maps();

    public override string Kind => Word;

    public override ImmutableArray<Node> Reads => [_picture];

    public override string Tip => "The network's output is no list of classes: it is shown as what it is.";

    /// <summary>Three channels of floats or bytes; if a person says so, one or three of anything.</summary>
    public static Output? In(ModelOutputs model, bool asked)
    {
        var picture = model.Nodes.FirstOrDefault(n => n.IsMaps && (asked
            ? n.Channels is 1 or 3
            : n.Channels == 3 && (n.IsFloat || n.Node.Type == DataType.UInt8)));
        return picture is null ? null : new PictureOutput(picture);
    }

    public override string Print(in RunValues values, int top) => $"{Text}, {Extremes.Print(values.Read(_picture)!.Floats)}";

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        WriteKind(json);
        Extremes.Write(json, values.Read(_picture)!.Floats);
    }

    public override void Draw(Scene scene, in Rect body)
    {
        var shape = _picture.Shape;
        scene.List.Map(
            body.Fit(shape[3], shape[2]), _picture, shape[1] == 3 ? -1 : 0, ColourMap.Grey, RangeOf.Picture, 1, MapShape.Smooth);
    }
}
