using Demo.Platform;

namespace Demo.Ui;

/// <summary>Buttons that are keys: a name with the key's cap; where that does not fit the name alone, at last a sign.</summary>
internal static class KeyButtons
{
    private const float CapHeight = 16, NameGap = 5;

    private enum Form
    {
        Full,
        Name,
        Sign,
    }

    /// <summary>One button at the right end, with its name.</summary>
    /// <returns>What is left of <paramref name="room"/>.</returns>
    public static Rect Draw(Scene scene, in Rect room, Chord key) => Draw(scene, room, key, Form.Full);

    /// <summary>Buttons from left to right at the right end, all in the fullest form that fits, or as signs.</summary>
    /// <returns>What is left of <paramref name="room"/>.</returns>
    public static Rect Draw(Scene scene, in Rect room, ReadOnlySpan<Chord> keys, bool signs = false)
    {
        var form = signs ? Form.Sign : Form.Full;
        while (form < Form.Sign && WidthOf(scene, keys, form) > room.Width)
            form++;
        var rest = room;
        for (int i = keys.Length - 1; i >= 0; i--)
            rest = Draw(scene, rest, keys[i], form);
        return rest;
    }

    /// <summary>A word and the signs of the keys that go with it, at the left end.</summary>
    /// <returns>What is left of <paramref name="room"/>.</returns>
    public static Rect DrawGroup(Scene scene, in Rect room, string word, ReadOnlySpan<Chord> keys)
    {
        scene.List.Text(room.Left(scene.Fonts.Measure(word, Theme.Label) + 1, out var rest, NameGap), TextStyle.Label, word);
        foreach (var key in keys)
            if (scene.Views.Keys.TryFind(key, out var row))
                Button(scene, rest.Left(WidthOf(scene, row, Form.Sign), out rest, Gap(Form.Sign)), row, Form.Sign);
        rest.Left(2 * Gap(Form.Sign), out rest);
        return rest;
    }

    private static Rect Draw(Scene scene, in Rect room, Chord key, Form form)
    {
        if (!scene.Views.Keys.TryFind(key, out var row) || room.Width < WidthOf(scene, row, form))
            return room;
        Button(scene, room.RightSlice(WidthOf(scene, row, form), out var rest), row, form);
        return rest with { Width = Math.Max(0, rest.Width - Gap(form)) };
    }

    private static void Button(Scene scene, in Rect room, KeyRow row, Form form)
    {
        var place = room with { Height = CapHeight, Y = room.CentreY - CapHeight / 2 };
        bool lit = row.IsLit?.Invoke(scene) ?? false, hover = place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        uint colour = lit || hover ? Theme.Text : Theme.Secondary;
        var box = form == Form.Full ? place.RightSlice(SignWidth(scene, row.Cap), out _) : place;
        if (form == Form.Full)
            scene.List.Text(place.Left(place.Width - box.Width, out _), TextStyle.Label.In(colour), row.Name);
        scene.List.Fill(box, lit ? Theme.AccentFill : hover ? Theme.ButtonHover : 0, 3, lit ? Theme.Accent : Theme.Edge);
        scene.List.Text(box, TextStyle.Label.Centred.In(colour), form switch
        {
            Form.Full => row.Cap,
            Form.Name => row.Name,
            _ => row.Sign,
        });
        scene.List.Hot(place.Inset(-2, -2), HotKind.Button, form == Form.Full ? row.Help : row.HelpWithKey, row.Key);
    }

    private static float WidthOf(Scene scene, ReadOnlySpan<Chord> keys, Form form)
    {
        float width = 0;
        foreach (var key in keys)
            if (scene.Views.Keys.TryFind(key, out var row))
                width += WidthOf(scene, row, form) + Gap(form);
        return width;
    }

    private static float WidthOf(Scene scene, KeyRow row, Form form) => form switch
    {
        Form.Full => SignWidth(scene, row.Cap) + scene.Fonts.Measure(row.Name, Theme.Label) + NameGap,
        Form.Name => SignWidth(scene, row.Name),
        _ => SignWidth(scene, row.Sign),
    };

    private static float Gap(Form form) => form == Form.Full ? 10 : 4;

    private static float SignWidth(Scene scene, string text) =>
        Math.Max(CapHeight, MathF.Ceiling(scene.Fonts.Measure(text, Theme.Label)) + 8);
}
