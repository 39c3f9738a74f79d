using Demo.Platform;
using Demo.Ui;
using Demo.Views;

namespace Demo.Overlays;

/// <summary>The views where there is more than one, what is open, and the buttons that choose source and backend.</summary>
internal sealed class TopBar : IOverlay
{
    private const string BusyHelp = "It learns on while another view is shown, and takes time from it; a click shows how far it is.";

    // Below, buttons have no caps: what is open and the views need the room.
    private const float LeastForCaps = 1440;

    // The last button is one of two; the others must not move when it changes.
    private const float LastWidth = 106, LastWidthWithoutCap = 62;

    private const float LeastTitle = 20, LeastSource = 60;

    private static readonly Chord s_find = new(Key.P, Modifiers.Ctrl), s_open = new(Key.O, Modifiers.Ctrl),
        s_settings = new(Key.Comma, Modifiers.Ctrl), s_quit = new(Key.Q, Modifiers.Ctrl);

    public string Name => "top bar";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var (list, bar) = (scene.List, view.Layout.TopBar);
        list.Box(bar, Theme.Bar);
        list.Box(bar with { Y = bar.Bottom - 1, Height = 1 }, Theme.Border);
        list.Begin(bar);
        float right = bar.Right - 12;
        bool caps = bar.Width >= LeastForCaps;
        right -= KeyPill(scene, right, scene.Open.Top is null ? s_quit : Key.Escape, caps, caps ? LastWidth : LastWidthWithoutCap);
        right -= SettingsPill(scene, right);
        right -= KeyPill(scene, right, Key.F1, caps);
        right -= KeyPill(scene, right, s_find, caps);
        right -= KeyPill(scene, right, s_open, caps);
        right -= 10;
        for (int i = scene.Backends.Count - 1; i >= 0; i--)
        {
            var backend = scene.Backends[i];
            var spot = new HotSpot(default, HotKind.Backend, Key.B, i, 0, backend.Help);
            right -= Widgets.Pill(scene, right, bar.CentreY, backend.Label, backend == scene.Backend, spot);
        }
        right -= 10;
        bool several = scene.Views.All.Count > 1;
        right = DrawSources(scene, right, bar, 12 + (several ? TabsWidth(scene) : 0) + LeastTitle);
        var text = new Rect(12, bar.Y, right - 20, bar.Height);
        var name = new TextStyle(Theme.Body + 1, Theme.Text, Bold: true);
        float nameWidth = scene.Fonts.Measure("RealtimeCnn", name.Size, true) + 2;
        // In a small window the views need the room.
        if (!several || nameWidth + 9 + TabsWidth(scene) <= text.Width)
            list.Text(text.Left(nameWidth, out text, 9), name, "RealtimeCnn");
        if (several)
            text = DrawViews(scene, text);
        if (scene.View.Running(scene) is { } running)
            list.Text(text, TextStyle.Quiet.Cut, running);
        else
            list.Text(text, TextStyle.Quiet.Cut,
                $"{scene.Network.Title} · {scene.Network.LayerCount} layers · {scene.Network.ParameterCount:N0} parameters");
    }

    // One tab a view; the one that is shown is underlined.
    private static Rect DrawViews(Scene scene, Rect room)
    {
        var views = scene.Views;
        for (int i = 0; i < views.All.Count; i++)
        {
            string name = views.All[i].Name;
            var tab = room.Left(TabWidth(scene, views.All[i]), out room);
            bool shown = i == views.Index, hover = tab.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
            scene.List.Text(tab, (shown || hover ? TextStyle.Body : TextStyle.Quiet).Centred, name);
            var line = tab with { Y = tab.Bottom - 2, Height = 2 };
            if (shown)
                scene.List.Fill(line, Theme.Accent);
            double? busy = shown ? null : views.All[i].Busy;
            if (busy is { } share)
                DrawBusy(scene.List, tab, line, (float)Math.Clamp(share, 0, 1));
            scene.List.Hot(tab, HotKind.Button, busy is null ? views.All[i].Purpose : BusyHelp, ViewSet.KeyOf(i));
        }
        room.Left(9, out room);
        return room;
    }

    // A dot, and how far it is.
    private static void DrawBusy(DrawList list, in Rect tab, in Rect line, float share)
    {
        list.Disc(tab.Right - 6, tab.CentreY - 5, 2.5f, Theme.Time);
        list.Fill(line, Theme.Track);
        list.Fill(line with { Width = line.Width * share }, Theme.Time);
    }

    private static float SettingsPill(Scene scene, float right) => !scene.Views.Keys.TryFind(s_settings, out var row) ? 0
        : Widgets.Pill(scene, right, 20, row.Sign, scene.Open[Panel.Settings],
            new HotSpot(default, HotKind.Button, s_settings, 0, 0, row.HelpWithKey));

    private static float TabsWidth(Scene scene)
    {
        float width = 0;
        for (int i = 0; i < scene.Views.All.Count; i++)
            width += TabWidth(scene, scene.Views.All[i]);
        return width;
    }

    private static float TabWidth(Scene scene, IView view) => scene.Fonts.Measure(view.Name, Theme.Body) + 20;

    // As many as there is room for, the chosen one among them, if need be in short; all stand where Open lists them.
    private static float DrawSources(Scene scene, float right, in Rect bar, float left)
    {
        float room = right - left, whole = Math.Max(room, LeastSource);
        foreach (var source in scene.Sources)
            room -= source.Chosen ? Widgets.PillWidth(scene, source.Name) : 0;
        for (int i = scene.Sources.Count - 1; i >= 0; i--)
        {
            var source = scene.Sources[i];
            float width = Widgets.PillWidth(scene, source.Name);
            if (!source.Chosen && width > room)
                continue;
            room -= source.Chosen ? 0 : width;
            right -= Widgets.Pill(scene, right, bar.CentreY, source.Name, source.Chosen,
                new HotSpot(default, HotKind.Source, Key.C, i, 0, source.Help), most: source.Chosen ? whole : float.MaxValue);
        }
        return right;
    }

    private static float KeyPill(Scene scene, float right, Chord key, bool cap, float least = 0)
    {
        if (!scene.Views.Keys.TryFind(key, out var row))
            return 0;
        return Widgets.Pill(scene, right, 20, cap ? row.CapAndTitle : row.Title, row.IsLit?.Invoke(scene) ?? false,
            new HotSpot(default, HotKind.Button, key, 0, 0, cap ? row.Help : row.HelpWithKey), least);
    }
}
