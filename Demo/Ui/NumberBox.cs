namespace Demo.Ui;

/// <summary>A number in a text that can be dragged and typed.</summary>
internal static class NumberBox
{
    /// <summary>Draws the number, or what is typed in its place.</summary>
    public static void Draw(Scene scene, in Rect rect, int index, ReadOnlySpan<char> text, NumberEditor editor, string tip)
    {
        if (scene.State.Entry is NumberEntry entry && entry.Is(editor, index))
            Typed(scene, rect, entry, editor[index]);
        else
        {
            bool hover = rect.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
            scene.List.Fill(rect, hover ? Theme.ButtonHover : Theme.Button, 3);
            scene.List.Text(rect, TextStyle.Value.Centred, text);
        }
        scene.List.Hot(rect, editor, tip, index);
    }

    /// <summary>Draws a number that is a cell of a table, coloured by sign.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="grid">The table.</param>
    /// <param name="cell">Which cell.</param>
    /// <param name="index">Which number of the editor.</param>
    /// <param name="most">What has the strongest colour.</param>
    /// <param name="editor">Whose number it is.</param>
    /// <param name="typed">Whether it is shown as a person types it: 1 instead of 1.00.</param>
    public static void DrawCell(Scene scene, in NumberGrid grid, int cell, int index, float most, NumberEditor editor, bool typed)
    {
        var (place, number) = (grid[cell], editor[index]);
        if (scene.State.Entry is NumberEntry entry && entry.Is(editor, index))
            Typed(scene, place, entry, number);
        else
        {
            grid.Draw(scene, cell, number, Palette.Of(ColourMap.Diverging, number, -most, most), typed);
            if (place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y))
                scene.List.Outline(place, Theme.Text, 3);
        }
        scene.List.Hot(
            place, editor, "Drag up or down, turn the wheel, or click and type; the right button paints the last number.", index);
    }

    private static void Typed(Scene scene, in Rect rect, NumberEntry entry, float now)
    {
        scene.List.Fill(rect, Theme.AccentFill, 3, Theme.Accent, 1.5f);
        var style = TextStyle.Value.Centred.Cut with { Size = Math.Min(Theme.Label, rect.Height) };
        if (entry.Text.Length > 0)
            scene.List.Text(rect, style, $"{entry.Text}|");
        else
            scene.List.Text(rect, style, $"{now:0.##}");
    }
}
