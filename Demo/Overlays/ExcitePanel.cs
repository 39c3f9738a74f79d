using System.Numerics;
using Demo.Explaining;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>
/// What excites the chosen channel: the patches of this session or of a folder, the picture that is made up for it, and under both all
/// channels of the layer with theirs.
/// </summary>
internal sealed class ExcitePanel
{
    private const int SourceButtons = 0, StopButton = 1, SeedButton = 2, WatchButton = 3;

    private const string WatchTip = "Frames are looked at while this is closed, too.";

    // What a click on a button does.
    private sealed class ButtonHandle : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
        {
            var state = scene.Excite;
            switch (spot.B)
            {
                case SourceButtons when spot.A == 2:
                    state.MakesUp = !state.MakesUp;
                    break;
                case SourceButtons:
                    state.OfFolder = spot.A == 1;
                    break;
                case StopButton:
                    state.IsStopped = !state.IsStopped;
                    break;
                case SeedButton:
                    state.Seed++;
                    break;
                case WatchButton:
                    state.KeepsWatching = !state.KeepsWatching;
                    break;
            }
        }
    }

    private static readonly Chord[] s_layers = [Key.U, Key.O];
    private static readonly string[] s_sources = ["this session", "folder", "made up"];
    private static readonly string[] s_sourceTips =
    [
        "What of the frames since this was opened excited the map most.",
        "What of the pictures of the opened folder excites the map most.",
        "A picture made up by gradient ascent, beside the others.",
    ];

    private static readonly string[] s_stop = ["stop"], s_goOn = ["go on"], s_another = ["another"];
    private static readonly string[] s_stopTips = ["Stops going through the folder."], s_goOnTips = ["Goes on through the folder."];
    private static readonly string[] s_anotherTips = ["Makes another one up, from other noise."];

    private readonly ButtonHandle _handle = new();
    private readonly PatchTiles _tiles = new();
    private readonly Paragraph _says = new(), _fault = new();
    private readonly AscentCurve _plot = new();

    public void Draw(Scene scene, in View view)
    {
        var state = scene.Excite;
        var body = Widgets.Panel(scene, view.Layout.Centre, "What excites", out var head);
        DrawHead(scene, head);
        DrawButtons(scene, body.Top(Theme.Row, out body, 4));
        string sentence = scene.Lessons[state.OfFolder ? "excite.folder" : "excite.session"];
        if (state.MakesUp)
            sentence = scene.Lessons["excite.made-up"];
        var says = body.BottomSlice(_says.Break(scene, sentence, body.Width), out body, 6);
        _says.Draw(scene, says, TextStyle.Label);
        if (state.OfFolder)
            DrawFolder(scene, body.Top(Theme.Row, out body, 4));
        _tiles.Begin();
        var above = body.Top(MathF.Floor(Math.Clamp(body.Height * 0.56f, 150, 460)), out var below, 8);
        if (state.MakesUp)
            DrawMadeUp(scene, above.RightSlice(MathF.Floor(above.Width * 0.5f), out above, Theme.Gap));
        DrawPatches(scene, above);
        _tiles.DrawChannels(scene, below);
    }

    private void DrawHead(Scene scene, Rect head)
    {
        var toggle = head.RightSlice(30 + scene.Fonts.Measure("keep watching", Theme.Label), out head, 10);
        Widgets.Toggle(scene, toggle, "keep watching", scene.Excite.KeepsWatching,
            new HotSpot(toggle, HotKind.Own, default, 0, WatchButton, WatchTip, _handle));
        string unit = scene.Network.UnitText(scene.Chosen, scene.State.Channel);
        scene.List.Text(head, TextStyle.Body.Strong.Cut, $"{scene.Chosen.Name} · {unit}");
        scene.List.Hot(head, HotKind.Tip, scene.Chosen.About);
    }

    private void DrawButtons(Scene scene, Rect row)
    {
        var state = scene.Excite;
        row = KeyButtons.DrawGroup(scene, row, "layer", s_layers);
        row = KeyButtons.Draw(scene, row, Key.V);
        uint lit = (state.OfFolder ? 2u : 1u) | (state.MakesUp ? 4u : 0);
        Chips.Draw(scene, row, "", s_sources, lit, _handle, s_sourceTips, SourceButtons);
    }

    // How far it is; what is wrong.
    private void DrawFolder(Scene scene, Rect row)
    {
        var state = scene.Excite;
        var (done, of, unread) = state.Folder;
        if (of > 0 && done < of)
        {
            var (names, tips) = state.IsStopped ? (s_goOn, s_goOnTips) : (s_stop, s_stopTips);
            float width = scene.Fonts.Measure(names[0], Theme.Label) + 14;
            Chips.Draw(scene, row.RightSlice(width, out row, 8), "", names, 0u, _handle, tips, StopButton);
        }
        if (of == 0)
        {
            scene.List.Text(row, (state.Fault.Length > 0 ? TextStyle.Value.In(Theme.Warning) : TextStyle.Label).Cut,
                state.Fault.Length > 0 ? state.Fault : "looking …");
            scene.List.Hot(row, HotKind.Tip, state.Fault);
            return;
        }
        var text = row.Left(Math.Min(row.Width, 190), out row, 8);
        if (unread > 0)
            scene.List.Text(text, TextStyle.Label.Cut, $"{done:N0} of {of:N0} pictures, {unread:N0} unreadable");
        else
            scene.List.Text(text, TextStyle.Label.Cut, $"{done:N0} of {of:N0} pictures");
        scene.List.Hot(text, HotKind.Tip, state.Fault);
        if (row.Width > 30)
            Widgets.Meter(scene, row with { Y = row.CentreY - 3, Height = 6 }, (double)done / of, Theme.Accent);
    }

    private void DrawPatches(Scene scene, Rect room)
    {
        var board = scene.Excite.Board;
        if (board is not null && board.Layer == scene.Chosen && _tiles.DrawLarge(scene, room, board, scene.State.Channel) > 0)
            return;
        string nothing = scene.State.Layer == 0 ? "Choose a layer behind the picture that enters."
            : scene.Excite.OfFolder ? "No picture has excited it yet."
            : "Nothing has excited it yet: draw, or show it something.";
        float height = _fault.Break(scene, nothing, room.Width);
        _fault.Draw(scene, new Rect(room.X, room.CentreY - height / 2, room.Width, height), TextStyle.Quiet);
    }

    // The picture, and beside or under it how it grew.
    private void DrawMadeUp(Scene scene, Rect room)
    {
        var list = scene.List;
        var head = room.Top(Theme.Row, out room, 2);
        float width = scene.Fonts.Measure(s_another[0], Theme.Label) + 14;
        Chips.Draw(scene, head.RightSlice(width, out head, 6), "", s_another, 0u, _handle, s_anotherTips, SeedButton);
        if (scene.Excite.MadeUp is not { } made)
        {
            list.Text(head, TextStyle.Label.Cut, "making up …");
            return;
        }
        if (made.Picture is not { } picture)
        {
            list.Text(head, TextStyle.Label.In(Theme.Warning).Cut, made.Fault);
            list.Hot(head, HotKind.Tip, made.Fault);
            return;
        }
        if (made.Curve.Length < made.Steps)
            list.Text(head, TextStyle.Value.Cut, $"{made.Value:0.00}, {made.Curve.Length} of {made.Steps}");
        else
            list.Text(head, TextStyle.Value.Cut, $"made up: {made.Value:0.00}");
        list.Hot(head, HotKind.Tip, "How much the picture excites it: the mean of what is above zero, of a class its score.");
        float plot = Math.Clamp(room.Height * 0.28f, 40, 120);
        var place = room.Height > room.Width + plot + 4 ? room.Top(room.Width, out room, 4) : room.Top(room.Height - plot - 4, out room, 4);
        list.Image(place.Fit(picture.Width, picture.Height), picture.Thumbnail);
        _plot.Draw(scene, room with { Height = Math.Min(room.Height, 120) }, made);
    }
}
