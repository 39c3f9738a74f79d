using Cnn;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>How an explanation lies over a picture: its colours, and what they say.</summary>
internal static class ExplanationDrawing
{
    /// <summary>What the map's numbers become: by sign, or warm where they are high.</summary>
    public static ColourMap Colours(bool signed) => signed ? ColourMap.Diverging : ColourMap.Heat;

    /// <summary>Draws the map where the network saw the picture; smoothed, for a cell's border is no border in the picture.</summary>
    public static void DrawOver(DrawList list, in Sight sight, Node map, bool signed, float opacity) =>
        list.Map(sight, map, 0, Colours(signed), RangeOf.Own, opacity, MapShape.Smooth);

    /// <summary>Draws the scale of the colours with its ends in one line.</summary>
    /// <param name="list">Takes it.</param>
    /// <param name="line">Where.</param>
    /// <param name="values">The map's values.</param>
    /// <param name="signed">Whether values below zero speak against the score.</param>
    public static void DrawScale(DrawList list, in Rect line, ReadOnlySpan<float> values, bool signed)
    {
        var (low, high) = Range(values);
        var (from, to) = Palette.Ends(Colours(signed), low, high);
        ColourBar.Number(list, line.Left(44, out var bar, 4), TextStyle.Value.Right, from);
        ColourBar.Number(list, bar.RightSlice(44, out bar, 4), TextStyle.Value, to);
        ColourBar.DrawScale(list, bar, Colours(signed), from, to);
    }

    private static (float Low, float High) Range(ReadOnlySpan<float> values)
    {
        var (low, high) = (0f, 0f);
        foreach (float value in values)
            (low, high) = (value < low ? value : low, value > high ? value : high);
        return (low, high);
    }
}
