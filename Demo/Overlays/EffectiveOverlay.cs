using Demo.Fields;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What of the source changes the chosen value, and how much: its effective receptive field as soft heat with a contour.</summary>
internal sealed class EffectiveOverlay : IOverlay, IDisposable
{
    private const float Opacity = 0.6f;

    private readonly SoftField _field = new();
    private FieldGradient? _gradient;
    private (Network? Network, Cnn.Node? Node, int Index, long Run) _asked;
    private bool _waiting;

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
        if (_field.Fault.Length > 0)
            scene.List.Text(label.Inset(4, 0), TextStyle.Label.In(Theme.Warning).Cut, _field.Fault);
        else if (_field.Node is not { } node)
            scene.List.Text(label.Inset(4, 0), TextStyle.Label.Cut, "effective …");
        else
        {
            scene.List.Text(label.Inset(4, 0), TextStyle.Value.Cut, $"effective {_field.Size.Columns} × {_field.Size.Rows}");
            scene.List.Hot(label, HotKind.Tip,
                "How much each place of the picture changes the chosen value; nine tenths lie in the contour.");
            var sight = new Sight(scene.SeenPart, picture);
            scene.List.Given(node, _field.Map!, _field.Version);
            scene.List.Map(sight, node, 0, ColourMap.Heat, RangeOf.Own, Opacity, MapShape.Smooth);
            foreach (var (x0, y0, x1, y1) in _field.Contour)
            {
                var ((fromX, fromY), (toX, toY)) = (sight.At(x0, y0), sight.At(x1, y1));
                scene.List.Segment(fromX, fromY, toX, toY, Theme.Text);
            }
        }
    }

    /// <summary>Nobody looks at it now.</summary>
    public void Rest()
    {
        if (_asked.Network is null)
            return;
        _gradient!.Rest();
        (_asked, _waiting) = (default, false);
    }

    public void Dispose() => _gradient?.Dispose();

    // One question at a time: of a source that moves the field follows as fast as it can be computed.
    private void Ask(Scene scene)
    {
        _gradient ??= new FieldGradient(waits: !scene.IsTimed);
        _waiting &= !_gradient.TryTake(_field);
        var (parts, unit) = (scene.Network.Parts, scene.Unit);
        if (unit.Layer.Index == 0 || scene.Read(parts.Preprocessing.Output) is not { } entered)
            return;
        var question = (scene.Network, unit.Node, unit.Index, scene.RunOf(parts.Preprocessing.Output));
        if (_waiting || question == _asked)
            return;
        (_asked, _waiting) = (question, true);
        _gradient.Ask(parts, unit.Node, unit.Index, entered);
        _waiting &= !_gradient.TryTake(_field);
    }
}
