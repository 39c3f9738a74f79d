using Demo.Platform;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>The five largest of some scores, as bars that glide to their new length.</summary>
internal sealed class ScoreBars
{
    private const int Shown = 5;

    // Bars cover most of their way in a tenth of a second.
    private const double GlideSeconds = 0.06;

    private readonly int[] _order = new int[Shown];
    private float[] _glide = [];
    private double _time;

    /// <summary>The bars grow from nothing the next time.</summary>
    public void Rest() => _glide.AsSpan().Clear();

    /// <summary>Draws the bars.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="body">Where.</param>
    /// <param name="output">Whose scores they are; it gives the names.</param>
    /// <param name="scores">The scores, 0…1.</param>
    /// <param name="ofLabels">Whether each class has its colour over the source, and those that do not occur are left out.</param>
    public void Draw(Scene scene, Rect body, Output output, ReadOnlySpan<float> scores, bool ofLabels)
    {
        int count = Top(scores);
        while (ofLabels && count > 1 && scores[_order[count - 1]] == 0)
            count--;
        Glide(scores, scene.Time);
        if (count == 0)
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet.Cut, "the scores are no numbers (NaN)");
        float row = Math.Min(Theme.Row + 4, body.Height / Shown);
        float names = 14;
        for (int i = 0; i < count; i++)
            names = Math.Max(names, scene.Fonts.Measure(output.Label(_order[i]), Theme.Body) + 2);
        names = Math.Min(names, body.Width * 0.42f);
        for (int i = 0; i < count; i++)
        {
            int c = _order[i];
            var line = body.Top(row, out body);
            if (scene.Network.ClassLayer is { } layer)
                scene.List.Hot(line, HotKind.Unit, "Chooses the number that says it.", Key.Unknown, layer.Index, c);
            scene.List.Text(line.Left(names, out var rest, 10), TextStyle.Body.Cut, output.Label(c));
            var value = rest.RightSlice(54, out rest);
            scene.List.Text(value, TextStyle.Body.Right, $"{scores[c] * 100:0.0} %");
            uint colour = ofLabels ? ClassColours.Of(c) : i == 0 ? Theme.Accent : Theme.AccentQuiet;
            Widgets.Meter(scene, new Rect(rest.X, rest.CentreY - 5, rest.Width - 6, 10), _glide[c], colour);
        }
    }

    // The largest scores in order, by insertion; ties go to the smaller class; what is no number is left out.
    private int Top(ReadOnlySpan<float> scores)
    {
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            int place = count;
            while (place > 0 && scores[i] > scores[_order[place - 1]])
                place--;
            if (place == Shown || float.IsNaN(scores[i]))
                continue;
            count = Math.Min(count + 1, Shown);
            for (int k = count - 1; k > place; k--)
                _order[k] = _order[k - 1];
            _order[place] = i;
        }
        return count;
    }

    private void Glide(ReadOnlySpan<float> scores, double time)
    {
        if (_glide.Length != scores.Length)
            _glide = new float[scores.Length];
        float step = (float)(1 - Math.Exp(-Math.Max(0, time - _time) / GlideSeconds));
        for (int i = 0; i < scores.Length; i++)
            _glide[i] += ((float.IsNaN(scores[i]) ? 0 : scores[i]) - _glide[i]) * step;
        _time = time;
    }
}
