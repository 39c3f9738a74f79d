using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Cnn.Detection;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>The points of one thing: a body's joints, a face's or a hand's landmarks.</summary>
internal sealed class PointsOutput : Output
{
    public const string Word = "points";

    private readonly Finder _finder;
    private readonly ThingHandle _places;
    private int? _chosen;
    private (int Seen, string Text) _said;

    private PointsOutput(OutputNode shown, Decoder decoder) : base(shown, [])
    {
        _finder = new Finder(decoder);
        _places = new ThingHandle(
            PlaceOf, static _ => true, $"decoder {decoder.Name}: no map of the model says where a point is");
    }

    public override string Kind => Word;

    public override bool TellsOfThings => true;

    public override ImmutableArray<Node> Reads => _finder.Reads;

    public override string Title => "Seen";

    public override string Caption => _finder.Decoder.Name;

    public override string Tip => "Points that the network finds, such as a body's joints; they lie over the source.";

    public override string Decoding => field ??= BoxesOutput.DecodingText(_finder.Decoder);

    public override bool LiesOverSource => true;

    /// <summary>Outputs of which a decoder makes points.</summary>
    public static Output? In(ModelOutputs model, bool asked) => model.Decoder(asked) is not { IsPoints: true } decoder ? null
        : new PointsOutput(model.Of(decoder.Reads[0]), decoder);

    public override Answer Answer(in RunValues values)
    {
        var found = _finder.In(values);
        return found.Boxes.IsEmpty ? new("", null, "nothing seen") : new(Word, found.Boxes[0].Score, Counted(found));
    }

    public override string Print(in RunValues values, int top)
    {
        var found = _finder.In(values);
        return found.Boxes.IsEmpty ? $"nothing above {_finder.Threshold.Value:P0}" : $"{Counted(found)}, {found.Boxes[0].Score:P1}";
    }

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        WriteKind(json);
        json.WriteString("decoder", _finder.Decoder.Name);
        var found = _finder.In(values);
        BoxJson.Write(json, found.Boxes.IsEmpty ? [] : Finder.Pixels(found.PointsOf(0), values));
    }

    public override void Draw(Scene scene, in Rect body)
    {
        var found = _finder.In(scene.Values);
        _chosen = _places.Follow(scene);
        _finder.DrawThreshold(scene, body.BottomSlice(Theme.Row, out var room));
        var line = room.Top(Theme.Row + 4, out _);
        if (found.Boxes.IsEmpty)
        {
            scene.List.Text(line, TextStyle.Quiet.Cut, "nothing seen");
            return;
        }
        scene.List.Text(line.Left(Math.Min(110, line.Width * 0.42f), out line, 10), TextStyle.Body.Cut,
            Counted(found));
        scene.List.Text(line.RightSlice(54, out line), TextStyle.Body.Right, $"{found.Boxes[0].Score * 100:0.0} %");
        Widgets.Meter(scene, new Rect(line.X, line.CentreY - 5, line.Width - 6, 10), found.Boxes[0].Score, Theme.Accent);
    }

    public override void DrawOver(DrawList list, Fonts fonts, in RunValues values, in Sight sight)
    {
        list.Begin(sight.Picture);
        PointDrawing.Draw(list, _finder.FollowedPoints(values), _finder.Decoder.Points, _finder.Threshold.Value, Theme.Accent, sight,
            _chosen ?? -1);
    }

    public override void PlaceOver(Scene scene, in Sight sight)
    {
        PointDrawing.Place(scene.List, _finder.Points, _finder.Threshold.Value, sight, _places, ThingHandle.Tip);
    }

    public override void Rest() => _finder.Forget();

    private ValuePlace? PlaceOf(int point) =>
        _finder.Last.Boxes.IsEmpty ? null : _finder.Decoder.PlaceOf(point, _finder.Last.PointsOf(0)[point]);

    // Each run says it, mostly the same.
    private string Counted(Detections found)
    {
        int seen = Seen(found);
        if (_said.Text is null || _said.Seen != seen)
            _said = (seen, $"{seen} of {found.PointsPerBox} points");
        return _said.Text;
    }

    private int Seen(Detections found)
    {
        int count = 0;
        foreach (var point in found.PointsOf(0))
            count += point.Score >= _finder.Threshold.Value ? 1 : 0;
        return count;
    }
}
