namespace Demo.Drawing;

/// <summary>
/// What was drawn last of one kind, in the order in which it was drawn: tells where the next items make another picture.
/// Where none of them came, went or changed, the same ones lie over each other in the same order.
/// </summary>
/// <typeparam name="T">All that an item looks like, but its place.</typeparam>
internal sealed class LastItems<T> where T : IEquatable<T>
{
    private readonly record struct Placed(PixelRect Place, T Item);

    // So many items that came or went at once are told from changed ones; of more, the rest of the list counts as changed.
    private const int MostAtOnce = 32;

    private List<Placed> _last = [], _next = [];

    /// <summary>The items that were compared last: how many, and where each lies.</summary>
    public int Count => _last.Count;

    public PixelRect PlaceOf(int index) => _last[index].Place;

    public void Add(in PixelRect place, in T item) => _next.Add(new Placed(place, item));

    /// <summary>Adds where the added items differ from those before; the next ones are compared with these.</summary>
    public void Compare(Region changed)
    {
        int last = 0, next = 0;
        while (last < _last.Count && next < _next.Count)
        {
            if (_last[last] == _next[next])
            {
                (last, next) = (last + 1, next + 1);
                continue;
            }
            var (gone, came) = UntilTheyMeet(last, next);
            for (; gone > 0; gone--)
                changed.Add(_last[last++].Place);
            for (; came > 0; came--)
                changed.Add(_next[next++].Place);
        }
        for (; last < _last.Count; last++)
            changed.Add(_last[last].Place);
        for (; next < _next.Count; next++)
            changed.Add(_next[next].Place);
        (_last, _next) = (_next, _last);
        _next.Clear();
    }

    // How many went and how many came until the lists go on alike: some went, some came, or else one became another.
    private (int Gone, int Came) UntilTheyMeet(int last, int next)
    {
        for (int many = 1; many <= MostAtOnce; many++)
        {
            if (last + many < _last.Count && _last[last + many] == _next[next])
                return (many, 0);
            if (next + many < _next.Count && _last[last] == _next[next + many])
                return (0, many);
            // They may have changed in a row.
            if (last + many < _last.Count && next + many < _next.Count && _last[last + many] == _next[next + many])
                return (many, many);
        }
        return (1, 1);
    }
}
