using System.Collections.Immutable;
using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>
/// Where a network's layers stand: one behind the other along x, what only changes a layer's values close to it. A long network goes
/// on in rows, as lines of a text do: all of it can be seen at a size at which something is seen.
/// </summary>
internal static class WallLayout
{
    /// <summary>Rows of a class: its number, its bar and its name.</summary>
    public const int MostClasses = 10;

    public const float ClassPitch = 0.115f, BarLength = 0.75f;

    /// <summary>How far a row lies under the one before.</summary>
    public const float RowPitch = 1.62f;

    private const int MostRows = 6;

    // The window's proportions, about; of a wall that is seen at an angle this much is across and along.
    private const float Aspect = 1.75f, Along = 0.76f, Across = 0.64f;

    public static ImmutableArray<Wall> Of(Network network)
    {
        var layers = network.Layers;
        bool small = layers.Length <= 14;
        int most = small ? 36 : layers.Length <= 80 ? 16 : 9, tallest = layers.Max(layer => layer.IsVector ? 1 : layer.Rows);
        var walls = layers.Select(layer => WallOf(network, layer, most, tallest)).ToArray();
        float[] steps = [.. walls.Select((wall, i) => i == 0 ? 0 : StepTo(walls, i, small))];
        var best = Break(steps, float.PositiveInfinity);
        float whole = steps.Sum();
        for (int rows = 2; rows <= MostRows && !small; rows++)
        {
            var broken = Break(steps, whole / rows * 1.02f);
            if (SizeOf(broken) > SizeOf(best) * 1.15f)
                best = broken;
        }
        return [.. walls.Select((wall, i) => wall with { Centre = new Vector3(best[i].X, -best[i].Row * RowPitch, 0) })];
    }

    private static Wall WallOf(Network network, Layer layer, int most, int tallest)
    {
        if (layer == network.ClassLayer)
        {
            int rows = Math.Min(layer.Channels, MostClasses);
            return new Wall(layer, default, 0.8f * ClassPitch, rows * ClassPitch, rows);
        }
        if (layer.IsVector)
        {
            int shown = Math.Min(layer.Channels, 4 * most), across = (shown + 15) / 16;
            var units = new SliceGrid(across, (shown + across - 1) / across, 0.07f, 0.07f);
            return new Wall(layer, default, units.Extent.Width, units.Extent.Height, shown);
        }
        int maps = layer is { Index: 0, Channels: 3 } ? 1 : Math.Min(layer.Channels, most);
        float side = 0.62f + 0.38f * MathF.Sqrt((float)layer.Rows / tallest);
        var (width, height) = SliceGrid.Fit(maps, SliceGrid.AspectOf(layer), side, side).Extent;
        return new Wall(layer, default, width, height, maps);
    }

    // From the layer before: room for both walls, seen at an angle; little for what only changes the values of that one.
    private static float StepTo(Wall[] walls, int index, bool small)
    {
        var (layer, before) = (walls[index].Layer, walls[index - 1].Layer);
        bool close = !small && layer.Node.MultiplyAccumulates == 0 && layer.Inputs.Contains(before)
            && (layer.Channels, layer.Rows, layer.Columns) == (before.Channels, before.Rows, before.Columns);
        return close ? 0.4f : 0.36f + 0.32f * (walls[index - 1].Width + walls[index].Width);
    }

    // Rows are broken before what is not close to the layer before it.
    private static (float X, int Row)[] Break(float[] steps, float length)
    {
        var places = new (float X, int Row)[steps.Length];
        float x = 0;
        for (int i = 1, row = 0; i < steps.Length; i++)
        {
            x += steps[i];
            if (x > length && steps[i] > 0.45f)
                (x, row) = (0, row + 1);
            places[i] = (x, row);
        }
        return places;
    }

    // How large a wall can be drawn when all of them are seen.
    private static float SizeOf((float X, int Row)[] places) => Math.Min(
        Aspect / (places.Max(place => place.X) * Along + 2 * Across), 1 / ((places[^1].Row + 1) * RowPitch));
}
