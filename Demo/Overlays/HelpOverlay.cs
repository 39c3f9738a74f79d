using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>All keys on one page, from the key table.</summary>
internal sealed class HelpOverlay : IOverlay
{
    // In a small window rows are less high, but never so that their keys' frames overlap.
    private readonly record struct Sizes(float Row, float Title, float Gap);

    private static readonly Sizes Usual = new(18, 22, 4), Low = new(16, 22, 4), Lowest = new(15, 17, 2);

    private static readonly KeyGroup[] Left = [KeyGroup.Views, KeyGroup.Drawing, KeyGroup.Source, KeyGroup.Choosing];
    private static readonly KeyGroup[] Right = [KeyGroup.Looking, KeyGroup.Overlays, KeyGroup.Running];
    private static readonly KeyGroup[] All = [.. Left, .. Right];

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
        float height = Math.Min(window.Height - 8, 84 + Math.Max(HeightOf(scene, Left, Usual), HeightOf(scene, Right, Usual)));
        float width = Math.Min(window.Width - 16, 1180);
        var page = new Rect(window.CentreX - width / 2, window.CentreY - height / 2, width, height);
        list.Fill(page, Theme.Panel, Theme.Radius, Theme.Border);
        var inner = page.Inset(20, 10);
        string title = scene.Views.All.Count > 1 ? scene.View.Purpose : "Watch a network read what you draw";
        list.Text(inner.Top(26, out inner, 2), new TextStyle(17, Theme.Text, Bold: true, MayCut: true), title);
        list.Text(inner.Top(20, out inner, 6), TextStyle.Quiet.Cut, scene.View.MouseHelp);
        DrawColumns(scene, inner);
    }

    // In the usual columns as long as they fit, else so that the longer one is as short as can be.
    private static void DrawColumns(Scene scene, in Rect room)
    {
        var column = room.Left(room.Width / 2 - 10, out var second, 20);
        var (left, right, sizes) = (Left, Right, Low);
        float least = Longer(left, right, Low);
        if (least > room.Height)
        {
            (least, sizes) = (float.MaxValue, Lowest);
            for (int mask = 0; mask < 1 << All.Length; mask++)
            {
                KeyGroup[] some = [.. All.Where((_, i) => (mask >> i & 1) == 0)], others = [.. All.Except(some)];
                if (Longer(some, others, Lowest) is var longer && longer < least)
                    (least, left, right) = (longer, some, others);
            }
        }
        DrawGroups(scene, column, left, sizes);
        DrawGroups(scene, second, right, sizes);

        float Longer(KeyGroup[] some, KeyGroup[] others, in Sizes at) => Math.Max(HeightOf(scene, some, at), HeightOf(scene, others, at));
    }

    private static void DrawGroups(Scene scene, Rect room, KeyGroup[] groups, Sizes sizes)
    {
        float titles = HeightOf(scene, groups, sizes with { Row = 0 }), rowCount = HeightOf(scene, groups, sizes with { Row = 1 }) - titles;
        float rowHeight = Math.Clamp((room.Height - titles) / Math.Max(1, rowCount), sizes.Row, Usual.Row);
        float frame = Math.Min(16, rowHeight - 1);
        var list = scene.List;
        var rows = scene.Views.Keys.Rows;
        foreach (var group in groups)
        {
            if (!rows.Any(r => r.Group == group))
                continue;
            list.Text(room.Top(sizes.Title, out room), TextStyle.Label.Strong.In(Theme.Accent), Title(group));
            foreach (var row in rows)
            {
                if (row.Group != group)
                    continue;
                var line = room.Top(rowHeight, out room);
                var cap = line.Left(48, out line, 8);
                float width = Math.Max(18, scene.Fonts.Measure(row.Cap, Theme.Label) + 8);
                var box = new Rect(cap.Right - width, cap.CentreY - frame / 2, width, frame);
                list.Outline(box, Theme.Edge, 3);
                list.Text(box, TextStyle.Value.Centred, row.Cap);
                list.Text(line, TextStyle.Label.Cut, row.Help);
            }
            room.Top(sizes.Gap, out room);
        }
    }

    private static float HeightOf(Scene scene, KeyGroup[] groups, in Sizes sizes)
    {
        var rows = scene.Views.Keys.Rows.Where(r => groups.Contains(r.Group)).ToArray();
        return rows.DistinctBy(r => r.Group).Count() * (sizes.Title + sizes.Gap) + rows.Length * sizes.Row;
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
