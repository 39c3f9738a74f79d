using Demo.Platform;

namespace Demo.Ui;

/// <summary>In which language sentences are read; a click takes the next one.</summary>
internal static class LanguageTabs
{
    private const float Tab = 26;

    /// <summary>Draws them at the right end.</summary>
    /// <returns>What is left of <paramref name="room"/>.</returns>
    public static Rect Draw(Scene scene, in Rect room, Chord key)
    {
        var (list, signs) = (scene.List, scene.Lessons.Signs);
        var box = room.RightSlice(Tab * signs.Length, out var rest, 6);
        box = box with { Y = box.CentreY - 8, Height = 16 };
        list.Fill(box, Theme.Button, 8, Theme.Edge);
        for (int i = 0; i < signs.Length; i++)
        {
            var tab = new Rect(box.X + i * Tab, box.Y, Tab, box.Height);
            list.Text(tab, TextStyle.Label.Centred.In(i == scene.Lessons.Language ? Theme.Text : Theme.Secondary), signs[i]);
            if (i > 0)
                list.Segment(tab.X, box.Y + 3, tab.X, box.Bottom - 3, Theme.Edge);
        }
        if (scene.Views.Keys.TryFind(key, out var row))
            list.Hot(box, HotKind.Button, row.HelpWithKey, key);
        return rest;
    }
}
