using System.Numerics;
using Cnn;
using Demo.Cutting;
using Demo.Overlays;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>The numbers of the chosen map's kernel, to be changed, and what else can be done to the layer.</summary>
/// <param name="state">The cuts.</param>
/// <param name="actions">Which table of the kernel is looked at.</param>
internal sealed class KernelEditPanel(CutState state, CutActions actions) : IOverlay
{
    private const float Buttons = 20, LargestCell = 56;

    private static readonly Chord[] s_pages = [Key.PageUp, Key.PageDown], s_first = [Key.Number0, Key.N, Key.R], s_second = [Key.W, Key.D];
    private static readonly Chord[] s_pool = [Key.V], s_activation = [Key.A], s_remove = [Key.Delete];

    private readonly PageTurner _turner = new(actions);

    public string Name => "kernel";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var (list, layer) = (scene.List, scene.Chosen);
        var body = Widgets.Panel(scene, ((CutLayout)view.Layout).Kernel, "", out var head);
        list.Text(head, TextStyle.Body.Cut, $"{layer.Name} · {scene.Network.UnitText(layer, scene.State.Channel)}");
        list.Hot(head, HotKind.Tip, layer.About);
        if (state.Chosen(scene) is not { } node)
        {
            list.Text(body.Top(Theme.Row, out _), TextStyle.Quiet.Cut, "the picture that enters; choose a layer");
            return;
        }
        if (state.Operation.Of(node) is null)
        {
            list.Text(body.Top(Theme.Row, out _), TextStyle.Quiet.Cut, "taken out; U brings it back");
            return;
        }
        body = DrawActions(scene, body, state.Layers[node].Kinds);
        if (state.Editor.Pages.Count > 0)
            DrawKernel(scene, body);
        else
            list.Text(body.Top(Theme.Row, out _), TextStyle.Label.Cut, layer.Kind);
    }

    private static Rect DrawActions(Scene scene, Rect body, CutKinds kinds)
    {
        if (kinds.HasFlag(CutKinds.Remove))
            Row(scene, body.BottomSlice(Buttons, out body), s_remove);
        if (kinds.HasFlag(CutKinds.Activation))
            Row(scene, body.BottomSlice(Buttons, out body), s_activation);
        if (kinds.HasFlag(CutKinds.Pool))
            Row(scene, body.BottomSlice(Buttons, out body), s_pool);
        if (!kinds.HasFlag(CutKinds.Kernels))
            return body;
        Row(scene, body.BottomSlice(Buttons, out body), s_second);
        Row(scene, body.BottomSlice(Buttons, out body), s_first);
        return body;
    }

    private static void Row(Scene scene, in Rect line, Chord[] keys) => KeyButtons.Draw(scene, line, keys);

    private void DrawKernel(Scene scene, in Rect body)
    {
        var (list, editor) = (scene.List, state.Editor);
        var (pages, page) = (editor.Pages, actions.PageOf(scene));
        var line = body.Top(18, out var rest, 4);
        if (pages.Count > 1)
            line = KeyButtons.Draw(scene, line, s_pages, signs: true);
        if (!pages.IsByInput)
            list.Text(line, TextStyle.Label.Cut,
                $"inputs {page * pages.Each + 1} … {Math.Min((page + 1) * pages.Each, pages.Numbers)} of {pages.Numbers}");
        else if (pages.Count > 1)
            list.Text(line, TextStyle.Label.Cut, $"{pages.Rows} × {pages.Columns} · input {page + 1} of {pages.Count}");
        else
            list.Text(line, TextStyle.Label.Cut, $"{pages.Rows} × {pages.Columns}");
        float thumbs = pages.Count > 1 ? Math.Min(rest.Height * 0.32f, 90) : 0;
        var room = rest with { Height = Math.Max(20, rest.Height - thumbs - (thumbs > 0 ? 6 : 0)) };
        float cell = Math.Min(LargestCell, Math.Min(room.Width / pages.Columns, room.Height / pages.Rows));
        var grid = new NumberGrid(room with { Width = Math.Min(room.Width, cell * 1.6f * pages.Columns), Height = cell * pages.Rows },
            pages.Columns, pages.Rows);
        editor.Lies(page, grid);
        for (int i = 0; i < pages.Each && page * pages.Each + i < pages.Numbers; i++)
            NumberBox.DrawCell(scene, grid, i, page * pages.Each + i, editor.Largest, editor, typed: false);
        if (thumbs == 0)
            return;
        rest.Top(grid.Rect.Height, out var under, 6);
        KernelThumbs.Draw(scene, editor.Numbers, pages.Count, pages.Columns, page, under, thumbs);
        list.Hot(under, _turner, "");
    }

    private sealed class PageTurner(CutActions actions) : Handle
    {
        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => actions.Turn(scene, -Math.Sign(notches));
    }
}
