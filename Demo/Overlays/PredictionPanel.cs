using Demo.Outputs;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What the network says, in the way of its kind of output.</summary>
internal sealed class PredictionPanel : IOverlay
{
    public string Name => "bars";

    public Toggle? Toggle => Ui.Toggle.Predictions;

    public void Draw(Scene scene, in View view)
    {
        var rect = view.Layout.Predictions;
        if (rect.Height == 0)
            return;
        var output = scene.Network.Parts.Output;
        var body = Widgets.Panel(scene, rect, output.Title, out var head);
        scene.List.Hot(rect, HotKind.Tip, output.Tip);
        if (output.Caption.Length > 0)
            scene.List.Text(head, TextStyle.Label.Right, output.Caption);
        body = CompanionRows.Draw(scene, body);
        bool known = true;
        foreach (var node in output.Reads)
            known &= scene.Read(node) is not null;
        if (!known || (scene.IsCanvas && scene.IsBlank) || scene.NothingFound)
        {
            output.Rest();
            string waits = known && scene is not { IsCanvas: true, IsBlank: true } ? "no page in view"
                : scene.IsCanvas ? "waiting for the first stroke" : "waiting for the first frame";
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, waits);
            return;
        }
        output.Begin(scene);
        output.Draw(scene, body);
        var sight = new Sight(scene.SeenPart, SourcePanel.PictureRect(scene, view));
        output.DrawOver(scene.List, scene.Fonts, scene.Values, sight);
        if (!scene.IsCanvas)
            output.PlaceOver(scene, sight);
    }
}
