namespace Demo.Pages;

/// <summary>What people write and draw that is no digit, as pen strokes: letters, signs, small drawings.</summary>
internal static class Doodle
{
    /// <summary>All of them. Letters that could be digits (O, l, S, Z, B, g, q) are left out.</summary>
    public static IReadOnlyList<Hand> All { get; } =
    [
        .. new[]
        {
            // A E F H K M N P R T U V W X Y.
            "M0 100 L32 0 L66 100 M14 62 L54 62",
            "M60 2 L4 2 L4 98 L62 98 M4 48 L48 48",
            "M60 2 L6 2 L4 100 M6 48 L46 46",
            "M4 0 L4 100 M62 0 L62 100 M4 50 L62 48",
            "M6 0 L6 100 M60 2 L8 54 L64 100",
            "M2 100 L8 2 L34 62 L60 2 L66 100",
            "M4 100 L4 2 L62 98 L62 0",
            "M6 100 L6 2 C70 -8 70 56 6 54",
            "M6 100 L6 2 C66 -6 66 50 6 50 M26 50 L64 100",
            "M2 2 L66 2 M34 2 L34 100",
            "M4 0 L4 66 C6 108 60 108 62 66 L62 0",
            "M2 0 L34 100 L66 0",
            "M0 0 L16 100 L34 30 L52 100 L68 0",
            "M4 0 L62 100 M62 0 L4 100",
            "M2 0 L34 48 L66 0 M34 48 L34 100",
            // a d e h m n r s with joins, as a word's end.
            "M56 44 C30 28 2 50 6 78 C10 104 46 100 56 72 L56 44 L60 100",
            "M8 72 L58 62 C54 34 14 36 8 70 C6 104 44 106 62 88",
            "M6 0 L6 100 M6 62 C20 40 56 38 56 64 L58 100",
            "M4 46 L6 100 M6 62 C14 40 34 42 34 62 L34 100 M34 62 C42 40 62 42 62 62 L64 100",
            // Plus, minus, equals, question mark, arrow, percent, sum, root.
            "M34 20 L34 84 M2 52 L66 52",
            "M2 50 L66 50",
            "M4 38 L64 38 M4 62 L64 62",
            "M8 22 C14 -8 62 -4 58 28 C56 48 34 48 34 72 M34 92 L34 96",
            "M2 50 L64 50 M44 30 L64 50 L44 70",
            "M60 4 L4 98 M14 4 C0 8 4 30 16 28 C28 24 24 2 14 4 M52 70 C40 76 44 98 54 96 C66 92 62 68 52 70",
            "M60 4 L6 4 L36 50 L6 98 L62 98",
            "M0 60 L14 54 L26 98 L44 4 L68 4",
            // Tick, cross-out, zigzag, wave, spiral, star, heart, house, smile, triangle, square, lightning, sun.
            "M2 56 L24 92 L66 8",
            "M2 30 L66 70 M2 50 L66 50 M66 28 L2 72",
            "M0 60 L12 30 L24 70 L36 30 L48 70 L60 30 L68 56",
            "M0 50 C12 20 22 20 34 50 C46 80 56 80 68 50",
            "M34 52 C40 44 50 54 40 62 C24 72 12 50 26 36 C50 20 70 50 58 74 C40 100 4 90 2 54",
            "M34 0 L48 96 L2 36 L66 36 L18 96 Z",
            "M34 96 C-20 50 10 4 34 32 C58 4 88 50 34 96 Z",
            "M4 98 L4 46 L34 10 L64 46 L64 98 Z M26 98 L26 68 L44 68 L44 98",
            "M34 20 C-8 20 -8 92 34 92 C76 92 76 20 34 20 Z M20 44 L20 48 M48 44 L48 48 M16 66 C24 82 44 82 52 66",
            "M34 8 L66 92 L2 92 Z",
            "M4 20 L64 20 L64 84 L4 84 Z",
            "M46 0 L12 56 L40 52 L20 100",
            "M34 32 C10 32 10 68 34 68 C58 68 58 32 34 32 Z M34 4 L34 20 M34 80 L34 96 M0 50 L10 50 M58 50 L68 50",
            // A flower's leaf, a face from the side, brackets, ampersand, a note.
            "M4 96 C10 40 40 10 64 4 C62 40 40 80 4 96 L40 40",
            "M50 2 C20 10 24 40 10 56 L22 60 L20 76 C30 92 40 80 44 98",
            "M46 0 C20 30 20 70 46 100",
            "M18 0 L18 100 L40 100 M18 0 L40 0",
            "M62 100 L16 26 C14 -2 48 -4 44 22 C40 40 4 52 6 80 C10 104 48 98 60 60",
            "M22 84 C2 74 0 100 16 98 C26 96 24 84 24 76 L24 8 L58 2 L58 30",
        }.Select(strokes => new Hand(-1, strokes)),
    ];
}
