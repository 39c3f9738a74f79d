using Demo.Overlays;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>The network in space.</summary>
/// <param name="state">What is looked at, and from where.</param>
internal sealed class SpacePanel(SpaceState state) : IOverlay
{
    private const string Tip = "";

    private static readonly Chord[] s_layers = [Key.Left, Key.Right], s_maps = [Key.Up, Key.Down];
    private static readonly Chord[] s_eye =
    [
        new(Key.Left, Modifiers.Shift), new(Key.Right, Modifiers.Shift), new(Key.Up, Modifiers.Shift), new(Key.Down, Modifiers.Shift),
    ];
    private static readonly Chord[] s_move =
    [
        new(Key.Left, Modifiers.Ctrl), new(Key.Right, Modifiers.Ctrl), new(Key.Up, Modifiers.Ctrl), new(Key.Down, Modifiers.Ctrl),
    ];
    private static readonly Chord[] s_zoom = [Key.PageUp, Key.PageDown];
    private static readonly Chord[] s_rest = [Key.Enter, Key.Home, Key.M, Key.N, Key.S];

    private readonly FieldLines _field = new();
    private readonly LinkLines _links = new();
    private readonly SpaceLabels _labels = new();
    private readonly OrbitHandle _handle = new(state);

    public string Name => "space";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        if (view.Layout is not SpaceLayout { Space: var panel })
            return;
        var body = Widgets.Panel(scene, panel, "", out var head);
        NetworkHead.Draw(scene, head);
        DrawKeys(scene, body.Top(Theme.Head, out body, 6));
        if (scene.Figures.Progress < 1)
        {
            NetworkHead.DrawProgress(scene, body);
            return;
        }
        var caption = body.BottomSlice(Theme.Row, out body, 2);
        body = body.Snapped(view.Scale);
        state.Update(scene, body);
        Point(scene, body);
        scene.List.Space.Begin(body, state.Projection.ToClip);
        WallDrawing.Draw(scene, state);
        if (scene.State.HasChosen && scene.IsOn(Ui.Toggle.Links))
            _links.Draw(scene, state);
        if (scene.State.HasChosen && scene.IsOn(Ui.Toggle.Field))
            _field.Draw(scene, state);
        scene.List.Space.End(state.Projection.Eye.X);
        scene.List.Hot(body, _handle, Tip);
        scene.List.Begin(body);
        _labels.Draw(scene, state, body);
        scene.List.Begin(caption);
        DrawCaption(scene, caption);
        HoverNote.Draw(scene, state, body);
    }

    // Over the chosen map the mouse chooses the cell too.
    private void Point(Scene scene, in Rect body)
    {
        var (x, y) = scene.State.Mouse;
        state.Hovered = !state.IsHeld && body.Contains(x, y) && !scene.Open[Panel.Help] ? state.Slices.Pick(state.Projection, x, y) : null;
        if (state.Hovered is ({ } slice, var across, var down) && slice.Layer.Index == scene.State.Layer
            && (slice.Channel < 0 || slice.Channel == scene.State.Channel))
            scene.State.Pixel = ((int)(across * slice.Layer.Columns), (int)(down * slice.Layer.Rows));
    }

    private static void DrawKeys(Scene scene, in Rect line)
    {
        var rest = KeyButtons.DrawGroup(scene, line, "layer", s_layers);
        rest = KeyButtons.DrawGroup(scene, rest, "map", s_maps);
        // In a small window the tips alone say what is held beside the arrows: every button has its place there.
        bool wide = line.Width > 800;
        rest = KeyButtons.DrawGroup(scene, rest, wide ? "Shift: turn" : "turn", s_eye);
        rest = KeyButtons.DrawGroup(scene, rest, wide ? "Ctrl: move" : "move", s_move);
        rest = KeyButtons.DrawGroup(scene, rest, "zoom", s_zoom);
        KeyButtons.Draw(scene, rest, s_rest);
    }

    private void DrawCaption(Scene scene, Rect line)
    {
        long all = 0, shown = 0;
        foreach (var wall in state.Walls)
            (all, shown) = (all + wall.Maps, shown + state.Slices.Of(wall.Layer.Index).Length);
        var chosen = state.Walls[scene.State.Layer];
        int of = state.Slices.Of(scene.State.Layer).Length;
        if (of < chosen.Maps && line.Width > 420)
            scene.List.Text(line.RightSlice(line.Width / 2, out line, Theme.Gap), TextStyle.Label.Right,
                $"{of} of {chosen.Maps:N0} of {chosen.Layer.Name}");
        if (shown < all)
            scene.List.Text(line, TextStyle.Label, $"{shown:N0} of {all:N0} maps and units");
        else
            scene.List.Text(line, TextStyle.Label, $"all {all:N0} maps and units");
    }
}
