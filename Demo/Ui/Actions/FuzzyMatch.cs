namespace Demo.Ui.Actions;

/// <summary>
/// How well a few letters go with a text: they stand there in their order, and count more side by side and where words begin.
/// </summary>
internal static class FuzzyMatch
{
    /// <summary>The letters are not in the text in this order.</summary>
    public const int None = int.MinValue;

    private const int Letter = 1, WordBegins = 7, SideBySide = 8, Gap = 3, TextBegins = 3;

    // What stands behind so many characters is not looked for.
    private const int Longest = 200;

    /// <summary>The score of the best way to find all letters; larger is better, <see cref="None"/> where there is no way.</summary>
    /// <param name="letters">What was typed; spaces mean nothing.</param>
    /// <param name="text">Where it is looked for.</param>
    public static int Score(ReadOnlySpan<char> letters, ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, Longest)];
        // The best score of all letters so far with the last of them at a place: of the letter before, and of this one.
        Span<int> before = stackalloc int[Longest], now = stackalloc int[Longest];
        bool first = true;
        foreach (char letter in letters)
        {
            if (char.IsWhiteSpace(letter))
                continue;
            int best = first ? 0 : None;
            for (int i = 0; i < text.Length; i++)
            {
                // Up to here the letter before may stand with a gap.
                if (!first && i >= 2)
                    best = Math.Max(best, before[i - 2] == None ? None : before[i - 2] - Gap);
                int beside = first || i == 0 || before[i - 1] == None ? None : before[i - 1] + SideBySide;
                int reached = Math.Max(best, beside);
                now[i] = reached == None || !Same(letter, text[i]) ? None : reached + Worth(text, i);
            }
            var done = now;
            now = before;
            before = done;
            first = false;
        }
        if (first)
            return 0;
        int most = None;
        for (int i = 0; i < text.Length; i++)
            most = Math.Max(most, before[i]);
        return most;
    }

    private static int Worth(ReadOnlySpan<char> text, int i) =>
        Letter + (i == 0 ? TextBegins + WordBegins : BeginsWord(text[i - 1], text[i]) ? WordBegins : 0);

    private static bool BeginsWord(char before, char letter) =>
        (char.IsLetterOrDigit(letter) && !char.IsLetterOrDigit(before)) || (char.IsUpper(letter) && char.IsLower(before));

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
