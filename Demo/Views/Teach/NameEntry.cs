using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>The name of a class while it is typed.</summary>
internal sealed class NameEntry(TaughtClass one) : TextEntry
{
    private const int MostSigns = 24;

    public TaughtClass Class => one;

    public string Text { get; private set; } = one.Name;

    public override bool Take(Scene scene, IAppActions app, Chord key)
    {
        switch (key.Key)
        {
            case Key.Enter or Key.KeypadEnter or Key.Tab:
                Leave(scene, app);
                scene.State.Entry = null;
                return true;
            case Key.Escape:
                scene.State.Entry = null;
                return true;
            case Key.Backspace:
                Text = Text.Length > 0 ? Text[..^1] : "";
                return true;
        }
        // What types a character does nothing else.
        return (key.Modifiers & (Modifiers.Ctrl | Modifiers.Super)) == 0;
    }

    public override void Type(char character)
    {
        if (Text.Length < MostSigns && !char.IsControl(character))
            Text += character;
    }

    public override void Leave(Scene scene, IAppActions app)
    {
        if (Text.Trim() is { Length: > 0 } name)
            one.Name = name;
    }
}
