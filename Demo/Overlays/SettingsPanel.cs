using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>How the window looks, to be chosen: over every view while it is open.</summary>
internal sealed class SettingsPanel : IOverlay
{
    private const float Width = 470, RowHeight = 26;

    private static readonly string[] s_looks = ["dark", "light"];
    private static readonly string[] s_lookTips = ["Bright on dark.", "Dark on bright, for rooms full of light."];

    private static readonly ColourMap[] s_maps =
        [ColourMap.Auto, ColourMap.Diverging, ColourMap.Viridis, ColourMap.Turbo, ColourMap.Grey, ColourMap.BlueYellow];
    private static readonly string[] s_mapNames = [.. s_maps.Select(Palette.Name)];
    private static readonly string[] s_mapTips =
    [
        "By sign where a layer has values below zero, else viridis.", "Orange below zero, blue above.",
        "From violet to yellow, each step brighter.", "All colours of the rainbow: many steps, not for every eye.",
        "From black to white.", "From blue to yellow, each step brighter; seen alike without red or green.",
    ];

    private static readonly string[] s_heatNames = [.. Appearance.Heats.Select(Palette.Name)];
    private static readonly string[] s_heatTips = [.. Appearance.Heats.Select(heat => s_mapTips[Array.IndexOf(s_maps, heat)])];

    private static readonly Chord[] s_scales =
        [new(Key.Minus, Modifiers.Ctrl), new(Key.Number0, Modifiers.Ctrl), new(Key.Equal, Modifiers.Ctrl)];
    private static readonly Chord[] s_places = [new(Key.F6, Modifiers.Shift), Key.F6];
    private static readonly Chord s_key = new(Key.Comma, Modifiers.Ctrl);

    private readonly Chooser _look = new((scene, index) =>
        scene.State.Appearance = scene.State.Appearance with { Brightness = (Brightness)index });
    private readonly Chooser _maps = new((scene, index) => scene.State.Colours = s_maps[index]);
    private readonly Chooser _heat = new((scene, index) =>
        scene.State.Appearance = scene.State.Appearance with { Heat = Appearance.Heats[index] });
    private readonly Chooser _language = new((scene, index) => scene.Lessons.Choose(index));
    private string[] _languages = [], _languageTips = [];

    public string Name => "settings";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        if (!scene.Open[Panel.Settings])
            return;
        var (list, window, state) = (scene.List, view.Layout.Window, scene.State);
        if (_languages.Length != scene.Lessons.Signs.Length)
            (_languages, _languageTips) =
                ([.. scene.Lessons.Signs], [.. scene.Lessons.Names.Select(name => $"What is explained is said in {name}.")]);
        var page = new Rect(window.Right - 12 - Width, view.Layout.TopBar.Bottom + 6, Width, 24 + 6 * RowHeight + 2 * Theme.Padding);
        list.Begin(window, floating: true);
        // A click beside it closes it.
        list.Hot(window, HotKind.Cover, "");
        list.Hot(window, HotKind.Button, "", s_key);
        list.Fill(page, Theme.Floating, Theme.Radius, Theme.Edge);
        list.Hot(page, HotKind.Cover, "");
        var room = page.Inset(Theme.Padding + 2, Theme.Padding);
        var head = room.Top(20, out room, 4);
        list.Text(head, TextStyle.Body.Strong, "Settings");
        KeyButtons.Draw(scene, head, s_key);
        Chips.Draw(scene, room.Top(RowHeight, out room), "look", s_looks, (int)state.Appearance.Brightness, _look, s_lookTips);
        Chips.Draw(scene, room.Top(RowHeight, out room), "maps", s_mapNames, Array.IndexOf(s_maps, state.Colours), _maps, s_mapTips);
        Chips.Draw(scene, room.Top(RowHeight, out room), "heat over pictures", s_heatNames, Appearance.Heats.IndexOf(state.Appearance.Heat),
            _heat, s_heatTips);
        DrawScale(scene, room.Top(RowHeight, out room));
        Chips.Draw(scene, room.Top(RowHeight, out room), "language of what is explained", _languages, scene.Lessons.Language, _language,
            _languageTips);
        DrawKeys(scene, room.Top(RowHeight, out room));
    }

    private static void DrawKeys(Scene scene, Rect row)
    {
        scene.List.Text(row.Left(100, out row), TextStyle.Label, "by keys alone");
        KeyButtons.Draw(scene, row, s_places);
    }

    private static void DrawScale(Scene scene, Rect row)
    {
        scene.List.Text(row.Left(100, out row), TextStyle.Label, $"size {scene.State.Appearance.Scale * 100:0} %");
        KeyButtons.Draw(scene, row, s_scales);
    }

    private sealed class Chooser(Action<Scene, int> choose) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => choose(scene, spot.A);
    }
}
