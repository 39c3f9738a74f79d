using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Cnn.Detection;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>A detector's boxes: what is there, and where.</summary>
internal sealed class BoxesOutput : Output
{
    public const string Word = "boxes";

    private readonly Finder _finder;
    private readonly ThingHandle _places;
    private readonly Dictionary<(int Label, int Number), string> _names = [];
    private readonly List<(float Area, int Track)> _bySize = [];
    private int? _chosen;
    private readonly List<int> _saidLabels = [];
    private string _said = "";

    private BoxesOutput(OutputNode shown, ImmutableArray<string> labels, Decoder decoder) : base(shown, labels)
    {
        _finder = new Finder(decoder);
        _places = new ThingHandle(_finder.PlaceOf, _finder.Knows,
            $"decoder {decoder.Name}: the model does not say in which cell of which map it found a box");
    }

    public override string Kind => Word;

    public override Finder Finder => _finder;

    public override ImmutableArray<Node> Reads => _finder.Reads;

    public override ImmutableArray<Node> Scores => _finder.Decoder.Reads;

    public override NamedScore? Likeliest(in RunValues values)
    {
        var boxes = _finder.In(values).Boxes;
        return boxes.IsEmpty || _finder.Last.PlaceOf(0) is not { } place ? null : new NamedScore(place, Label(boxes[0].Label));
    }

    public override string NameOf(int thing)
    {
        var tracks = _finder.Tracks;
        for (int i = 0; i < tracks.Length; i++)
            if (tracks[i].Id == thing)
                return NameOf(tracks, i);
        return "";
    }

    public override NamedScore? Find(in RunValues values, string wanted)
    {
        var boxes = _finder.In(values).Boxes;
        int? label = ClassOf(wanted);
        for (int i = 0; i < boxes.Length; i++)
            if (boxes[i].Label == label && _finder.Last.PlaceOf(i) is { } place)
                return new NamedScore(place, Label(boxes[i].Label));
        return null;
    }

    public override int? Classes => _finder.Decoder.HasClassCount ? _finder.Decoder.Classes : null;

    public override string Title => "Seen";

    public override string Caption => _finder.Decoder.Name;

    public override string Tip => "What the network sees, with how sure it is; the boxes lie over the source.";

    public override string Decoding => field ??= DecodingText(_finder.Decoder);

    public override int Top => int.MaxValue;

    public override bool LiesOverSource => true;

    /// <summary>Outputs of which a decoder makes boxes.</summary>
    public static Output? In(ModelOutputs model, bool asked) => model.Decoder(asked) is not { IsPoints: false } decoder ? null
        : new BoxesOutput(model.Of(decoder.Reads[0]), model.Names(decoder), decoder);

    public override Answer Answer(in RunValues values)
    {
        var boxes = _finder.In(values).Boxes;
        if (boxes.IsEmpty)
            return new("", null, "nothing seen");
        return new(Label(boxes[0].Label), boxes[0].Score, Said(boxes));
    }

    public override string Print(in RunValues values, int top)
    {
        var said = new List<string>();
        var boxes = _finder.In(values).Boxes;
        for (int i = 0; i < Math.Min(top, boxes.Length); i++)
        {
            var (left, upper, right, bottom) = Finder.Pixels(boxes[i], values);
            said.Add($"{NamedScores.Quoted(Label(boxes[i].Label))} {boxes[i].Score:P1} at {left:0} {upper:0} {right:0} {bottom:0}"
                + values.Notes?.Print(i));
        }
        return said.Count == 0 ? $"nothing above {_finder.Threshold.Value:P0}" : string.Join(", ", said);
    }

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        WriteKind(json);
        json.WriteString("decoder", _finder.Decoder.Name);
        json.WriteStartArray("boxes");
        var found = _finder.In(values);
        for (int i = 0; i < Math.Min(top, found.Boxes.Length); i++)
        {
            json.WriteStartObject();
            BoxJson.WriteFields(json, Label(found.Boxes[i].Label), found.Boxes[i].Score, Finder.Pixels(found.Boxes[i], values),
                Finder.Pixels(found.PointsOf(i), values));
            values.Notes?.Write(json, i);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public override void Draw(Scene scene, in Rect body)
    {
        _finder.DrawThreshold(scene, body.BottomSlice(Theme.Row, out var rest));
        var tracks = _finder.Followed(scene.Values);
        _chosen = _places.Follow(scene);
        if (tracks.IsEmpty)
            scene.List.Text(rest.Top(Theme.Row, out _), TextStyle.Quiet.Cut, "nothing seen");
        float row = Theme.Row + 4;
        int room = Math.Max(1, (int)((rest.Height + 4) / row));
        int shown = tracks.Length > room ? room - 1 : tracks.Length;
        for (int i = 0; i < shown; i++)
        {
            var line = rest.Top(row, out rest);
            var box = tracks[i].Box;
            if (tracks[i].Id == _chosen)
                scene.List.Box(line.Inset(-4, 0), Theme.AccentFill, 4);
            scene.List.Hot(line.Inset(-4, 0), _places, ThingHandle.Tip, tracks[i].Id);
            scene.List.Text(line.Left(Math.Min(110, line.Width * 0.42f), out line, 10), TextStyle.Body.Cut, NameOf(tracks, i));
            scene.List.Text(line.RightSlice(54, out line), TextStyle.Body.Right, $"{box.Score * 100:0.0} %");
            Widgets.Meter(
                scene, new Rect(line.X, line.CentreY - 5, line.Width - 6, 10), box.Score, ClassColours.Of(box.Label));
        }
        if (shown < tracks.Length)
            scene.List.Text(rest.Top(Theme.Row, out _), TextStyle.Quiet.Cut, $"and {tracks.Length - shown} more");
    }

    public override void DrawOver(DrawList list, Fonts fonts, in RunValues values, in Sight sight)
    {
        list.Begin(sight.Picture);
        var tracks = _finder.Followed(values);
        // What was there first lies on top.
        for (int i = tracks.Length - 1; i >= 0; i--)
        {
            var box = tracks[i].Box;
            uint colour = ClassColours.Of(box.Label);
            PointDrawing.Draw(
                list, _finder.Last.PointsOf(tracks[i].Found), _finder.Decoder.Points, _finder.Threshold.Value, colour, sight);
            BoxDrawing.Draw(
                list, fonts, sight.Of(box), sight.Picture, NameOf(tracks, i), box.Score, colour, tracks[i].Id == _chosen);
        }
    }

    public override void PlaceOver(Scene scene, in Sight sight)
    {
        var tracks = _finder.Tracks;
        _bySize.Clear();
        for (int i = 0; i < tracks.Length; i++)
            _bySize.Add((tracks[i].Box.Area, i));
        // A small box in front of a large one is the one that is meant.
        _bySize.Sort(static (a, b) => b.CompareTo(a));
        foreach (var (_, track) in _bySize)
            scene.List.Hot(sight.Of(tracks[track].Box).Intersect(sight.Picture), _places, ThingHandle.Tip, tracks[track].Id);
    }

    public override void Rest() => _finder.Forget();

    // Each run says it, mostly the same.
    private string Said(ReadOnlySpan<Box> boxes)
    {
        bool same = boxes.Length == _saidLabels.Count;
        for (int i = 0; same && i < boxes.Length; i++)
            same = boxes[i].Label == _saidLabels[i];
        if (same)
            return _said;
        _saidLabels.Clear();
        foreach (var box in boxes)
            _saidLabels.Add(box.Label);
        return _said = string.Join(", ", _saidLabels.Select(Label));
    }

    // Several of a class are told apart by their numbers.
    private string NameOf(ReadOnlySpan<Track> tracks, int index)
    {
        var (label, number) = (tracks[index].Box.Label, tracks[index].Number);
        bool several = number > 1;
        for (int i = 0; i < tracks.Length && !several; i++)
            several = i != index && tracks[i].Box.Label == label;
        if (!several)
            return Label(label);
        if (!_names.TryGetValue((label, number), out string? name))
            _names[(label, number)] = name = $"{Label(label)} {number}";
        return name;
    }

    /// <summary>For people: the decoder, of what it makes something.</summary>
    public static string DecodingText(Decoder decoder) => $"decoder {decoder.Name}: "
        + (decoder.IsPoints ? $"{decoder.PointCount} points"
            : (decoder.HasClassCount ? $"{decoder.Classes} {(decoder.Classes == 1 ? "class" : "classes")}, " : "")
                + $"{decoder.Candidates} candidates");
}
