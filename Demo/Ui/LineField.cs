namespace Demo.Ui;

/// <summary>A field with one line that is typed: of a longer one its end is seen.</summary>
internal static class LineField
{
    /// <summary>Draws it.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="rect">Where.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="hint">What stands there while nothing is.</param>
    public static void Draw(Scene scene, in Rect rect, string text, string hint)
    {
        var list = scene.List;
        list.Fill(rect, Theme.Background, 6, Theme.Accent);
        var inner = rect.Inset(10, 0);
        int first = 0;
        while (first < text.Length && scene.Fonts.Measure(text.AsSpan(first), Theme.Body) > inner.Width - 4)
            first++;
        float caret = inner.X + scene.Fonts.Measure(text.AsSpan(first), Theme.Body) + 1;
        if (text.Length == 0)
            list.Text(inner with { X = inner.X + 6, Width = inner.Width - 6 }, TextStyle.Quiet.Cut, hint);
        else
            list.Text(inner, TextStyle.Body.Cut, text.AsSpan(first));
        list.Segment(caret, rect.CentreY - 8, caret, rect.CentreY + 8, Theme.Accent, 1.5f);
    }
}
