using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The five likeliest classes, as bars that glide to their new length.</summary>
internal sealed class PredictionPanel : IOverlay
{
    private const int Shown = 5;

    // Bars cover most of their way in a tenth of a second.
    private const double GlideSeconds = 0.06;

    private readonly int[] _order = new int[Shown];
    private float[] _glide = [];
    private double _time;

    public string Name => KeyTable.Row(Key.Number8).Name;

    public Key Toggle => Key.Number8;

    public void Draw(Scene scene, in View view)
    {
        var rect = view.Layout.Predictions;
        if (rect.Height == 0)
            return;
        var body = Widgets.Panel(scene, rect, "Prediction", out var head);
        scene.List.Hot(rect, HotKind.Tip, "How sure the network is, in its own opinion; the five likeliest classes.");
        var scores = scene.Read(scene.Network.Parts.Scores);
        bool softmax = scene.Network.Parts.Scores.Op is Cnn.Ops.Softmax;
        scene.List.Text(head, TextStyle.Label.Right, softmax ? "softmax" : "score");
        if (scores is null || (scene.IsCanvas && scene.IsBlank))
        {
            _glide.AsSpan().Clear();
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, scene.IsCanvas ? "waiting for the first stroke" : "waiting for the first frame");
            return;
        }
        int count = Top(scores.Floats);
        Glide(scores.Floats, scene.Time);
        float row = Math.Min(Theme.Row + 4, body.Height / Shown);
        float names = 14;
        for (int i = 0; i < count; i++)
            names = Math.Max(names, scene.Fonts.Measure(scene.Network.Label(_order[i]), Theme.Body) + 2);
        names = Math.Min(names, body.Width * 0.42f);
        for (int i = 0; i < count; i++)
        {
            float score = scores.Floats[_order[i]];
            var line = body.Top(row, out body);
            scene.List.Text(line.Left(names, out var rest, 10), TextStyle.Body.Cut, scene.Network.Label(_order[i]));
            var value = rest.RightSlice(54, out rest);
            if (softmax)
                scene.List.Text(value, TextStyle.Body.Right, $"{score * 100:0.0} %");
            else
                scene.List.Text(value, TextStyle.Body.Right, $"{score:0.00}");
            Widgets.Meter(scene, new Rect(rest.X, rest.CentreY - 5, rest.Width - 6, 10), _glide[_order[i]], i == 0 ? Theme.Accent : 0xFF3A6EA8);
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
