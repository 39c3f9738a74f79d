using System.Text.Json;
using System.Text.Json.Nodes;
using Cnn.Ops;
using Demo.Files;
using Demo.Ui;

namespace Demo.Exports;

/// <summary>A layer's maps as files: the numbers as NPY, a picture of them as PNG, and a line of JSON that says what is in both.</summary>
/// <param name="Layer">Whose they are.</param>
/// <param name="Values">All of them, a map after the other.</param>
/// <param name="Colours">How numbers become colours.</param>
/// <param name="Range">What colours are stretched over; the network's range is not known here: it is the layer's.</param>
internal sealed record LayerMaps(Layer Layer, float[] Values, ColourMap Colours, RangeOf Range)
{
    private static readonly string[] s_endings = [".npy", ".png", ".json"];

    /// <summary>A layer's maps as they are on the screen.</summary>
    public static LayerMaps Of(Scene scene, Layer layer, ReadOnlySpan<float> values) =>
        new(layer, values.ToArray(), layer.Colours(scene.State.Colours), RangeFor(layer, scene.State.Range));

    /// <summary>What a layer's colours are stretched over: probabilities over 0…1, numbers over all of them.</summary>
    public static RangeOf RangeFor(Layer layer, RangeOf chosen) => layer.Node.Op is Softmax ? RangeOf.Unit
        : layer.IsVector || chosen == RangeOf.Network ? RangeOf.Layer : chosen;

    /// <summary>Writes them into a folder under the next free number.</summary>
    /// <returns>The NPY file's name.</returns>
    public string SaveNumbered(string folder) => Save(OutputFile.NextFree(Path.Combine(folder, FileName(Layer)), s_endings)[..^4]);

    /// <summary>Writes them.</summary>
    /// <param name="stem">The files' name without its ending.</param>
    /// <returns>The NPY file's name.</returns>
    public string Save(string stem)
    {
        var picture = new MapPicture(Layer.Channels, Layer.Rows, Layer.Columns);
        var layer = RangeIn(Values);
        int size = Layer.Rows * Layer.Columns;
        (float Low, float High)[] ranges = Range switch
        {
            RangeOf.Unit => [(0, 1)],
            RangeOf.Map => [.. Enumerable.Range(0, Layer.Channels).Select(map => RangeIn(Values.AsSpan(map * size, size)))],
            _ => [layer],
        };
        byte[] rgba = picture.Draw(Values, Colours, ranges, layer);
        OutputFile.Write(stem + ".npy", file => Npy.Write(file, Values, Layer.Channels, Layer.Rows, Layer.Columns));
        OutputFile.Write(stem + ".png", file => Png.Write(file, rgba, picture.Width, picture.Height));
        OutputFile.Write(stem + ".json", file => file.Write(JsonSerializer.SerializeToUtf8Bytes(Legend(picture, ranges))));
        return stem + ".npy";
    }

    /// <summary>A layer's name as a file can have it.</summary>
    public static string FileName(Layer layer) => string.Concat(layer.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private JsonObject Legend(MapPicture picture, (float Low, float High)[] ranges) => new()
    {
        ["layer"] = Layer.Name,
        ["node"] = Layer.Node.Name,
        ["kind"] = Layer.Kind,
        ["shape"] = new JsonArray(Layer.Channels, Layer.Rows, Layer.Columns),
        ["colours"] = Palette.Name(Colours),
        ["ranges"] = new JsonArray([.. ranges.Select(range => Ends(range.Low, range.High))]),
        ["across"] = picture.Across,
        ["pixelsPerValue"] = picture.Cell,
    };

    // The values of the first colour and the last.
    private JsonArray Ends(float low, float high)
    {
        var (from, to) = Palette.Ends(Colours, low, high);
        return new JsonArray((float)from, (float)to);
    }

    private static (float Low, float High) RangeIn(ReadOnlySpan<float> values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in values)
            if (float.IsFinite(value))
                (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        return low <= high ? (low, high) : default;
    }
}
