namespace Demo.Ui;

/// <summary>One of several choices that are all to be seen: small buttons side by side, the chosen one lit.</summary>
internal static class Chips
{
    private const float Height = 18, Between = 3, Padding = 12, LeastPadding = 6;

    /// <summary>Draws them, after a word where there is room for it.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="row">Where.</param>
    /// <param name="word">What is chosen.</param>
    /// <param name="names">The choices.</param>
    /// <param name="chosen">Which one is chosen; −1 for none.</param>
    /// <param name="handle">What a click does; its place has the choice as A.</param>
    /// <param name="tips">One sentence for each.</param>
    /// <param name="b">What the places have as B.</param>
    public static void Draw(
        Scene scene, Rect row, string word, ReadOnlySpan<string> names, int chosen, Handle handle, ReadOnlySpan<string> tips, int b = 0) =>
        Draw(scene, row, word, names, chosen < 0 ? 0 : 1u << chosen, handle, tips, b);

    /// <summary>The same where several may be chosen, those whose bits are set; the first place's A is <paramref name="first"/>.</summary>
    public static void Draw(
        Scene scene, Rect row, string word, ReadOnlySpan<string> names, uint chosen, Handle handle, ReadOnlySpan<string> tips, int b = 0,
        int first = 0)
    {
        float texts = -Between;
        foreach (string name in names)
            texts += scene.Fonts.Measure(name, Theme.Label) + Between;
        float wordWidth = scene.Fonts.Measure(word, Theme.Label) + Theme.Gap;
        if (texts + wordWidth + names.Length * Padding <= row.Width)
            scene.List.Text(row.Left(wordWidth, out row), TextStyle.Label, word);
        float padding = Math.Clamp((row.Width - texts) / names.Length, LeastPadding, Padding);
        for (int i = names.Length - 1; i >= 0; i--)
        {
            var place = row.RightSlice(scene.Fonts.Measure(names[i], Theme.Label) + padding, out row, Between);
            var chip = place with { Y = place.CentreY - Height / 2, Height = Height };
            bool lit = (chosen >> i & 1) != 0, hover = chip.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
            scene.List.Fill(chip, lit ? Theme.AccentFill : hover ? Theme.ButtonHover : Theme.Button, 9, lit ? Theme.Accent : 0);
            scene.List.Text(chip, (lit || hover ? TextStyle.Value : TextStyle.Label).Centred, names[i]);
            scene.List.Hot(chip, handle, tips[i], first + i, b);
        }
    }
}
