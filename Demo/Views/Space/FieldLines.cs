using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>What the chosen value can depend on: lines from its cell to its receptive field on each layer before, to the picture.</summary>
internal sealed class FieldLines
{
    // How much is seen of the fields' edges and of the lines between them.
    private const float Edge = 0.7f, Beam = 0.36f;

    private readonly HashSet<Layer> _reached = [];

    public void Draw(Scene scene, SpaceState state)
    {
        _reached.Clear();
        _reached.Add(scene.Chosen);
        for (int i = scene.State.Layer; i >= 0; i--)
        {
            var layer = scene.Network.Layers[i];
            if (!_reached.Contains(layer) || !TryFind(scene, state, layer, out var slice, out var part))
                continue;
            Strands.Outline(scene, state.Projection, slice, part, Theme.Fade(Theme.Text, i == scene.State.Layer ? 1 : Edge), 1.5f);
            foreach (var below in layer.Inputs)
                if (TryFind(scene, state, below, out var source, out var field))
                {
                    _reached.Add(below);
                    Connect(scene, state, source, field, slice, part);
                }
        }
    }

    // The field's place, in 0…1 of a map: of those that it takes in, the one in the middle.
    private static bool TryFind(Scene scene, SpaceState state, Layer layer, out Slice slice, out Rect part)
    {
        (slice, part) = (default, default);
        if (layer == scene.Chosen)
        {
            if (!state.Slices.TryFind(layer.Index, scene.State.Channel, out slice))
                return false;
            var (x, y) = scene.Pixel;
            part = new FieldBox(x, y, x, y, 0, 0).On(Rect.Unit, layer);
            return true;
        }
        if (scene.FieldIn(layer) is not { } box)
            return false;
        float least = float.PositiveInfinity;
        foreach (ref readonly var shown in state.Slices.Of(layer.Index))
        {
            float away = Vector3.DistanceSquared(shown.Centre, state.Walls[layer.Index].Centre);
            if (away < least && (shown.Channel < 0 || (shown.Channel >= box.First && shown.Channel <= box.Last)))
                (slice, least) = (shown, away);
        }
        part = box.On(Rect.Unit, layer);
        return float.IsFinite(least);
    }

    private static void Connect(Scene scene, SpaceState state, in Slice source, in Rect field, in Slice slice, in Rect part)
    {
        for (int i = 0; i < 4; i++)
        {
            var (from, to) = (Strands.Corner(source, field, i), Strands.Corner(slice, part, i));
            Strands.Line(scene, state.Projection, from, to, Theme.Fade(Theme.Text, Beam), 1);
            Strands.Dots(scene, state, from, to, Theme.Fade(Theme.Text, 0.75f), 2.4f);
        }
    }
}
