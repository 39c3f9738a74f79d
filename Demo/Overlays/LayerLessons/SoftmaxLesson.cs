using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>Softmax: from scores through exponentials to shares, for the likeliest classes and the one that is looked at.</summary>
internal sealed class SoftmaxLesson : LayerLesson
{
    private const int Most = 8;
    private const float Row = 18;

    private readonly SoftmaxShare _share;
    private readonly LargestTerms _largest = new(Most);
    private readonly int[] _classes = new int[Most];

    public SoftmaxLesson() : this(new SoftmaxShare()) { }

    private SoftmaxLesson(SoftmaxShare share) : base(share) => _share = share;

    public override string KeyOf(in Unit unit) => _share.IsLogarithm ? "layer.logsoftmax" : "layer.softmax";

    public override void Draw(Scene scene, in Unit unit, in Rect room, float scale)
    {
        var board = new Board(scene, room, 4);
        var names = board.Next("", out _);
        var scores = board.Next("", out var caption);
        scene.List.Text(caption, TextStyle.Label.Cut, "score");
        var powers = board.Next("", out caption);
        scene.List.Text(caption, TextStyle.Label.Cut, "e^(score − largest)");
        var shares = board.Next("", out caption);
        scene.List.Text(caption, TextStyle.Label.Cut, "share of the sum, %");
        var shown = Shown((int)(names.Height / Row));
        float most = 1e-6f;
        foreach (int index in shown)
            most = MathF.Max(most, MathF.Abs(_share.Scores[index]));
        for (int i = 0; i < shown.Length; i++)
        {
            int index = shown[i];
            uint colour = index == _share.Class ? Theme.Text : Theme.Secondary;
            scene.List.Text(RowOf(names, i), TextStyle.Label.In(colour).Cut, scene.Network.UnitText(unit.Layer, index));
            Bar(scene, RowOf(scores, i), _share.Scores[index], MathF.Abs(_share.Scores[index]) / most, colour);
            Bar(scene, RowOf(powers, i), _share.Powers[index], _share.Powers[index], colour, fine: true);
            Bar(scene, RowOf(shares, i), 100 * _share.Share(index), _share.Share(index), colour);
        }
    }

    public override void Total(Scene scene, in Unit unit, in Rect line) => scene.List.Text(line, TextStyle.Value.Cut,
        $"{_share.Powers[_share.Class]:0.0000} ÷ {_share.Sum:0.0000}, the sum of all {_share.Classes} = "
        + $"{100 * _share.Share(_share.Class):0.00} %");

    private static Rect RowOf(in Rect column, int row) => column with { Y = column.Y + row * Row, Height = Row };

    private static void Bar(Scene scene, in Rect row, double value, double share, uint colour, bool fine = false)
    {
        var number = row.Left(52, out var track, 6);
        if (fine)
            scene.List.Text(number, TextStyle.Value.Right.In(colour), $"{value:0.0000}");
        else
            scene.List.Text(number, TextStyle.Value.Right.In(colour), $"{value:0.00}");
        float width = (float)Math.Clamp(share, 0, 1) * Math.Max(0, track.Width - 8);
        if (width > 0.5f)
            scene.List.Box(new Rect(track.X, track.CentreY - 4, width, 8), value < 0 ? Theme.Negative : Theme.Positive, 2);
    }

    // The likeliest, and the class that is looked at as the last.
    private ReadOnlySpan<int> Shown(int rows)
    {
        var largest = _largest.Of(_share.Powers, Math.Clamp(rows, 1, Most));
        largest.CopyTo(_classes);
        var shown = _classes.AsSpan(0, largest.Length);
        if (!shown.Contains(_share.Class))
            shown[^1] = _share.Class;
        return shown;
    }
}
