using System.Globalization;

namespace Cnn;

/// <summary>
/// Makes names out of files fit to be shown: a layer or a label may hold escape sequences that command a terminal, or
/// characters that break the line or turn the direction of what follows.
/// </summary>
public static class Printable
{
    /// <summary>The text with a <c>?</c> for every character that is not shown as itself.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = 0;
        while (at < text.Length && IsShown(text, at))
            at++;
        return at == text.Length ? text : string.Concat(text.Select((c, i) => IsShown(text, i) ? c : '?'));
    }

    // Both halves of a character beyond 65,535 stand together, or neither is one.
    private static bool IsShown(string text, int i) => char.GetUnicodeCategory(text[i]) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        // The direction of writing; joiners, which scripts and emoji need, are formats too.
        UnicodeCategory.Format => text[i] is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F'),
        UnicodeCategory.Surrogate => char.IsHighSurrogate(text[i])
            ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
            : i > 0 && char.IsHighSurrogate(text[i - 1]),
        _ => true,
    };
}
