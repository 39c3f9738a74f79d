using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The middle of the window: the network as columns or as strip and grid, the enlarged map, or the table.</summary>
internal sealed class CentrePanel : IOverlay
{
    private static readonly Chord[] Layers = [Key.U, Key.O];
    private static readonly Chord[] Maps = [Key.Left, Key.Right, Key.Up, Key.Down];
    private static readonly Chord[] Views = [Key.L, Key.M, Key.N, Key.D, Key.V, Key.S];
    // Beside the times the table has a button of its own.
    private static readonly Chord[] ViewsAndTable = [Key.L, Key.M, Key.N, Key.D, Key.T, Key.V, Key.S];

    private readonly NetworkColumns _columns = new();
    private readonly NetworkGrid _grid = new();
    private readonly ZoomedMap _zoomed = new();
    private readonly LayerTable _table = new();
    private readonly WhyPanel _why = new();
    private readonly ExcitePanel _excite = new();
    private ColumnLayout? _layout;
    private Network? _network;

    public string Name => "network";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        // The source lies there.
        if (view.Layout.Centre.Height == 0)
            return;
        if (scene.Open.Middle == Panel.Why)
        {
            _why.Draw(scene, view);
            return;
        }
        if (scene.Open.Middle == Panel.Excite)
        {
            _excite.Draw(scene, view);
            return;
        }
        var body = Widgets.Panel(scene, view.Layout.Centre, "", out var head);
        // A click beside the enlarged map or the table takes back nothing.
        if (scene.Open.Middle is null)
            scene.List.Hot(view.Layout.Centre, HotKind.Back, "");
        NetworkHead.Draw(scene, head);
        DrawKeys(scene, body.Top(Theme.Head, out body, 6));
        if (scene.Figures.Progress < 1)
        {
            NetworkHead.DrawProgress(scene, body);
            return;
        }
        if (_layout is null || _layout.Room != body || _network != scene.Network)
            (_layout, _network) = (new ColumnLayout(body, scene.Network), scene.Network);
        scene.State.Across = _layout.Fits ? 0 : NetworkGrid.Across(scene.Chosen, body);
        if (scene.Open.Middle == Panel.Table)
            _table.Draw(scene, body);
        else if (scene.Open.Middle == Panel.Zoom)
            _zoomed.Draw(scene, body);
        else if (_layout.Fits)
            _columns.Draw(scene, _layout);
        else
            _grid.Draw(scene, body);
    }

    private static void DrawKeys(Scene scene, in Rect line)
    {
        var rest = KeyButtons.DrawGroup(scene, line, "layer", Layers);
        rest = KeyButtons.DrawGroup(scene, rest, "map", Maps);
        KeyButtons.Draw(scene, rest, scene.IsOn(Ui.Toggle.Timings) ? Views : ViewsAndTable);
    }
}
