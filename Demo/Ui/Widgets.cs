namespace Demo.Ui;

/// <summary>The pieces that panels are made of.</summary>
internal static class Widgets
{
    private const float WidestPill = 150, PillGap = 6;

    /// <summary>A panel with a headline; what it draws is cut off at its edge.</summary>
    /// <returns>The room under the headline.</returns>
    public static Rect Panel(Scene scene, in Rect rect, ReadOnlySpan<char> title, out Rect head)
    {
        scene.List.Box(rect, Theme.Panel, Theme.Radius, Theme.Border);
        scene.List.Begin(rect);
        head = rect.Inset(Theme.Padding).Top(Theme.Head, out var body, 6);
        if (!title.IsEmpty)
        {
            scene.List.Text(head.Left(scene.Fonts.Measure(title, Theme.Body) + 2, out var rest, Theme.Gap), TextStyle.Quiet, title);
            head = rest;
        }
        return body;
    }

    /// <summary>A rounded button of the top bar, at least and at most so wide.</summary>
    /// <returns>Its width with the gap to the next.</returns>
    public static float Pill(
        Scene scene, float right, float centreY, string text, bool lit, HotSpot spot, float least = 0, float most = float.MaxValue)
    {
        float width = Math.Max(least, Math.Min(most, PillWidth(scene, text)) - PillGap);
        var rect = new Rect(right - width, centreY - 13, width, 26);
        bool hover = rect.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        scene.List.Fill(rect, lit ? Theme.AccentFill : hover ? Theme.ButtonHover : Theme.Button, 13, lit ? Theme.Accent : 0);
        scene.List.Text(rect.Inset(10, 0), (lit ? TextStyle.Body : TextStyle.Quiet).Centred.Cut, text);
        scene.List.Hot(spot with { Rect = rect });
        return width + PillGap;
    }

    /// <summary>A pill's width with the gap to the next.</summary>
    public static float PillWidth(Scene scene, string text) =>
        Math.Min(MathF.Ceiling(scene.Fonts.Measure(text, Theme.Body)) + 22, WidestPill) + PillGap;

    /// <summary>A horizontal bar on its track.</summary>
    public static void Meter(Scene scene, in Rect rect, double share, uint colour)
    {
        float radius = rect.Height / 2;
        scene.List.Box(rect, Theme.Track, radius);
        float width = rect.Width * (float)Math.Clamp(share, 0, 1);
        if (width > 0.5f)
            scene.List.Box(rect with { Width = Math.Max(width, rect.Height * 0.6f) }, colour, Math.Min(radius, width / 2));
    }

    /// <summary>Which part of something longer is shown; along the longer side. Over other panels it is floating.</summary>
    public static void ScrollBar(Scene scene, in Rect rect, Scroll scroll, bool floating = false)
    {
        Draw(rect, Theme.Track);
        float from = scroll.Offset / scroll.Length, length = Math.Min(1, scroll.Visible / scroll.Length);
        var thumb = rect.Width > rect.Height
            ? rect with { X = rect.X + from * rect.Width, Width = Math.Max(8, length * rect.Width) }
            : rect with { Y = rect.Y + from * rect.Height, Height = Math.Max(8, length * rect.Height) };
        Draw(thumb, Theme.Secondary);

        void Draw(in Rect bar, uint colour)
        {
            if (floating)
                scene.List.Fill(bar, colour, 2);
            else
                scene.List.Box(bar, colour, 2);
        }
    }

    /// <summary>A switch with its label.</summary>
    public static void Toggle(Scene scene, in Rect rect, string text, bool on, HotSpot spot)
    {
        var track = new Rect(rect.X, rect.CentreY - 6, 22, 12);
        scene.List.Fill(track, on ? Theme.AccentFill : Theme.Track, 6, on ? Theme.Accent : 0);
        scene.List.Disc(on ? track.Right - 6 : track.X + 6, track.CentreY, 4.5f, on ? Theme.Text : Theme.Secondary);
        rect.Left(track.Width, out var label, 6);
        scene.List.Text(label, (on ? TextStyle.Body : TextStyle.Quiet) with { Size = Theme.Label }, text);
        scene.List.Hot(spot with { Rect = rect });
    }

    /// <summary>One of several choices, with a name; a click is the next one.</summary>
    public static void Choice(Scene scene, in Rect rect, ReadOnlySpan<char> name, ReadOnlySpan<char> value, HotSpot spot)
    {
        float width = MathF.Ceiling(scene.Fonts.Measure(value, Theme.Label)) + 12;
        var pill = new Rect(rect.X, rect.CentreY - 8, width, 16);
        scene.List.Fill(pill, Theme.Button, 8, Theme.Edge);
        scene.List.Text(pill, TextStyle.Value.Centred, value);
        rect.Left(width, out var label, 6);
        scene.List.Text(label, TextStyle.Label.Cut, name);
        scene.List.Hot(spot with { Rect = rect });
    }
}
