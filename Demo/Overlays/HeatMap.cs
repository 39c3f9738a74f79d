using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The chosen feature map over the source picture, where the network saw it.</summary>
internal sealed class HeatMap : IOverlay
{
    private const float Blend = 0.5f;

    public string Name => "heat";

    public Toggle? Toggle => Ui.Toggle.HeatMap;

    public void Draw(Scene scene, in View view)
    {
        var layer = scene.Chosen;
        if (scene.FrameSize.Width == 0 || layer.IsVector || layer.Index == 0 || (scene.IsCanvas && scene.IsBlank) || scene.NothingFound)
            return;
        // Labels lie there, unless their panel is closed.
        if (scene.Network.Parts.Output.LiesOverSource && scene.IsOn(Ui.Toggle.Predictions))
            return;
        var picture = SourcePanel.PictureRect(scene, view);
        scene.List.Map(SourcePanel.Part(picture, scene.SeenPart), picture, layer.Node, scene.State.Channel, ColourMap.Heat, RangeOf.Map, Blend, MapShape.Smooth);
    }
}
