using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>A number in a text that can be dragged and typed.</summary>
internal static class NumberBox
{
    /// <summary>Draws the number, or what is typed in its place.</summary>
    public static void Draw(Scene scene, in Rect rect, int index, ReadOnlySpan<char> text, KernelEditor editor, string tip)
    {
        if (scene.State.Entry is NumberEntry entry && entry.Index == index)
            Typed(scene, rect, entry, editor[index]);
        else
        {
            bool hover = rect.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
            scene.List.Fill(rect, hover ? Theme.ButtonHover : Theme.Button, 3);
            scene.List.Text(rect, TextStyle.Value.Centred, text);
        }
        scene.List.Hot(rect, editor, tip, index);
    }

    /// <summary>Draws a number that is typed.</summary>
    public static void Typed(Scene scene, in Rect rect, NumberEntry entry, float now)
    {
        scene.List.Fill(rect, Theme.AccentFill, 3, Theme.Accent, 1.5f);
        var style = TextStyle.Value.Centred.Cut with { Size = Math.Min(Theme.Label, rect.Height) };
        if (entry.Text.Length > 0)
            scene.List.Text(rect, style, $"{entry.Text}|");
        else
            scene.List.Text(rect, style, $"{now:0.##}");
    }
}
