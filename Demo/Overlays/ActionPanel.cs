using Demo.Ui;
using Demo.Ui.Actions;

namespace Demo.Overlays;

/// <summary>The palette of all that can be done, over every view while it is open.</summary>
internal sealed class ActionPanel : IOverlay
{
    private const float Row = 24, Field = 34, Foot = 26, Above = 52, Widest = 760;
    private const int MostRows = 16;

    public string Name => "find";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var palette = scene.Actions;
        if (!palette.IsOpen(scene))
            return;
        var (list, window) = (scene.List, view.Layout.Window);
        int rows = Math.Clamp((int)((window.Height - Above - Field - Foot - 3 * Theme.Padding) / Row) - 2, 4, MostRows);
        float width = Math.Min(window.Width - 32, Widest);
        var page = new Rect(window.CentreX - width / 2, Above, width, Field + Foot + rows * Row + 3 * Theme.Padding);
        list.Begin(window, floating: true);
        list.Hot(window, HotKind.Cover, "");
        list.Fill(page, Theme.Floating, Theme.Radius, Theme.Edge);
        list.Hot(page, palette.Handle, "", -1);
        var inner = page.Inset(Theme.Padding);
        LineField.Draw(scene, inner.Top(Field, out inner, Theme.Padding), palette.Text, "type a few letters of what you want to do");
        var foot = inner.BottomSlice(Foot, out inner);
        DrawFoot(scene, palette, foot);
        DrawRows(scene, palette, inner, rows);
    }

    private static void DrawRows(Scene scene, ActionPalette palette, Rect room, int rows)
    {
        var scroll = palette.Scroll;
        scroll.Fit(palette.Found.Length, rows);
        scroll.Follow((palette.Chosen, 0), palette.Chosen, 1);
        if (scroll.IsNeeded)
            Widgets.ScrollBar(scene, room.RightSlice(4, out room, 4), scroll, floating: true);
        int last = Math.Min(palette.Found.Length, scroll.Row + rows);
        for (int i = scroll.Row; i < last; i++)
            DrawRow(scene, palette, room.Top(Row, out room), i);
    }

    private static void DrawRow(Scene scene, ActionPalette palette, Rect row, int index)
    {
        var (list, action, chosen) = (scene.List, palette.Found[index], index == palette.Chosen);
        bool hover = row.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        if (chosen || hover)
            list.Fill(row, chosen ? Theme.AccentFill : Theme.ButtonHover, 4);
        list.Hot(row, palette.Handle, action.Help, index);
        // On the accent a quiet text is hard to read.
        var quiet = chosen ? TextStyle.Value : TextStyle.Label;
        var text = row.Inset(8, 0);
        var cap = text.RightSlice(62, out text, 10);
        if (action.Cap.Length > 0)
        {
            float width = Math.Max(18, scene.Fonts.Measure(action.Cap, Theme.Label) + 10);
            var box = new Rect(cap.Right - width, cap.CentreY - 8, width, 16);
            list.Outline(box, Theme.Edge, 3);
            list.Text(box, TextStyle.Value.Centred, action.Cap);
        }
        list.Text(text.RightSlice(64, out text, 10), quiet.Right.Cut, action.Group);
        float name = Math.Min(scene.Fonts.Measure(action.Name, Theme.Body) + 4, text.Width * 0.6f);
        list.Text(text.Left(name, out text, 10), TextStyle.Body.Cut, action.Name);
        list.Text(text, quiet.Cut, action.Help);
    }

    private static void DrawFoot(Scene scene, ActionPalette palette, Rect foot)
    {
        var list = scene.List;
        foot.Top(6, out foot);
        list.Text(foot.RightSlice(110, out foot, 10), TextStyle.Label.Right, $"{palette.Found.Length} of {palette.Count}");
        if (palette.Found.Length > 0)
            list.Text(foot, TextStyle.Value.Cut, palette.Found[palette.Chosen].Help);
        else
            list.Text(foot, TextStyle.Value.Cut, "nothing goes with these letters; Backspace takes one back");
    }
}
