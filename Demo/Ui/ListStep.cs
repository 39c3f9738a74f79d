using Demo.Platform;

namespace Demo.Ui;

/// <summary>How far a key goes in a list that is chosen from.</summary>
internal static class ListStep
{
    // Beyond any list, and still to be added to a place in it.
    private const int Far = int.MaxValue / 2;

    /// <summary>So many rows down; null for a key that does not go through lists. Who takes it stops at the list's ends.</summary>
    /// <param name="key">The key.</param>
    /// <param name="page">How many rows are seen at once.</param>
    public static int? Of(Key key, float page) => key switch
    {
        Key.Down => 1,
        Key.Up => -1,
        Key.PageDown => (int)page,
        Key.PageUp => -(int)page,
        Key.End => Far,
        Key.Home => -Far,
        _ => null,
    };
}
