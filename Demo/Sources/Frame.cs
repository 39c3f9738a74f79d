namespace Demo.Sources;

/// <summary>One picture of a source: RGBA, 8 bits a channel, row-major from the top left.</summary>
/// <param name="Pixels">
/// Width·height ints, R | G&lt;&lt;8 | B&lt;&lt;16 | A&lt;&lt;24. The source may write to it again after its next TryTake.
/// </param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Captured">When it was captured, counted from the zero of the app's clock.</param>
/// <param name="Sequence">Grows by at least 1 from frame to frame; a gap means that frames were dropped.</param>
/// <param name="Place">Where it stands in its film; null for sources that have no beginning.</param>
internal readonly record struct Frame(int[] Pixels, int Width, int Height, TimeSpan Captured, long Sequence, TimeSpan? Place = null)
{
    /// <summary>How many pixels there are.</summary>
    public int Count => Width * Height;

    /// <summary>Whether it is a sheet without ink.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The source's own time: a film's, else the app's.</summary>
    public TimeSpan Time => Place ?? Captured;
}
