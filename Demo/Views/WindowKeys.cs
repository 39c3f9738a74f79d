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

        new(Key.C, "source", "Switches between the canvas, cameras and what was opened.", KeyGroup.Source, (_, app) => app.NextSource()),
        new(Key.E, "next", "Opens the next picture or video of the folder.", KeyGroup.Source, (_, app) => app.NextFile(1)) { Sign = "▶" },
        new(Key.P, "previous", "Opens the previous picture or video of the folder.", KeyGroup.Source, (_, app) => app.NextFile(-1)) { Sign = "◀" },
        new(Key.Space, "freeze", "Holds the frame or pauses the video; again lets frames flow.", KeyGroup.Source, (_, app) => app.Freeze())
        {
            Sign = "❚❚",
            IsLit = scene => scene.State.Frozen,
        },
        new(Key.Period, "step", "While frozen, goes on by one frame.", KeyGroup.Source, (_, app) => app.StepOnce()) { Sign = "❚▶" },
        new(Key.LeftBracket, "back", "Winds a video back by five seconds.", KeyGroup.Source, (_, app) => app.Wind(-WindingStep))
        {
            Sign = "◀◀",
        },
        new(Key.RightBracket, "forward", "Winds a video on by five seconds.", KeyGroup.Source, (_, app) => app.Wind(WindingStep))
        {
            Sign = "▶▶",
        },

        new(Key.B, "backend", "Switches between the GPU's kernels and the plain loops of the reference.", KeyGroup.Running, (_, app) => app.NextBackend()),
        new(Key.S, "shot", "Saves the window as a PNG in the folder out.", KeyGroup.Running, (_, app) => app.SaveScreenshot()),
        new(Key.F1, "help", "Lists all keys; H does the same.", KeyGroup.Running, (scene, _) => scene.Open.Flip(Panel.Help)) { Alias = Key.H },
        new(Key.Escape, "back", "Closes what is open: the help, the table, the enlarged map.", KeyGroup.Running, (scene, _) => scene.Open.CloseTop()),
        new(new Chord(Key.Q, Modifiers.Ctrl), "quit", "Closes the window.", KeyGroup.Running, (_, app) => app.Quit()),
    ];
}
