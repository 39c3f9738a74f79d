using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>What layers and classes are called, where there is room for it: the more important first, and none over another.</summary>
internal sealed class SpaceLabels
{
    /// <summary>How wide a class's name with its share may be.</summary>
    public const float MostClassName = 126;

    private const float Line = 15, Gap = 3;

    // Of a class's share and name.
    private const float Share = 42, LeastName = 8;

    private readonly List<Rect> _taken = [];
    private int[] _order = [];

    public void Draw(Scene scene, SpaceState state, in Rect room)
    {
        _taken.Clear();
        DrawClasses(scene, state, room);
        var walls = state.Walls;
        if (_order.Length != walls.Length)
            _order = new int[walls.Length];
        for (int i = 0; i < walls.Length; i++)
            _order[i] = Importance(scene, state, walls[i].Layer) * 4096 + i;
        _order.AsSpan().Sort();
        foreach (int place in _order)
            DrawName(scene, state, walls[place & 4095], room);
    }

    // The chosen one, that under the mouse, the picture and the answer, what has weights, the rest.
    private static int Importance(Scene scene, SpaceState state, Layer layer) =>
        layer.Index == scene.State.Layer ? 0
        : state.Hovered is { Slice: var slice } && slice.Layer == layer ? 1
        : layer.Index == 0 || layer == scene.Network.ClassLayer ? 2
        : layer.Work > 0 ? 3 : 4;

    private void DrawName(Scene scene, SpaceState state, in Wall wall, in Rect room)
    {
        var under = wall.Centre - new Vector3(0, wall.Height / 2, 0);
        if (!state.Projection.TryProject(under, out var at))
            return;
        var layer = wall.Layer;
        bool chosen = layer.Index == scene.State.Layer && scene.State.HasChosen;
        if (!chosen && IsHidden(state, wall))
            return;
        float width = scene.Fonts.Measure(layer.Name, Theme.Label, chosen), extent = scene.Fonts.Measure(layer.Extent, Theme.Label);
        var quiet = TextStyle.Label.Centred;
        var style = quiet with { Colour = chosen ? Theme.Text : Theme.Secondary, Bold = chosen };
        // Both lines, or the name alone; what kind of layer the chosen one is stands in the panel's head.
        bool both = TwoLinesFit(state, wall) && TryTake(at, Math.Max(width, extent), 2, room, out _);
        if (!both && !TryTake(at, width, 1, room, out _))
            return;
        var box = _taken[^1];
        scene.List.Text(box.Top(Line, out var rest), style, layer.Name);
        if (rest.Height >= Line)
            scene.List.Text(rest.Top(Line, out _), quiet, layer.Extent);
    }

    private void DrawClasses(Scene scene, SpaceState state, in Rect room)
    {
        if (scene.Network.ClassLayer is not { } layer || scene.Numbers(layer.Node) is not { } values)
            return;
        bool idle = scene is { IsCanvas: true, IsBlank: true };
        var slices = state.Slices.Of(layer.Index);
        for (int i = 0; i < slices.Length; i++)
        {
            var slice = slices[i];
            if (state.Projection.PixelsAt(slice.Corner, slice.Height) < 4)
                return;
            var end = slice.At(1, 0.5f) + new Vector3(0, 0, WallLayout.BarLength + 0.06f);
            if (!state.Projection.TryProject(end, out var at))
                continue;
            bool chosen = layer.Index == scene.State.Layer && slice.Channel == scene.State.Channel;
            string name = scene.Network.Label(slice.Channel);
            var style = new TextStyle(Theme.Label, chosen ? Theme.Text : Theme.Secondary, MayCut: true);
            float rest = idle ? 0 : Share + Gap, most = Math.Min(MostClassName, room.Right - at.X) - 2;
            float width = Math.Min(scene.Fonts.Measure(name, Theme.Label) + 2 + rest, most);
            var box = new Rect(at.X, at.Y - Line / 2, width, Line);
            if (width < rest + LeastName || !room.Contains(box) || Overlaps(box))
                continue;
            _taken.Add(box);
            if (!idle)
                scene.List.Text(box.RightSlice(Share, out box, Gap), style.Right, $"{values.Floats[slice.Channel] * 100:0} %");
            scene.List.Text(box, style, name);
        }
    }

    // Under a long network's row lies the next one.
    private static bool TwoLinesFit(SpaceState state, in Wall wall) => state.Walls[^1].Centre.Y == state.Walls[0].Centre.Y
        || state.Projection.PixelsAt(wall.Centre, WallLayout.RowPitch - wall.Height) > 2 * Line + 2 * Gap;

    // Whether another layer stands before the middle of its lower edge.
    private static bool IsHidden(SpaceState state, in Wall wall)
    {
        var edge = wall.Centre - new Vector3(0, wall.Height * 0.48f, 0);
        foreach (var other in state.Walls)
            if (other.Layer != wall.Layer && other.Hides(edge, state.Projection.Eye))
                return true;
        return false;
    }

    // So many lines under a place.
    private bool TryTake(Vector2 at, float width, int lines, in Rect room, out Rect box)
    {
        box = new Rect(at.X - width / 2 - 1, at.Y + Gap + 4, width + 2, lines * Line);
        if (!room.Contains(box) || Overlaps(box))
            return false;
        _taken.Add(box);
        return true;
    }

    private bool Overlaps(in Rect box)
    {
        foreach (var taken in _taken)
            if (taken.Inset(-Gap, 0).Overlaps(box))
                return true;
        return false;
    }
}
