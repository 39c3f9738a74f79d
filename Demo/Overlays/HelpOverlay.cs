using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>All keys on one page, from the key table.</summary>
internal sealed class HelpOverlay : IOverlay
{
    // In a small window rows are less high, but never so that their keys' frames overlap.
    private const float RowHeight = 18, LeastRowHeight = 16, TitleHeight = 22, GroupGap = 4;

    private static readonly KeyGroup[] Left = [KeyGroup.Views, KeyGroup.Drawing, KeyGroup.Source, KeyGroup.Choosing];
    private static readonly KeyGroup[] Right = [KeyGroup.Looking, KeyGroup.Overlays, KeyGroup.Running];

    public string Name => "help";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        if (!scene.Open[Panel.Help])
            return;
        var (list, window) = (scene.List, view.Layout.Window);
        list.Begin(window, floating: true);
        list.Fill(window, Theme.Shade);
        list.Hot(window, HotKind.Button, "", Key.F1);
        float height = Math.Min(window.Height - 16, 100 + Math.Max(HeightOf(scene, Left, RowHeight), HeightOf(scene, Right, RowHeight)));
        float width = Math.Min(window.Width - 16, 1180);
        var page = new Rect(window.CentreX - width / 2, window.CentreY - height / 2, width, height);
        list.Fill(page, Theme.Panel, Theme.Radius, Theme.Border);
        var inner = page.Inset(20, 14);
        string title = scene.Views.All.Count > 1 ? scene.View.Purpose : "Watch a network read what you draw";
        list.Text(inner.Top(26, out inner, 2), new TextStyle(17, Theme.Text, Bold: true, MayCut: true), title);
        list.Text(inner.Top(20, out inner, 8), TextStyle.Quiet.Cut, scene.View.MouseHelp);
        DrawColumns(scene, inner);
    }

    private static void DrawColumns(Scene scene, in Rect room)
    {
        var left = room.Left(room.Width / 2 - 10, out var right, 20);
        DrawGroups(scene, left, Left);
        DrawGroups(scene, right, Right);
    }

    private static void DrawGroups(Scene scene, Rect room, KeyGroup[] groups)
    {
        float titles = HeightOf(scene, groups, 0), rowCount = HeightOf(scene, groups, 1) - titles;
        float rowHeight = Math.Clamp((room.Height - titles) / Math.Max(1, rowCount), LeastRowHeight, RowHeight);
        var list = scene.List;
        var rows = scene.Views.Keys.Rows;
        foreach (var group in groups)
        {
            if (!rows.Any(r => r.Group == group))
                continue;
            list.Text(room.Top(TitleHeight, out room), TextStyle.Label.Strong.In(Theme.Accent), Title(group));
            foreach (var row in rows)
            {
                if (row.Group != group)
                    continue;
                var line = room.Top(rowHeight, out room);
                var cap = line.Left(48, out line, 8);
                float width = Math.Max(18, scene.Fonts.Measure(row.Cap, Theme.Label) + 8);
                var box = new Rect(cap.Right - width, cap.CentreY - 8, width, 16);
                list.Outline(box, 0xFF4A5260, 3);
                list.Text(box, TextStyle.Value.Centred, row.Cap);
                list.Text(line, TextStyle.Label.Cut, row.Help);
            }
            room.Top(GroupGap, out room);
        }
    }

    private static float HeightOf(Scene scene, KeyGroup[] groups, float rowHeight)
    {
        var rows = scene.Views.Keys.Rows.Where(r => groups.Contains(r.Group)).ToArray();
        return rows.DistinctBy(r => r.Group).Count() * (TitleHeight + GroupGap) + rows.Length * rowHeight;
    }

    private static string Title(KeyGroup group) => group switch
    {
        KeyGroup.Views => "Views",
        KeyGroup.Drawing => "Drawing",
        KeyGroup.Source => "Source",
        KeyGroup.Choosing => "Choosing",
        KeyGroup.Looking => "Looking",
        KeyGroup.Overlays => "Overlays",
        _ => "Running",
    };
}
