using System.Numerics;
using Demo.Platform;

namespace Demo.Ui.Actions;

/// <summary>
/// All that can be done, to be found by a few letters. It is a field that is typed in, and open as long as keys go there; what is listed is
/// gathered when it opens and searched when something is typed.
/// </summary>
internal sealed class ActionPalette : TextEntry
{
    private const int MostSigns = 60;

    private static readonly Chord s_find = new(Key.P, Modifiers.Ctrl), s_open = new(Key.O, Modifiers.Ctrl),
        s_quit = new(Key.Q, Modifiers.Ctrl);

    private readonly Row _row;
    private AppAction[] _all = [];

    public ActionPalette() => _row = new Row(this);

    /// <summary>What was typed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What goes with it, the best first.</summary>
    public AppAction[] Found { get; private set; } = [];

    /// <summary>How many there are in all.</summary>
    public int Count => _all.Length;

    /// <summary>Which of <see cref="Found"/> is chosen.</summary>
    public int Chosen { get; private set; }

    /// <summary>Which of them are shown; in rows.</summary>
    public Scroll Scroll { get; } = new(3);

    /// <summary>What a click on one of them does, by its place A; −1 is the rest of the panel.</summary>
    public Handle Handle => _row;

    public bool IsOpen(Scene scene) => scene.State.Entry == this;

    public void Open(Scene scene, IAppActions app)
    {
        scene.State.Entry?.Leave(scene, app);
        _all = AppActionList.Of(scene);
        Text = "";
        Search();
        scene.State.Entry = this;
    }

    public override bool Take(Scene scene, IAppActions app, Chord key)
    {
        Held = null;
        if (key == s_quit || key == s_open)
        {
            scene.State.Entry = null;
            return false;
        }
        if (key == s_find || key.Key == Key.Escape)
            scene.State.Entry = null;
        else if (key.Key is Key.Enter or Key.KeypadEnter)
            Held = Run(scene, app, Chosen)?.Release;
        else if (key.Key == Key.Backspace)
            Retype(key.Modifiers.HasFlag(Modifiers.Ctrl) || Text.Length == 0 ? "" : Text[..^1]);
        else if (ListStep.Of(key.Key, Scroll.Visible) is { } step)
            Choose(Chosen + step);
        // Whatever is typed here does nothing in the view.
        return true;
    }

    public override void Type(char character)
    {
        if (Text.Length < MostSigns && !char.IsControl(character))
            Retype(Text + character);
    }

    public override void Leave(Scene scene, IAppActions app) { }

    private void Choose(int index) => Chosen = Math.Clamp(index, 0, Math.Max(0, Found.Length - 1));

    private AppAction? Run(Scene scene, IAppActions app, int index)
    {
        if (index >= Found.Length)
            return null;
        scene.State.Entry = null;
        Found[index].Do(scene, app);
        return Found[index];
    }

    private void Retype(string text)
    {
        if (text == Text)
            return;
        Text = text;
        Search();
    }

    private void Search()
    {
        Found = [.. _all.Select(action => (Action: action, Score: action.Score(Text))).Where(a => a.Score != FuzzyMatch.None)
            .OrderByDescending(a => a.Score).Select(a => a.Action)];
        Chosen = 0;
        Scroll.Rewind();
    }

    private sealed class Row(ActionPalette palette) : Handle
    {
        private AppAction? _held;

        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
        {
            // The field was left when the button went down.
            if (spot.A < 0 || button != MouseButton.Left)
                scene.State.Entry = palette;
            else
                _held = palette.Run(scene, app, spot.A);
        }

        public override void Release(Scene scene, IAppActions app, in HotSpot spot)
        {
            _held?.Release?.Invoke(scene, app);
            _held = null;
        }

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => palette.Scroll.Turn(notches);
    }
}
