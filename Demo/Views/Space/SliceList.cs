using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>The maps that are shown now: as many of each layer as are seen at a size at which something is seen of them.</summary>
internal sealed class SliceList
{
    // Of a map's side, in logical pixels; of smaller ones there are fewer.
    private const float LeastPixels = 13;

    // Of a class's row, which has a name.
    private const float LeastClass = 15;

    private const int LeastClasses = 3;

    private readonly ShownMaps _maps = new();
    private readonly List<Slice> _slices = [];
    private readonly List<(int First, int Count)> _ofWalls = [];
    private readonly int[] _channels = new int[256];

    public ReadOnlySpan<Slice> All => CollectionsMarshal.AsSpan(_slices);

    /// <summary>Those of a layer.</summary>
    public ReadOnlySpan<Slice> Of(int layer) => All.Slice(_ofWalls[layer].First, _ofWalls[layer].Count);

    /// <summary>Finds the one of a map; false where it is not shown.</summary>
    public bool TryFind(int layer, int channel, out Slice found)
    {
        foreach (ref readonly var slice in Of(layer))
            if (slice.Channel == channel || slice.Channel < 0)
            {
                found = slice;
                return true;
            }
        found = default;
        return false;
    }

    public void Fill(Scene scene, ImmutableArray<Wall> walls, in Projection projection)
    {
        _slices.Clear();
        _ofWalls.Clear();
        foreach (var wall in walls)
        {
            int first = _slices.Count;
            if (wall.Layer == scene.Network.ClassLayer)
                AddClasses(scene, wall, projection);
            else
                Add(scene, wall, projection);
            _ofWalls.Add((first, _slices.Count - first));
        }
    }

    /// <summary>What a place of the window shows of them, the nearest first; null for nothing.</summary>
    public (Slice Slice, float Across, float Down)? Pick(in Projection projection, float x, float y)
    {
        (Slice, float, float)? nearest = null;
        float least = float.PositiveInfinity;
        var ray = projection.RayThrough(x, y);
        foreach (ref readonly var slice in All)
            if (slice.Meet(projection.Eye, ray) is var (across, down, far) && far < least)
                (nearest, least) = ((slice, across, down), far);
        return nearest;
    }

    private void Add(Scene scene, in Wall wall, in Projection projection)
    {
        int side = (int)(projection.PixelsAt(wall.Centre, Math.Min(wall.Width, wall.Height)) / LeastPixels);
        // Single numbers are small and many.
        int room = wall.Layer.IsVector ? wall.Most : Math.Clamp(side * side, 1, wall.Most);
        var maps = _channels.AsSpan(0, Math.Min(wall.Maps, room));
        if (wall.IsPicture)
            maps[0] = -1;
        else
            _maps.List(scene, wall.Layer, maps);
        var grid = SliceGrid.Fit(maps.Length, SliceGrid.AspectOf(wall.Layer), wall.Width, wall.Height);
        for (int i = 0; i < maps.Length; i++)
        {
            var (right, down) = grid.Place(i, wall.Width, wall.Height);
            _slices.Add(new Slice(wall.Layer, maps[i], wall.Corner + new Vector3(0, -down, right), grid.Width, grid.Height));
        }
    }

    // One under the other: their bars and names are to the right.
    private void AddClasses(Scene scene, in Wall wall, in Projection projection)
    {
        int room = (int)(projection.PixelsAt(wall.Centre, wall.Height) / LeastClass);
        var maps = _channels.AsSpan(0, Math.Clamp(room, Math.Min(LeastClasses, wall.Most), wall.Most));
        _maps.List(scene, wall.Layer, maps);
        float pitch = wall.Height / maps.Length;
        for (int i = 0; i < maps.Length; i++)
            _slices.Add(new Slice(wall.Layer, maps[i], wall.Corner - new Vector3(0, (i + 0.1f) * pitch, 0), wall.Width, pitch * 0.8f));
    }
}
