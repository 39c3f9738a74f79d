using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>All digits that were found on a frame, each read by the same network: a number, from left to right.</summary>
/// <param name="first">The output for the surest digit, which the window shows at work.</param>
/// <param name="shown">Its node.</param>
/// <param name="labels">The names of the classes.</param>
/// <param name="boxes">
/// Int32 [N,5]: how sure a digit is in thousandths, 0 if it is none; top, left, bottom, right in 64ths of a pixel.
/// </param>
/// <param name="scores">Float32 [N,classes]: the probabilities of each digit.</param>
internal sealed class DigitsOutput(Output first, OutputNode shown, ImmutableArray<string> labels, Node boxes, Node scores)
    : Output(shown, labels)
{
    // Parts of a pixel that places are counted in.
    private const float Unit = 64;

    // What was read last: a window asks several times a frame.
    private readonly List<Digit> _digits = [];
    private readonly List<int> _lines = [];
    private string _number = "", _panel = "";

    public override string Kind => first.Kind;

    public override ImmutableArray<Node> Reads { get; } = [.. first.Reads, scores];

    public override ImmutableArray<Node> Scores => first.Scores;

    public override NamedScore? Likeliest(in RunValues values) => first.Likeliest(values);

    public override NamedScore? ScoreOf(int index) => first.ScoreOf(index);

    public override int? Classes => first.Classes;

    public override string Title => first.Title;

    public override string Caption => first.Caption;

    public override string Tip => first.Tip;

    public override bool NamesPlaces => true;

    /// <summary>A digit of a frame.</summary>
    /// <param name="Class">The likeliest class.</param>
    /// <param name="Probability">How sure the network is of it.</param>
    /// <param name="Box">In pixels of the frame.</param>
    internal readonly record struct Digit(int Class, float Probability, Rect Box);

    /// <summary>
    /// The digits in the order in which people read: lines from top to bottom, each from left to right. They are there until the
    /// next call.
    /// </summary>
    internal IReadOnlyList<Digit> Read(in RunValues values)
    {
        _digits.Clear();
        if (values.NothingFound || values.Read(boxes) is not { } found || values.Read(scores) is not { } read)
            return _digits;
        int classes = read.Shape[1];
        for (int i = 0; i < found.Shape[0]; i++)
        {
            var box = found.Span<int>().Slice(5 * i, 5);
            if (box[0] == 0)
                continue;
            var row = read.Floats.Slice(i * classes, classes);
            int best = 0;
            for (int c = 1; c < classes; c++)
                if (row[c] > row[best])
                    best = c;
            _digits.Add(new Digit(best, row[best], new Rect(
                box[2] / Unit, box[1] / Unit, (box[4] - box[2]) / Unit, (box[3] - box[1]) / Unit)));
        }
        PutInOrder();
        return _digits;
    }

    public override Answer Answer(in RunValues values)
    {
        var digits = Read(values);
        return digits.Count < 2 ? first.Answer(values) : new(Number(), digits.Min(d => d.Probability), Number());
    }

    public override string Print(in RunValues values, int top)
    {
        var digits = Read(values);
        return digits.Count < 2 ? first.Print(values, top)
            : $"{Number()} ({string.Join(", ", digits.Select(d => $"{Label(d.Class)} {d.Probability:P1}"))})";
    }

    public override void PrintJson(Utf8JsonWriter json, in RunValues values, int top)
    {
        // The boxes of all digits stand in place of the surest one's.
        first.PrintJson(json, values with { Found = null }, top);
        var digits = Read(values);
        json.WriteString("number", Number());
        json.WriteStartArray("boxes");
        foreach (var digit in digits)
            BoxJson.Write(
                json, Label(digit.Class), digit.Probability, (digit.Box.X, digit.Box.Y, digit.Box.Right, digit.Box.Bottom));
        json.WriteEndArray();
    }

    public override void Draw(Scene scene, in Rect body)
    {
        var rest = body;
        if (Read(scene.Values).Count > 1)
        {
            string number = _number;
            if (!ReferenceEquals(Number(), number) || _panel.Length == 0)
                _panel = $"{Number()}; the surest of these:";
            scene.List.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, _panel);
        }
        first.Draw(scene, rest);
    }

    public override void DrawOver(DrawList list, Fonts fonts, in RunValues values, in Sight sight)
    {
        if (values.Frame.Width == 0)
            return;
        list.Begin(sight.Picture);
        var picture = sight.Picture;
        float scale = picture.Width / values.Frame.Width;
        Read(values);
        foreach (var digit in _digits)
        {
            var box = new Rect(
                picture.X + digit.Box.X * scale, picture.Y + digit.Box.Y * scale, digit.Box.Width * scale, digit.Box.Height * scale);
            BoxDrawing.Draw(
                list, fonts, box.Intersect(picture), picture, Label(digit.Class), digit.Probability, ClassColours.Of(digit.Class));
        }
    }

    public override void Rest() => first.Rest();

    /// <summary>What was read last, as one word.</summary>
    internal string Number()
    {
        int length = 0;
        bool same = true;
        foreach (var digit in _digits)
        {
            string label = Label(digit.Class);
            same &= length < _number.Length && string.CompareOrdinal(_number, length, label, 0, label.Length) == 0;
            length += label.Length;
        }
        return same && length == _number.Length ? _number : _number = string.Concat(_digits.Select(d => Label(d.Class)));
    }

    // A digit belongs to the line of one above it if its middle lies within half of the taller one's height.
    private void PutInOrder()
    {
        _digits.Sort(static (a, b) => a.Box.CentreY.CompareTo(b.Box.CentreY));
        _lines.Clear();
        int lines = 0;
        for (int i = 0; i < _digits.Count; i++)
        {
            int line = lines;
            for (int j = 0; j < i && line == lines; j++)
            {
                var (box, other) = (_digits[i].Box, _digits[j].Box);
                if (Math.Abs(other.CentreY - box.CentreY) < Math.Max(other.Height, box.Height) / 2)
                    line = _lines[j];
            }
            _lines.Add(line);
            lines = Math.Max(lines, line + 1);
        }
        // Few digits: each goes before those of later lines, and before those of its own that are farther right.
        for (int i = 1; i < _digits.Count; i++)
            for (int j = i; j > 0 && (_lines[j] < _lines[j - 1]
                || (_lines[j] == _lines[j - 1] && _digits[j].Box.CentreX < _digits[j - 1].Box.CentreX)); j--)
            {
                (_digits[j], _digits[j - 1]) = (_digits[j - 1], _digits[j]);
                (_lines[j], _lines[j - 1]) = (_lines[j - 1], _lines[j]);
            }
    }
}
