using System.Numerics;
using Demo.Overlays;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>The layers in space: a wall each with the maps that are shown on it; of the classes a bar each.</summary>
internal static class WallDrawing
{
    private const float Rim = Wall.Rim, IdleOpacity = 0.35f;

    // Of a map, with what is around it.
    private static readonly Rect s_around = new(-0.7f, -0.7f, 2.4f, 2.4f);

    // How much is seen of what stands before the chosen map.
    private const float Through = 0.14f;

    public static void Draw(Scene scene, SpaceState state)
    {
        foreach (var wall in state.Walls)
            if (IsSeen(wall, state.Projection))
                Draw(scene, state, wall);
        if (scene.State.HasChosen && state.Slices.TryFind(scene.State.Layer, scene.State.Channel, out var chosen))
            Strands.Outline(scene, state.Projection, chosen, Rect.Unit, Theme.Accent, 2.2f);
        if (state.Hovered is { Slice: var slice })
            Strands.Outline(scene, state.Projection, slice, Rect.Unit, Theme.Text, 1.2f);
    }

    private static void Draw(Scene scene, SpaceState state, in Wall wall)
    {
        var (layer, space) = (wall.Layer, scene.List.Space);
        float opacity = Hides(scene, state, wall) ? Through : 1;
        bool bars = layer == scene.Network.ClassLayer;
        var (out_, down) = (new Vector3(0, Rim, -Rim), new Vector3(0, -wall.Height - 2 * Rim, 0));
        space.Sheet(wall.Corner + out_, new Vector3(0, 0, wall.Width + 2 * Rim + (bars ? WallLayout.BarLength + Rim : 0)), down,
            Theme.Fade(Theme.Track, opacity));
        var range = RangeFor(scene, wall);
        // What was computed of no picture is not to be taken for something.
        bool idle = scene.FrameSize.Width == 0 || scene is { IsCanvas: true, IsBlank: true };
        foreach (ref readonly var slice in state.Slices.Of(layer.Index))
            space.Map(slice.Corner, slice.Across, slice.Down, layer.Node, slice.Channel, layer.Colours(scene.State.Colours), range,
                opacity * (idle ? IdleOpacity : 1));
        if (bars && !idle)
            DrawBars(scene, state, wall, opacity);
    }

    private static void DrawBars(Scene scene, SpaceState state, in Wall wall, float opacity)
    {
        if (scene.Numbers(wall.Layer.Node) is not { } values)
            return;
        foreach (ref readonly var slice in state.Slices.Of(wall.Layer.Index))
        {
            float share = values.Floats[slice.Channel], length = WallLayout.BarLength * (share > 0 ? Math.Min(share, 1) : 0);
            if (length < 0.002f)
                continue;
            bool chosen = wall.Layer.Index == scene.State.Layer && slice.Channel == scene.State.Channel;
            scene.List.Space.Sheet(slice.At(1, 0.18f) + new Vector3(0, 0, Rim), new Vector3(0, 0, length), slice.Down * 0.64f,
                Theme.Fade(chosen ? Theme.Accent : Theme.Positive, opacity));
        }
    }

    // Of a long network each map is stretched over its own range: its layer's would need all maps, of which most are not shown.
    private static RangeOf RangeFor(Scene scene, in Wall wall)
    {
        if (wall.IsPicture)
            return RangeOf.Picture;
        var range = MapView.RangeFor(wall.Layer, scene.State.Range);
        return range == RangeOf.Map && wall.Layer.Channels > wall.Most && wall.Layer.Index != scene.State.Layer ? RangeOf.Own : range;
    }

    // Whether a wall stands between the eye and a part of the chosen map or what is around it.
    private static bool Hides(Scene scene, SpaceState state, in Wall wall)
    {
        if (wall.Layer.Index == scene.State.Layer || !state.Slices.TryFind(scene.State.Layer, scene.State.Channel, out var chosen))
            return false;
        var eye = state.Projection.Eye;
        bool hides = wall.Hides(chosen.Centre, eye);
        for (int i = 0; i < 4; i++)
            hides |= wall.Hides(Strands.Corner(chosen, Rect.Unit, i), eye) || wall.Hides(Strands.Corner(chosen, s_around, i), eye);
        return hides;
    }

    // Whether something of it may be in the picture.
    private static bool IsSeen(in Wall wall, in Projection projection)
    {
        int left = 0, right = 0, above = 0, below = 0, behind = 0;
        for (int i = 0; i < 4; i++)
        {
            // With room for bars.
            var clip = Vector4.Transform(wall.CornerAt(i) + new Vector3(0, 0, (i & 1) * WallLayout.BarLength), projection.ToClip);
            left += clip.X < -clip.W ? 1 : 0;
            right += clip.X > clip.W ? 1 : 0;
            above += clip.Y > clip.W ? 1 : 0;
            below += clip.Y < -clip.W ? 1 : 0;
            behind += clip.W < Pose.Near ? 1 : 0;
        }
        return left < 4 && right < 4 && above < 4 && below < 4 && behind < 4;
    }
}
