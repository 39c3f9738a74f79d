using System.Numerics;
using System.Runtime.InteropServices;
using Cnn;

namespace Demo.Ui;

/// <summary>What a <see cref="DrawList"/> shows in space: under its shapes and texts, over its boxes and pictures.</summary>
internal sealed class SpaceList
{
    private readonly List<SpaceItem> _items = [];
    private readonly List<SpaceShape> _shapes = [];
    private readonly List<MapItem> _maps = [];
    private ulong[] _order = [];

    public ReadOnlySpan<SpaceItem> Items => CollectionsMarshal.AsSpan(_items);

    /// <summary>The maps of all items; their places in the window mean nothing.</summary>
    public ReadOnlySpan<MapItem> Maps => CollectionsMarshal.AsSpan(_maps);

    public ReadOnlySpan<SpaceShape> Shapes(in SpaceItem item) => CollectionsMarshal.AsSpan(_shapes).Slice(item.First, item.Count);

    public void Clear()
    {
        _items.Clear();
        _shapes.Clear();
        _maps.Clear();
    }

    /// <summary>Begins what is seen through a rectangle; what comes next belongs to it, until <see cref="End"/>.</summary>
    public void Begin(in Rect rect, in Matrix4x4 toClip) => _items.Add(new SpaceItem(rect, toClip, _shapes.Count, 0));

    /// <summary>A channel of an activation; −1: the first three as red, green, blue.</summary>
    public void Map(
        Vector3 corner, Vector3 across, Vector3 down, Node node, int channel, ColourMap colours, RangeOf range, float opacity = 1)
    {
        Add(new SpaceShape { Kind = SpaceKind.Map, Corner = corner, Across = across, Down = down, Map = _maps.Count });
        _maps.Add(new MapItem(default, node, channel, colours, range, opacity, MapShape.Cells, Rect.Unit));
    }

    public void Sheet(Vector3 corner, Vector3 across, Vector3 down, uint colour) =>
        Add(new SpaceShape { Kind = SpaceKind.Sheet, Corner = corner, Across = across, Down = down, Colour = colour });

    /// <summary>A line, all of which lies before the eye.</summary>
    public void Line(Vector3 from, Vector3 to, uint colour, float width) =>
        Add(new SpaceShape { Kind = SpaceKind.Line, Corner = from, Across = to - from, Colour = colour, Width = width });

    /// <summary>
    /// Puts what was added since <see cref="Begin"/> in order, from the farthest to the nearest. Maps and sheets stand across the axis x:
    /// so a sight line meets those that are farther along it later. What is equally far stays in its order; lines count by their middle.
    /// </summary>
    /// <param name="eye">Where the eye is on the axis.</param>
    public void End(float eye)
    {
        var shapes = CollectionsMarshal.AsSpan(_shapes)[_items[^1].First..];
        if (_order.Length < shapes.Length)
            _order = new ulong[shapes.Length * 2];
        var order = _order.AsSpan(0, shapes.Length);
        for (int i = 0; i < shapes.Length; i++)
        {
            float far = MathF.Abs(shapes[i].Corner.X + shapes[i].Across.X / 2 - eye);
            // The bits of positive floats are in their order.
            order[i] = (ulong)(uint.MaxValue - BitConverter.SingleToUInt32Bits(far)) << 32 | (uint)i;
        }
        order.Sort(shapes);
    }

    private void Add(in SpaceShape shape)
    {
        _shapes.Add(shape);
        var item = _items[^1];
        _items[^1] = item with { Count = item.Count + 1 };
    }
}
