using System.Numerics;
using Cnn;
using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>Pictures from left to right, each with a caption over it and a sign before it: maps, and small tables of numbers.</summary>
internal struct Board
{
    private const float SignWidth = 16, CaptionHeight = 16, WidestCell = 46, HighestCell = 36, ReadableCell = 20;

    private readonly Scene _scene;
    private readonly float _width;
    private Rect _rest;
    private bool _started;

    /// <param name="scene">The scene.</param>
    /// <param name="room">Where.</param>
    /// <param name="pictures">How many there will be, side by side.</param>
    public Board(Scene scene, in Rect room, int pictures)
    {
        (_scene, _rest) = (scene, room);
        _width = (room.Width - (pictures - 1) * SignWidth) / pictures;
    }

    /// <summary>The room of the next one, and of as many after it as <paramref name="wide"/> says.</summary>
    public Rect Next(string sign, out Rect caption, int wide = 1)
    {
        if (_started)
        {
            // Beside the middle of what is as high as wide.
            var gap = _rest.Left(SignWidth, out _rest) with { Height = Math.Min(_rest.Height, _width + 2 * CaptionHeight) };
            if (sign.Length > 0)
                _scene.List.Text(gap, TextStyle.Quiet.Centred with { Size = 15 }, sign);
        }
        _started = true;
        var place = _rest.Left(wide * _width + (wide - 1) * SignWidth, out _rest);
        caption = place.Top(CaptionHeight, out place, 2);
        return place;
    }

    /// <summary>A map of a node; of a list the number.</summary>
    /// <returns>Where it lies.</returns>
    public readonly Rect Map(in Unit unit, in Rect room, Node node, int channel)
    {
        var extent = MapExtent.Of(node.Shape);
        if (extent is { Rows: 1, Columns: 1 })
        {
            if (unit.Values(node) is { } list)
                Number(room, list.Floats[channel]);
            return room;
        }
        // A pixel of room for the window's outline, and what of it hangs over the edge.
        var place = room.Inset(4).Fit(extent.Columns, extent.Rows) with { Y = room.Y + 4 };
        var layer = LayerOf(unit, node);
        if (layer is not null)
            MapView.Tile(_scene, place, layer, channel, RangeOf.Map);
        else
            _scene.List.Map(place, node, channel, ColourMap.Diverging, RangeOf.Map);
        return place;
    }

    /// <summary>The layer's own map with the value's place, and under a veil what a running slide has not reached.</summary>
    public readonly void Own(in Unit unit, in Rect room, float scale)
    {
        var place = Map(unit, room, unit.Node, unit.Channel);
        if (unit.Layer.IsVector)
            return;
        if (_scene.State.Slide.Runs)
            RasterVeil.Draw(_scene.List, place.Snapped(scale), scale, (unit.X, unit.Y), unit.Layer.Columns, unit.Layer.Rows);
        _scene.List.Hot(place, HotKind.Pixels, "Point at a cell to see how its value is computed.", default, unit.Layer.Columns,
            unit.Layer.Rows);
        Outline(place, unit.Layer.Columns, unit.Layer.Rows, unit.X, unit.Y, unit.X, unit.Y);
    }

    /// <summary>Outlines cells of a map; outside it too.</summary>
    public readonly void Outline(in Rect map, int columns, int rows, int left, int top, int right, int bottom)
    {
        float width = map.Width / columns, height = map.Height / rows;
        var cells = new Rect(map.X + left * width, map.Y + top * height, (right - left + 1) * width, (bottom - top + 1) * height);
        // Of many small cells one is a point.
        _scene.List.Outline(cells.Inset(Math.Min(-1, (cells.Width - 5) / 2), Math.Min(-1, (cells.Height - 5) / 2)), Theme.Accent, 1, 1.5f);
    }

    /// <summary>Writes how a part of a sum, all of it and the bias come to the value.</summary>
    public static void Total(Scene scene, in Rect line, string part, double value, int count, double sum, double bias) =>
        scene.List.Text(line, TextStyle.Value.Cut,
            $"{part}: {value:0.000} · all {count}: {sum:0.000} + bias {bias:0.000} = {sum + bias:0.000}");

    /// <summary>One number.</summary>
    public readonly void Number(in Rect room, double value)
    {
        var grid = Grid(room, 1, 1);
        grid.Draw(_scene, 0, value, Palette.Of(ColourMap.Diverging, value, -1, 1));
    }

    /// <summary>A table of numbers in the colours of their map; of all that lies inside where some lie outside, hatched.</summary>
    public readonly NumberGrid Table<T>(
        in Rect room, ReadOnlySpan<T> numbers, int columns, ColourMap colours, string tip, ReadOnlySpan<bool> inside = default)
        where T : INumber<T>
    {
        double low = 0, high = 1e-12;
        foreach (var number in numbers)
            (low, high) = (Math.Min(low, double.CreateTruncating(number)), Math.Max(high, double.CreateTruncating(number)));
        var grid = Grid(room, columns, (numbers.Length + columns - 1) / columns);
        for (int i = 0; i < numbers.Length; i++)
        {
            double number = double.CreateTruncating(numbers[i]);
            bool outside = !inside.IsEmpty && !inside[i];
            uint colour = outside ? Theme.Zero : Palette.Of(colours, number, low, high);
            if (grid[i].Width >= ReadableCell)
                grid.Draw(_scene, i, number, colour);
            else
                _scene.List.Box(grid[i], colour, Math.Min(2, grid[i].Height / 4));
            if (outside)
                grid.Hatch(_scene, i);
        }
        _scene.List.Hot(grid.Rect, HotKind.Tip, tip);
        return grid;
    }

    /// <summary>A table of numbers with cells that can be read, from the top of the room.</summary>
    public static NumberGrid Grid(in Rect room, int columns, int rows)
    {
        float width = Math.Min(room.Width / columns, WidestCell), height = Math.Min(room.Height / rows, HighestCell);
        height = Math.Min(height, width);
        return new NumberGrid(new Rect(room.X, room.Y, width * columns, height * rows), columns, rows);
    }

    /// <summary>The shown layer whose values a node has.</summary>
    public static Layer? LayerOf(in Unit unit, Node node)
    {
        if (node == unit.Node)
            return unit.Layer;
        foreach (var layer in unit.Layer.Inputs)
            if (layer.Node == node)
                return layer;
        return null;
    }
}
