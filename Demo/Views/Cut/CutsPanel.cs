using System.Numerics;
using Demo.Cutting;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>The cuts in their order, those that were taken back too; a click goes back to one, or on to it.</summary>
internal sealed class CutsPanel : IOverlay
{
    private const float Row = 18;

    private static readonly Chord[] s_history = [CutKeys.Undo, CutKeys.Redo, CutKeys.Reset, CutKeys.Save];

    private readonly CutState _state;
    private readonly Scroll _scroll = new(2);
    private readonly Chooser _chooser;
    private readonly List<string> _lines = [];
    private Cnn.Surgery.Operation? _written;

    public CutsPanel(CutState state) => (_state, _chooser) = (state, new Chooser(this));

    public string Name => "cuts";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var list = scene.List;
        var body = Widgets.Panel(scene, ((CutLayout)view.Layout).Cuts, "Cuts", out var head);
        KeyButtons.Draw(scene, head, s_history, signs: true);
        Write();
        int made = _state.Cuts.Length, shown = Math.Max(1, (int)(body.Height / Row));
        _scroll.Fit(_lines.Count, shown);
        _scroll.Follow((made, _lines.Count), made, 1);
        if (_scroll.IsNeeded)
            Widgets.ScrollBar(scene, body.RightSlice(4, out body, 4) with { Height = shown * Row }, _scroll);
        for (int i = _scroll.Row; i < Math.Min(_lines.Count, _scroll.Row + shown); i++)
        {
            var row = body.Top(Row, out body);
            if (row.Contains(scene.State.Mouse.X, scene.State.Mouse.Y))
                list.Box(row, Theme.ButtonHover, 4);
            else if (i == made)
                list.Box(row, Theme.AccentFill, 4);
            list.Text(row.Inset(4, 0), (i <= made ? TextStyle.Value : TextStyle.Label).Cut, _lines[i]);
            list.Hot(row, _chooser, i == 0 ? "The network as it was opened; a click goes back to it."
                : i <= made ? "A cut; a click goes back to it." : "A cut that was taken back; a click makes it again.", i);
        }
    }

    // Line 0 is before the first cut. Maps count from 1, as everywhere in the window.
    private void Write()
    {
        if (_written == _state.Operation)
            return;
        _written = _state.Operation;
        _lines.Clear();
        _lines.Add("nothing cut");
        foreach (var cut in _state.Cuts.Concat(_state.Undone))
            _lines.Add(CutWords.Of(cut, _state.Layers));
    }

    private sealed class Chooser(CutsPanel panel) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) =>
            panel._state.GoTo(spot.A);

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => panel._scroll.Turn(notches);
    }
}
