using System.Collections.Immutable;
using Cnn;
using Cnn.Explain;
using Demo.Explaining;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What of the source changes the chosen value, and how much: its effective receptive field as soft heat with a contour.</summary>
internal sealed class EffectiveOverlay : IOverlay, IDisposable
{
    private const float Opacity = 0.6f;

    private static readonly ImmutableArray<ExplainMethod> s_method =
        [new("field", "effective field", "Warm places change {0}.", false, score => new EffectiveField(score))];

    private readonly Explanation _said = new(s_method[0]);
    private readonly SoftField _field = new();
    private Explainer? _explainer;
    private ExplainQuestion? _asked;
    private long _run;
    private bool _waits;

    public string Name => "effect";

    public Toggle? Toggle => Ui.Toggle.Effective;

    public void Draw(Scene scene, in View view)
    {
        if (scene.FrameSize.Width == 0)
            return;
        Ask(scene);
        var picture = SourcePanel.PictureRect(scene, view);
        scene.List.Begin(picture);
        var label = new Rect(picture.X + 6, picture.Y + 6, Math.Min(154, picture.Width - 12), 18);
        scene.List.Fill(label, Theme.Shade, 4);
        if (_said.IsFault)
            scene.List.Text(label.Inset(4, 0), TextStyle.Label.In(Theme.Warning).Cut, _said.Says);
        else if (_field.Node is not { } node)
            scene.List.Text(label.Inset(4, 0), TextStyle.Label.Cut, "effective …");
        else if (_field.Size.Rows == 0)
        {
            scene.List.Text(label.Inset(4, 0), TextStyle.Label.Cut, "no change reaches it");
            scene.List.Hot(label, HotKind.Tip,
                "The gradient is 0: small changes of the picture stay without effect, as behind a ReLU that is 0.");
        }
        else
        {
            scene.List.Text(label.Inset(4, 0), TextStyle.Value.Cut, $"effective {_field.Size.Columns} × {_field.Size.Rows}");
            scene.List.Hot(label, HotKind.Tip,
                "How much each place of the picture changes the chosen value; nine tenths lie in the contour.");
            var sight = new Sight(_said.Part, picture);
            scene.List.Given(node, _field.Map!, _said.Version);
            scene.List.Map(sight, node, 0, ColourMap.Heat, RangeOf.Own, Opacity, MapShape.Smooth);
            foreach (var (x0, y0, x1, y1) in _field.Contour)
            {
                var ((fromX, fromY), (toX, toY)) = (sight.At(x0, y0), sight.At(x1, y1));
                scene.List.Segment(fromX, fromY, toX, toY, Theme.BrightInk);
            }
        }
    }

    /// <summary>Nobody looks at it now: what was compiled is freed.</summary>
    public void Rest()
    {
        if (_asked is null)
            return;
        _explainer!.Ask(_asked, null, []);
        _explainer.Tick();
        _asked = null;
    }

    public void Dispose() => _explainer?.Dispose();

    // One question at a time: of a source that moves the field follows as fast as it can be computed.
    private void Ask(Scene scene)
    {
        _explainer ??= new Explainer(inTicks: !scene.IsTimed);
        Take();
        var (parts, unit) = (scene.Network.Parts, scene.Unit);
        if (unit.Layer.Index == 0 || scene.Read(parts.Preprocessing.Output) is not { } entered)
            return;
        var score = new NamedScore(new ValuePlace(unit.Node, unit.Index), "the value");
        var question = new ExplainQuestion(parts, score, true, scene.SeenPart, false, unit.Node);
        long run = scene.RunOf(parts.Preprocessing.Output);
        // What has no gradient is not asked again.
        if (_waits || (question == _asked && run == _run) || (_said.IsFault && _asked is { } asked && question.IsLike(asked)))
            return;
        (_asked, _run, _waits) = (question, run, true);
        _explainer.Ask(question, entered, s_method);
        _explainer.Tick();
        Take();
    }

    private void Take()
    {
        if (!_explainer!.TryTake(_said))
            return;
        _waits = false;
        _field.Take(_said.Map);
    }
}
