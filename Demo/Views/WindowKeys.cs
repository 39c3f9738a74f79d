using Demo.Platform;
using Demo.Ui;

namespace Demo.Views;

/// <summary>The keys that do the same in every view: what is drawn and opened, and how it runs.</summary>
internal static class WindowKeys
{
    private static readonly TimeSpan WindingStep = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<KeyRow> Rows { get; } =
    [
        new(Key.X, "clear", "Wipes the canvas.", KeyGroup.Drawing, (_, app) => app.Clear()) { Sign = "✕" },
        new(new Chord(Key.Z, Modifiers.Ctrl), "undo", "Takes the last stroke back.", KeyGroup.Drawing, (_, app) => app.Undo())
        {
            Sign = "↶",
        },
        new(Key.Equal, "thicker", "Makes the brush thicker, as the wheel over the canvas does.", KeyGroup.Drawing,
            (_, app) => app.ChangeBrush(1))
        {
            Sign = "+",
        },
        new(Key.Minus, "thinner", "Makes the brush thinner.", KeyGroup.Drawing, (_, app) => app.ChangeBrush(-1)) { Sign = "−" },

        new(new Chord(Key.O, Modifiers.Ctrl), "open", "Opens a network, picture, video, folder or project, a camera or a screen.",
            KeyGroup.Source, (scene, app) => scene.Browser.Open(scene, app)) { IsLit = scene => scene.Browser.IsOpen(scene) },
        Source(Key.C, "source", "Switches between the canvas, cameras and what was opened.", app => app.NextSource()),
        Source(Key.E, "next", "Opens the next picture or video of the folder.", app => app.NextFile(1)) with { Sign = "▶" },
        Source(Key.P, "previous", "Opens the previous picture or video of the folder.", app => app.NextFile(-1)) with { Sign = "◀" },
        Source(Key.Space, "freeze", "Holds the frame or pauses the video; again lets frames flow.", app => app.Freeze())
            with { Sign = "❚❚", IsLit = scene => scene.State.Frozen },
        Source(Key.Period, "step", "While frozen, goes on by one frame.", app => app.StepOnce()) with { Sign = "❚▶" },
        Source(Key.LeftBracket, "back", "Winds a video back by five seconds.", app => app.Wind(-WindingStep)) with { Sign = "◀◀" },
        Source(Key.RightBracket, "forward", "Winds a video on by five seconds.", app => app.Wind(WindingStep)) with { Sign = "▶▶" },

        Running(new Chord(Key.P, Modifiers.Ctrl), "find", "Finds anything that can be done by a few letters of its name.",
            (scene, app) => scene.Actions.Open(scene, app)) with { IsLit = scene => scene.Actions.IsOpen(scene) },
        Running(Key.B, "backend", "Switches between the GPU's kernels, the processor's, and the plain loops of the reference.",
            (_, app) => app.NextBackend()),
        Running(Key.S, "shot", "Saves the window as a PNG in the folder out.", (_, app) => app.SaveScreenshot()),
        Running(new Chord(Key.R, Modifiers.Ctrl), "record", "Records the window as a film in the folder out; again ends it.",
            (_, app) => app.Record()) with { IsLit = scene => scene.Figures.Recording.Length > 0 },
        new(Key.F6, "next panel", "Goes to the next panel by keys: then Tab goes on, Enter clicks, arrows move, PageUp and PageDown turn.",
            KeyGroup.Views, (scene, _) => Places.Step(scene, 1, panels: true)) { Alias = new Chord(Key.Tab, Modifiers.Ctrl) },
        new(new Chord(Key.F6, Modifiers.Shift), "panel before", "Goes to the panel before by keys.", KeyGroup.Views,
            (scene, _) => Places.Step(scene, -1, panels: true)) { Alias = new Chord(Key.Tab, Modifiers.Ctrl | Modifiers.Shift) },
        Running(new Chord(Key.Equal, Modifiers.Ctrl), "larger", "Shows everything larger, as far as the window has room.",
            (_, app) => app.ChangeScale(1)) with { Sign = "+" },
        Running(new Chord(Key.Minus, Modifiers.Ctrl), "smaller", "Shows everything smaller: more of it has room.",
            (_, app) => app.ChangeScale(-1)) with { Sign = "−" },
        Running(new Chord(Key.Number0, Modifiers.Ctrl), "usual size", "Shows everything in its usual size.",
            (_, app) => app.ChangeScale(0)),
        Running(new Chord(Key.Comma, Modifiers.Ctrl), "settings", "Chooses how the window looks: colours, size, language.",
            (scene, _) => scene.Open.Flip(Panel.Settings)) with { Sign = "⚙", IsLit = scene => scene.Open[Panel.Settings] },
        Running(Key.F2, "tour", "Shows step by step what a network does, in this window and with this network; again ends that.",
            (scene, _) => scene.Tour.Toggle(scene)) with { IsLit = scene => scene.Tour.IsOpen },
        Running(Key.F1, "help", "Lists all keys; H does the same.", (scene, _) => scene.Open.Flip(Panel.Help)) with
        {
            Alias = Key.H,
            IsLit = scene => scene.Open[Panel.Help],
        },
        Running(Key.Escape, "back", "Closes what is open: the help, the table, the enlarged map; then lets a chosen box go.",
            (scene, _) => Back(scene)),
        Running(new Chord(Key.Q, Modifiers.Ctrl), "quit", "Closes the window.", (_, app) => app.Quit()),
    ];

    private static void Back(Scene scene)
    {
        if (scene.Open.Top is null)
            new ThingChoice(scene).LetGo();
        scene.Open.CloseTop();
    }

    private static KeyRow Source(Key key, string name, string help, Action<IAppActions> act) =>
        new(key, name, help, KeyGroup.Source, (_, app) => act(app));

    private static KeyRow Running(Chord key, string name, string help, Action<Scene, IAppActions> act) =>
        new(key, name, help, KeyGroup.Running, act);
}
