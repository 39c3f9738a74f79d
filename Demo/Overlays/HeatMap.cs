using Cnn;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The chosen feature map over the source picture, where the network saw it: what is above zero, and how dense it lies.</summary>
internal sealed class HeatMap : IOverlay
{
    /// <summary>The height of the scale under the picture, and the gap between them.</summary>
    public const float ScaleHeight = 16, ScaleGap = 4;

    private const float SliderWidth = 48, WidestScale = 320;

    public string Name => "heat";

    public Toggle? Toggle => Ui.Toggle.HeatMap;

    // Whether a heat map lies over the source.
    private static bool IsDrawn(Scene scene)
    {
        var layer = scene.Chosen;
        // Of two heats over each other nobody could tell which is which.
        if (!scene.IsOn(Ui.Toggle.HeatMap) || scene.IsOn(Ui.Toggle.Effective) || scene.FrameSize.Width == 0 || layer.IsVector)
            return false;
        // What a network found says nothing of a frame less when nothing was found.
        if (layer.Index == 0)
            return !scene.IsCanvas && scene.Network.Parts.Finding is not null;
        // Labels lie there, unless their panel is closed, and boxes, unless it is the map of one of them.
        return scene is not { IsCanvas: true, IsBlank: true } && !scene.NothingFound
            && (scene.State.Thing is not null || !scene.Network.Parts.Output.LiesOverSource || !scene.IsOn(Ui.Toggle.Predictions));
    }

    public void Draw(Scene scene, in View view)
    {
        if (!IsDrawn(scene))
            return;
        var (layer, state) = (scene.Chosen, scene.State);
        var picture = SourcePanel.PictureRect(scene, view, out var scale);
        var sight = new Sight(scene.SeenPart, picture);
        if (layer.Index == 0)
        {
            DrawFinding(scene, picture, scale, scene.Network.Parts.Finding!);
            return;
        }
        scene.List.Map(sight, layer.Node, state.Channel, ColourMap.Heat, RangeOf.Map, state.Blend, MapShape.Smooth);
        if (scene.Numbers(layer.Node) is { } value)
            DrawScale(scene, scale, MapView.Range(MapView.Cells(layer, state.Channel, value.Floats)).High);
    }

    // Of the picture that enters, where digits are: it covers the square that begins at the frame's top left.
    private static void DrawFinding(Scene scene, in Rect picture, in Rect scale, Node finding)
    {
        float side = Math.Max(picture.Width, picture.Height);
        scene.List.Map(
            picture with { Width = side, Height = side }, picture, finding, 0, ColourMap.Heat, RangeOf.Map, scene.State.Blend,
            MapShape.Smooth);
        if (scene.Numbers(finding) is { } value)
            DrawScale(scene, scale, MapView.Range(value.Floats).High);
    }

    // Numbers go before words.
    private static void DrawScale(Scene scene, in Rect room, float high)
    {
        var list = scene.List;
        list.Begin(room);
        var line = room.Inset(Math.Max(0, (room.Width - WidestScale) / 2), 0);
        list.Text(line.RightSlice(38, out var rest, 4), TextStyle.Value.Right, $"{scene.State.Blend * 100:0} %");
        DrawBlend(scene, rest.RightSlice(SliderWidth, out rest, 6));
        if (high <= 0)
            list.Text(rest, TextStyle.Value.Cut, "nothing above zero");
        else if (scene.Fonts.Measure("above zero: 0 … 00.00", Theme.Label) <= rest.Width)
            list.Text(rest, TextStyle.Value.Cut, $"above zero: 0 … {high:0.00}");
        else
            list.Text(rest, TextStyle.Value.Cut, $"0 … {high:0.00}");
    }

    /// <summary>Draws the slider for how dense maps lie over pictures.</summary>
    public static void DrawBlend(Scene scene, in Rect slider)
    {
        var (list, blend) = (scene.List, scene.State.Blend);
        var track = new Rect(slider.X, slider.CentreY - 2, slider.Width, 4);
        list.Fill(track, Theme.Track, 2);
        list.Fill(track with { Width = track.Width * blend }, Theme.Accent, 2);
        list.Disc(track.X + track.Width * blend, slider.CentreY, 5, Theme.Text);
        list.Hot(slider, HotKind.Blend, "How dense the heat map lies over the picture; click or drag.");
    }
}
