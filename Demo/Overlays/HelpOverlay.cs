using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>All keys on one page, from the key table.</summary>
internal sealed class HelpOverlay : IOverlay
{
    // In a small window rows are less high, but never so that their keys' frames overlap.
    private readonly record struct Sizes(float Row, float Title, float Gap);

    private static readonly Sizes Usual = new(18, 22, 4), Low = new(16, 22, 4), Lowest = new(14, 16, 1);

    private static readonly KeyGroup[] Left = [KeyGroup.Views, KeyGroup.Drawing, KeyGroup.Source, KeyGroup.Choosing];
    private static readonly KeyGroup[] Right = [KeyGroup.Looking, KeyGroup.Overlays, KeyGroup.Running];
    private static readonly KeyGroup[] All = [.. Left, .. Right];

    private readonly Scroll _scroll = new(notch: 45);
    private readonly Page _page;

    public HelpOverlay() => _page = new Page(_scroll);

    public string Name => "help";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        if (!scene.Open[Panel.Help])
            return;
        var (list, window) = (scene.List, view.Layout.Window);
        list.Begin(window, floating: true);
        list.Fill(window, Theme.Shade);
        list.Hot(window, HotKind.Cover, "");
        list.Hot(window, _page, "");
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

    // In the usual columns as long as they fit, else so that the longer one is as short as can be; what then has no room scrolls.
    private void DrawColumns(Scene scene, Rect room)
    {
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
        _scroll.Fit(least, room.Height);
        if (_scroll.IsNeeded)
            Widgets.ScrollBar(scene, room.RightSlice(4, out room, 8), _scroll, floating: true);
        var column = room.Left(room.Width / 2 - 10, out var second, 20);
        DrawGroups(scene, column, left, sizes, _scroll.Offset);
        DrawGroups(scene, second, right, sizes, _scroll.Offset);

        float Longer(KeyGroup[] some, KeyGroup[] others, in Sizes at) => Math.Max(HeightOf(scene, some, at), HeightOf(scene, others, at));
    }

    private static void DrawGroups(Scene scene, Rect seen, KeyGroup[] groups, Sizes sizes, float skipped)
    {
        // As long as it needs to be.
        var room = seen with { Y = seen.Y - skipped, Height = float.MaxValue };
        float titles = HeightOf(scene, groups, sizes with { Row = 0 }), rowCount = HeightOf(scene, groups, sizes with { Row = 1 }) - titles;
        float rowHeight = Math.Clamp((seen.Height - titles) / Math.Max(1, rowCount), sizes.Row, Usual.Row);
        float frame = Math.Min(16, rowHeight - 1);
        var list = scene.List;
        var rows = scene.Views.Keys.Rows;
        foreach (var group in groups)
        {
            if (!rows.Any(r => r.Group == group))
                continue;
            var title = room.Top(sizes.Title, out room);
            if (IsSeen(title))
                list.Text(title, TextStyle.Label.Strong.In(Theme.Accent), Title(group));
            foreach (var row in rows)
            {
                if (row.Group != group)
                    continue;
                var line = room.Top(rowHeight, out room);
                if (!IsSeen(line))
                    continue;
                var cap = line.Left(48, out line, 8);
                float width = Math.Max(18, scene.Fonts.Measure(row.Cap, Theme.Label) + 8);
                var box = new Rect(cap.Right - width, cap.CentreY - frame / 2, width, frame);
                list.Outline(box, Theme.Edge, 3);
                list.Text(box, TextStyle.Value.Centred, row.Cap);
                list.Text(line, TextStyle.Label.Cut, row.Help);
            }
            room.Top(sizes.Gap, out room);
        }

        bool IsSeen(in Rect line) => line.Y >= seen.Y - 0.5f && line.Bottom <= seen.Bottom + 0.5f;
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

    private sealed class Page(Scroll scroll) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) =>
            scene.Open[Panel.Help] = false;

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => scroll.Turn(notches);
    }
}
