namespace Demo.Ui;

/// <summary>How much of a label map each class covers.</summary>
internal sealed class LabelShares
{
    // Class numbers beyond are counted as this one: a share for each must be kept.
    private const int Last = 4095;

    private float[] _shares = [];

    /// <summary>The share of the cells, 0…1, by class; valid until the next call.</summary>
    /// <param name="map">The class number of each cell, whole numbers; negative ones are no class.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> map)
    {
        int most = 0;
        foreach (float label in map)
            most = Math.Max(most, (int)Math.Min(label, Last));
        if (_shares.Length < most + 1)
            _shares = new float[most + 1];
        _shares.AsSpan().Clear();
        foreach (float label in map)
            if (label >= 0)
                _shares[(int)Math.Min(label, Last)]++;
        foreach (ref float share in _shares.AsSpan())
            share /= map.Length;
        return _shares;
    }
}
