using System.Globalization;
using Demo.Platform;

namespace Demo.Ui;

/// <summary>A number that is typed: also 1/9, and with a comma.</summary>
/// <param name="editor">Takes the number.</param>
/// <param name="index">Which one.</param>
internal sealed class NumberEntry(NumberEditor editor, int index) : TextEntry
{
    private const int MostSigns = 9;

    /// <summary>Whether it is a number of an editor that is typed.</summary>
    public bool Is(NumberEditor other, int number) => editor == other && index == number;

    /// <summary>What was typed so far; empty while the old number stands.</summary>
    public string Text { get; private set; } = "";

    public override bool Take(Scene scene, IAppActions app, Chord key)
    {
        if ((key.Modifiers & ~Modifiers.Shift) != 0)
            return false;
        switch (key.Key)
        {
            case Key.Enter or Key.KeypadEnter:
                Finish(scene, app, null);
                return true;
            case Key.Escape:
                scene.State.Entry = null;
                return true;
            case Key.Tab:
                Finish(scene, app, editor.Next(index, key.Modifiers == Modifiers.Shift ? -1 : 1));
                return true;
            case Key.Backspace:
                Text = Text.Length > 0 ? Text[..^1] : "";
                return true;
        }
        if (SignOf(key.Key) is not { } sign)
            return false;
        if (Text.Length < MostSigns)
            Text += sign;
        return true;
    }

    public override void Leave(Scene scene, IAppActions app)
    {
        if (Text.Length == 0)
            return;
        if (TryParse(Text, out float number) && Math.Abs(number) <= NumberEditor.Most)
            editor.Set(index, number, app);
        else
            app.Say(string.Create(CultureInfo.InvariantCulture,
                $"'{Text}' is no number from −{NumberEditor.Most} to {NumberEditor.Most}; it stays {editor[index]:0.###}."));
    }

    /// <summary>Reads what was typed: 2, −0.5, 0,25 or 1/9.</summary>
    public static bool TryParse(string text, out float number)
    {
        number = 0;
        string[] parts = text.Replace(',', '.').Replace('−', '-').Split('/');
        double below = 1;
        if (parts.Length > 2 || !IsNumber(parts[0], out double above) || (parts.Length == 2 && !IsNumber(parts[1], out below)))
            return false;
        number = (float)(above / below);
        return float.IsFinite(number);
    }

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private void Finish(Scene scene, IAppActions app, int? next)
    {
        Leave(scene, app);
        scene.State.Entry = next is { } other ? new NumberEntry(editor, other) : null;
    }

    private static char? SignOf(Key key) => key switch
    {
        >= Key.Number0 and <= Key.Number9 => (char)('0' + (key - Key.Number0)),
        >= Key.Keypad0 and <= Key.Keypad9 => (char)('0' + (key - Key.Keypad0)),
        Key.Minus or Key.KeypadSubtract => '−',
        Key.Period or Key.Comma or Key.KeypadDecimal => '.',
        Key.Slash or Key.KeypadDivide => '/',
        _ => null,
    };
}
