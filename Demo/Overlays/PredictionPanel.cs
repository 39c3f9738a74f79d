using Cnn.Preprocessing;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>
/// What the network says. Classes: the five likeliest, as bars that glide to their new length. Labels: the five that cover
/// most, and their colours over the source. Pictures as such; of anything else the shape and the largest value.
/// </summary>
internal sealed class PredictionPanel : IOverlay
{
    private const int Shown = 5;

    private const float LabelBlend = 0.5f;

    // Bars cover most of their way in a tenth of a second.
    private const double GlideSeconds = 0.06;

    private readonly int[] _order = new int[Shown];
    private readonly LabelShares _shares = new();
    private float[] _glide = [];
    private double _time;

    public string Name => "bars";

    public Toggle? Toggle => Ui.Toggle.Predictions;

    public void Draw(Scene scene, in View view)
    {
        var rect = view.Layout.Predictions;
        if (rect.Height == 0)
            return;
        var parts = scene.Network.Parts;
        var kind = parts.Kind;
        var body = Widgets.Panel(scene, rect, kind == OutputKind.Classes ? "Prediction" : "Output", out var head);
        scene.List.Hot(rect, HotKind.Tip, kind switch
        {
            OutputKind.Classes => "How sure the network is, in its own opinion; the five likeliest classes.",
            OutputKind.Labels => "How much of the picture each class covers; the colours lie over the source.",
            _ => "The network's output is no list of classes: it is shown as what it is.",
        });
        var scores = scene.Read(parts.Scores);
        if (kind != OutputKind.Classes)
            scene.List.Text(head, TextStyle.Label.Right, parts.OutputText);
        if (scores is null || (scene.IsCanvas && scene.IsBlank))
        {
            _glide.AsSpan().Clear();
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, scene.IsCanvas ? "waiting for the first stroke" : "waiting for the first frame");
            return;
        }
        if (scene.NothingFound)
        {
            _glide.AsSpan().Clear();
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, "no page in view");
            return;
        }
        if (kind == OutputKind.Picture)
        {
            scene.List.Map(
                body.Fit(parts.Scores.Shape[3], parts.Scores.Shape[2]), parts.Scores, parts.Scores.Shape[1] == 3 ? -1 : 0, ColourMap.Grey, RangeOf.Picture, 1, MapShape.Smooth);
            return;
        }
        if (kind == OutputKind.Maps)
        {
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Body, $"largest value {Largest(scores.Floats):0.####}");
            return;
        }
        if (kind == OutputKind.Labels)
        {
            var picture = SourcePanel.PictureRect(scene, view);
            scene.List.Map(SourcePanel.Part(picture, scene.SeenPart), picture, parts.Scores, 0, ColourMap.Labels, RangeOf.Unit, LabelBlend, MapShape.Cells);
            DrawBars(scene, body, _shares.Of(scores.Floats));
            return;
        }
        DrawBars(scene, body, scores.Floats);
    }

    /// <summary>The largest of some values; NaN only where there is no number.</summary>
    public static float Largest(ReadOnlySpan<float> values)
    {
        float most = float.NaN;
        foreach (float value in values)
            most = value > most || float.IsNaN(most) ? value : most;
        return most;
    }

    private void DrawBars(Scene scene, Rect body, ReadOnlySpan<float> scores)
    {
        bool labels = scene.Network.Parts.Kind == OutputKind.Labels;
        int count = Top(scores);
        while (labels && count > 1 && scores[_order[count - 1]] == 0)
            count--;
        Glide(scores, scene.Time);
        float row = Math.Min(Theme.Row + 4, body.Height / Shown);
        float names = 14;
        for (int i = 0; i < count; i++)
            names = Math.Max(names, scene.Fonts.Measure(scene.Network.Label(_order[i]), Theme.Body) + 2);
        names = Math.Min(names, body.Width * 0.42f);
        for (int i = 0; i < count; i++)
        {
            float score = scores[_order[i]];
            var line = body.Top(row, out body);
            scene.List.Text(line.Left(names, out var rest, 10), TextStyle.Body.Cut, scene.Network.Label(_order[i]));
            var value = rest.RightSlice(54, out rest);
            scene.List.Text(value, TextStyle.Body.Right, $"{score * 100:0.0} %");
            Widgets.Meter(scene, new Rect(rest.X, rest.CentreY - 5, rest.Width - 6, 10), _glide[_order[i]], labels ? LabelShares.Colour(_order[i]) : i == 0 ? Theme.Accent : 0xFF3A6EA8);
        }
    }

    // The largest scores in order, by insertion; ties go to the smaller class.
    private int Top(ReadOnlySpan<float> scores)
    {
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            int place = count;
            while (place > 0 && scores[i] > scores[_order[place - 1]])
                place--;
            if (place == Shown)
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
            _glide[i] += (scores[i] - _glide[i]) * step;
        _time = time;
    }
}
