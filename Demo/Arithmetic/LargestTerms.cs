namespace Demo.Arithmetic;

/// <summary>The terms of a sum that count most, up or down, in that order.</summary>
/// <param name="capacity">How many are kept at most.</param>
internal sealed class LargestTerms(int capacity)
{
    private readonly int[] _places = new int[capacity];

    /// <summary>The places of the largest terms; all of them, in their own order, where there are no more than are kept.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="kept">How many are kept.</param>
    public ReadOnlySpan<int> Of(ReadOnlySpan<double> terms, int kept)
    {
        int most = Math.Min(kept, _places.Length);
        int count = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            int place = count;
            while (terms.Length > most && place > 0 && Math.Abs(terms[i]) > Math.Abs(terms[_places[place - 1]]))
                place--;
            if (place == most)
                continue;
            int moved = Math.Min(count, most - 1) - place;
            Array.Copy(_places, place, _places, place + 1, moved);
            _places[place] = i;
            count = Math.Min(count + 1, most);
        }
        return _places.AsSpan(0, count);
    }
}
