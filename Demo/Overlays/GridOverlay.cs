using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The cells of the chosen map over the source picture.</summary>
internal sealed class GridOverlay : IOverlay
{
    public string Name => "grid";

    public Toggle? Toggle => Ui.Toggle.Grid;

    public void Draw(Scene scene, in View view)
    {
        var layer = scene.Chosen;
        if (scene.FrameSize.Width == 0 || layer.IsVector)
            return;
        var picture = SourcePanel.PictureRect(scene, view);
        scene.List.Begin(picture);
        MapView.DrawGrid(scene.List, new Sight(scene.SeenPart, picture).Seen, layer.Columns, layer.Rows);
    }
}
