using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The middle of the window: the network as columns or as strip and grid, the enlarged map, or the table.</summary>
internal sealed class CentrePanel : IOverlay
{
    private static readonly Key[] Steps = [Key.U, Key.O, Key.Left, Key.Right, Key.Up, Key.Down];
    private static readonly Key[] Views = [Key.L, Key.M, Key.N, Key.D, Key.T, Key.S];

    // What the headline needs beside the buttons.
    private const float TitleWidth = 128;

    private readonly NetworkColumns _columns = new();
    private readonly NetworkGrid _grid = new();
    private readonly ZoomedMap _zoomed = new();
    private readonly LayerTable _table = new();
    private ColumnLayout? _layout;
    private Network? _network;

    public string Name => "network";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, view.Layout.Centre, "", out var head);
        scene.List.Hot(view.Layout.Centre, HotKind.Back, "");
        var keys = head.RightSlice(Math.Max(0, head.Width - TitleWidth), out head);
        keys = Widgets.KeyButtons(scene, keys, Views, IsLit, others: Steps.Length * 21);
        keys = Widgets.KeyButtons(scene, keys, Steps, named: false);
        DrawHead(scene, head with { Width = keys.Right - head.X - 6 });
        if (scene.Figures.Progress < 1)
        {
            DrawProgress(scene, body);
            return;
        }
        if (_layout is null || _layout.Room != body || _network != scene.Network)
            (_layout, _network) = (new ColumnLayout(body, scene.Network), scene.Network);
        if (scene.Open.Middle == Panel.Table)
            _table.Draw(scene, body);
        else if (scene.Open.Middle == Panel.Zoom)
            _zoomed.Draw(scene, body);
        else if (_layout.Fits)
            _columns.Draw(scene, _layout);
        else
            _grid.Draw(scene, body);
    }

    private static void DrawHead(Scene scene, in Rect room)
    {
        var layer = scene.Chosen;
        string kind = layer.IsVector ? "unit" : "map";
        var name = room.Left(Math.Min(room.Width, scene.Fonts.Measure(layer.Name, Theme.Body, true) + 2), out var rest, 8);
        scene.List.Text(name, TextStyle.Body.Strong.Cut, layer.Name);
        if (layer.Channels > 1)
            scene.List.Text(rest, TextStyle.Quiet.Cut, $"{kind} {scene.State.Channel + 1} of {layer.Channels}");
    }

    private static bool IsLit(Scene scene, Key key) => key switch
    {
        Key.D => scene.Open[Panel.Difference],
        Key.T => scene.Open[Panel.Table],
        Key.M => scene.State.Colours != ColourMap.Auto,
        Key.N => scene.State.Range != RangeOf.Map,
        Key.L => scene.IsOn(Ui.Toggle.Links),
        _ => false,
    };

    private static void DrawProgress(Scene scene, in Rect body)
    {
        var bar = new Rect(body.CentreX - 120, body.CentreY + 8, 240, 8);
        scene.List.Text(bar with { Y = bar.Y - 28, Height = 20 }, TextStyle.Quiet.Centred, $"compiling shaders · {scene.Figures.Progress * 100:0} %");
        Widgets.Meter(scene, bar, scene.Figures.Progress, Theme.Accent);
    }
}
