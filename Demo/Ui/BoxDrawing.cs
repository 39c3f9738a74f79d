namespace Demo.Ui;

/// <summary>A box with its name on a picture, legible whatever the picture is.</summary>
internal static class BoxDrawing
{
    private const float TagHeight = 17;
    private const float Wide = 480;
    private const uint Under = 0x80000000;

    /// <summary>Draws the outline and the tag with name and share.</summary>
    /// <param name="list">Takes it; its group is cut off at the picture.</param>
    /// <param name="fonts">Measures the tag.</param>
    /// <param name="box">The box, inside the picture.</param>
    /// <param name="picture">The picture; the tag lies inside.</param>
    /// <param name="label">What is there.</param>
    /// <param name="score">How sure that is, 0…1.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="chosen">Whether it stands out among others.</param>
    public static void Draw(
        DrawList list, Fonts fonts, in Rect box, in Rect picture, string label, float score, uint colour, bool chosen = false)
    {
        // A dark line around the bright one: on sky as on asphalt one of them is seen.
        float line = chosen ? 5 : 2;
        list.Outline(box.Inset(-1), Under, 4, line + 2);
        list.Outline(box, colour, 3, line);
        Tag(list, fonts, box, picture, label, score, colour);
    }

    /// <summary>Draws the tag alone, at the box's top left corner.</summary>
    public static void Tag(
        DrawList list, Fonts fonts, in Rect box, in Rect picture, string label, float score, uint colour)
    {
        float width = Width(fonts, label, score, box, picture, out float share);
        // On the box, or inside it where the picture ends above.
        float y = box.Y - TagHeight >= picture.Y ? box.Y - TagHeight : Math.Min(box.Y, picture.Bottom - TagHeight);
        Tag(list, new Rect(Math.Clamp(box.X, picture.X, picture.Right - width), y, width, TagHeight), label, score, share, colour);
    }

    /// <summary>Draws what another network says of the thing: a tag under the box.</summary>
    /// <param name="list">Takes it.</param>
    /// <param name="fonts">Measures it.</param>
    /// <param name="box">The box.</param>
    /// <param name="picture">The picture; the tag lies inside.</param>
    /// <param name="row">How many such tags are there already.</param>
    /// <param name="label">What is said.</param>
    /// <param name="score">How sure that is, 0…1.</param>
    /// <param name="colour">Its colour.</param>
    public static void TagUnder(
        DrawList list, Fonts fonts, in Rect box, in Rect picture, int row, string label, float score, uint colour)
    {
        float width = Width(fonts, label, score, box, picture, out float share);
        // Inside the box where the picture ends below.
        float y = Math.Max(picture.Y, Math.Min(box.Bottom, picture.Bottom - TagHeight) + row * (TagHeight + 1));
        if (y + TagHeight > picture.Bottom)
            y = picture.Bottom - (row + 1) * (TagHeight + 1);
        Tag(list, new Rect(Math.Clamp(box.X, picture.X, picture.Right - width), y, width, TagHeight), label, score, share, colour);
    }

    private static float Width(Fonts fonts, string label, float score, in Rect box, in Rect picture, out float share)
    {
        float width = fonts.Measure(label, Theme.Label, bold: true) + 10;
        share = fonts.Measure("100 %", Theme.Label);
        // On a small picture the tags of small boxes would cover each other; the share stands in the list too.
        if (float.IsNaN(score) || (picture.Width < Wide && box.Width < width + share))
            share = 0;
        return Math.Min(width + (share > 0 ? share + 4 : 0), picture.Width);
    }

    private static void Tag(DrawList list, in Rect tag, string label, float score, float share, uint colour)
    {
        list.Fill(tag, colour, 3);
        uint ink = Theme.InkOn(colour);
        var name = tag.Inset(5, 0);
        if (share > 0)
            list.Text(name.RightSlice(share, out name, 3), TextStyle.Value.Right.In(ink), $"{score * 100:0} %");
        list.Text(name, TextStyle.Value.Strong.Cut.In(ink), label);
    }
}
