using Demo.Browsing;
using Demo.Ui;
using Demo.Ui.Opening;

namespace Demo.Overlays;

/// <summary>What can be opened, over every view while a person chooses: places to the left, the files of a folder to the right.</summary>
internal sealed class OpenPanel : IOverlay
{
    private const float Row = 22, Field = 34, Foot = 24, Above = 52, Below = 8, Widest = 1180, Highest = 760;

    public string Name => "open";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var browser = scene.Browser;
        if (!browser.IsOpen(scene))
            return;
        browser.Follow(scene);
        var (list, window) = (scene.List, view.Layout.Window);
        float width = Math.Min(window.Width - 32, Widest), height = Math.Min(view.Layout.Status.Y - Above - Below, Highest);
        var page = new Rect(window.CentreX - width / 2, Above, width, height);
        list.Begin(window, floating: true);
        list.Hot(window, HotKind.Cover, "");
        list.Fill(page, Theme.Floating, Theme.Radius, Theme.Edge);
        list.Hot(page, browser.RowHandle, "", -1);
        var inner = page.Inset(Theme.Padding);
        LineField.Draw(scene, inner.Top(Field, out inner, Theme.Padding), browser.Text, "a part of a name, a path, or a stream's address");
        DrawFoot(scene, browser, inner.BottomSlice(Foot, out inner));
        DrawPlaces(scene, browser, inner.Left(Math.Clamp(inner.Width * 0.3f, 240, 340), out inner, 14));
        DrawFiles(scene, browser, inner);
    }

    private static void DrawPlaces(Scene scene, FileBrowser browser, Rect room)
    {
        var (list, all, scroll) = (scene.List, browser.Places.All, browser.Places.Scroll);
        scroll.Fit(all.Length, (int)(room.Height / Row));
        if (browser.Place is { } chosen)
            scroll.Follow((chosen, 0), chosen, 1);
        list.Hot(room, browser.PlaceHandle, "", -1);
        if (scroll.IsNeeded)
            Widgets.ScrollBar(scene, room.RightSlice(4, out room, 4), scroll, floating: true);
        int last = Math.Min(all.Length, scroll.Row + (int)scroll.Visible);
        for (int i = scroll.Row; i < last; i++)
        {
            var (place, row) = (all[i], room.Top(Row, out room));
            if (place.Do is null)
            {
                list.Text(row.Inset(8, 0), TextStyle.Label.Strong.In(Theme.Accent), place.Name);
                continue;
            }
            bool marked = i == browser.Place;
            Mark(scene, row, marked);
            list.Hot(row, browser.PlaceHandle, place.Help, i);
            var text = row.Inset(8, 0);
            if (place.Note.Length > 0)
            {
                float width = scene.Fonts.Measure(place.Note, Theme.Label) + 2;
                list.Text(text.RightSlice(width, out text, 8), (marked ? TextStyle.Value : TextStyle.Label).Right, place.Note);
            }
            list.Text(text, (place.IsAway && !marked ? TextStyle.Quiet : TextStyle.Body).Cut, place.Name);
        }
    }

    private static void DrawFiles(Scene scene, FileBrowser browser, Rect room)
    {
        var (list, files) = (scene.List, browser.Files);
        DrawEnd(scene, room.Top(Row, out room).Inset(8, 0), files.Folder);
        int visible = (int)(room.Height / Row);
        var scroll = files.Scroll;
        scroll.Fit(files.Shown.Count, visible);
        scroll.Follow((files.Chosen, 0), files.Chosen, 1);
        list.Hot(room, browser.RowHandle, "", -1);
        if (files.Shown.Count == 0)
            list.Text(room.Top(Row, out _).Inset(8, 0), TextStyle.Quiet.Cut, files.Fault.Length > 0 ? files.Fault
                : files.Reading is not null ? "reading …" : files.Count > 0 ? "no name has this" : "nothing in it can be opened");
        if (scroll.IsNeeded)
            Widgets.ScrollBar(scene, room.RightSlice(4, out room, 4), scroll, floating: true);
        int last = Math.Min(files.Shown.Count, scroll.Row + visible);
        for (int i = scroll.Row; i < last; i++)
            DrawFile(scene, browser, room.Top(Row, out room), i);
    }

    private static void DrawFile(Scene scene, FileBrowser browser, Rect row, int index)
    {
        var (list, entry) = (scene.List, browser.Files.Shown[index]);
        bool chosen = index == browser.Files.Chosen && browser.Place is null;
        Mark(scene, row, chosen);
        list.Hot(row, browser.RowHandle, "", index);
        var text = row.Inset(8, 0);
        var size = text.RightSlice(74, out text, 8);
        if (entry.Bytes >= 1_000_000)
            list.Text(size, TextStyle.Value.Right, $"{entry.Bytes / 1e6:#,0.0} MB");
        else if (entry.Bytes >= 1000)
            list.Text(size, TextStyle.Value.Right, $"{entry.Bytes / 1e3:0.0} kB");
        else if (entry.Bytes >= 0)
            list.Text(size, TextStyle.Value.Right, $"{entry.Bytes} B");
        list.Text(text.RightSlice(58, out text, 8), chosen ? TextStyle.Value : TextStyle.Label, entry.Word);
        if (entry == FileList.Parent)
            list.Text(text, chosen ? TextStyle.Body : TextStyle.Quiet, "..  one folder up");
        else
            list.Text(text, TextStyle.Body.Cut, $"{entry.Name}{(entry.Kind == EntryKind.Folder ? "/" : "")}");
    }

    private static void DrawFoot(Scene scene, FileBrowser browser, Rect foot)
    {
        var (list, files) = (scene.List, browser.Files);
        foot.Top(6, out foot);
        string keys = browser.Text.Length == 0
            ? "Enter opens · Ctrl+Enter a whole folder · Backspace up · Tab left" : "Enter opens · Tab completes a path";
        var right = foot.RightSlice(Math.Min(foot.Width / 2, scene.Fonts.Measure(keys, Theme.Label) + 4), out foot, 12);
        list.Text(right, TextStyle.Label.Right.Cut, keys);
        if (browser.Fault.Length > 0)
            list.Text(foot, TextStyle.Value.Cut.In(Theme.Warning), browser.Fault);
        else if (files.Shown.Count > 0 && files.Fault.Length > 0)
            list.Text(foot, TextStyle.Value.Cut.In(Theme.Warning), files.Fault);
        else if (files.Reading is { } found)
            list.Text(foot, TextStyle.Value, $"reading … {found:N0}");
        else
            list.Text(foot, TextStyle.Value, $"{files.Count:N0} to open");
    }

    private static void Mark(Scene scene, in Rect row, bool chosen)
    {
        if (chosen || row.Contains(scene.State.Mouse.X, scene.State.Mouse.Y))
            scene.List.Fill(row, chosen ? Theme.AccentFill : Theme.ButtonHover, 4);
    }

    // Of a long path the end says where one is.
    private static void DrawEnd(Scene scene, in Rect rect, string path)
    {
        int first = 0;
        while (first < path.Length && scene.Fonts.Measure(path.AsSpan(first), Theme.Label) > rect.Width - 16)
            first++;
        if (first == 0)
            scene.List.Text(rect, TextStyle.Label.Cut, path);
        else
            scene.List.Text(rect, TextStyle.Label.Cut, $"…{path.AsSpan(first)}");
    }
}
