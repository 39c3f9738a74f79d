namespace Demo.Sources;

/// <summary>One picture of a source: RGBA, 8 bits a channel, row-major from the top left.</summary>
/// <param name="Pixels">Width·height ints, R | G&lt;&lt;8 | B&lt;&lt;16 | A&lt;&lt;24. The source may write to it again after its next TryTake.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Time">When it was captured, counted from the clock's zero.</param>
/// <param name="Sequence">Grows by at least 1 from frame to frame; a gap means that frames were dropped.</param>
internal readonly record struct Frame(int[] Pixels, int Width, int Height, TimeSpan Time, long Sequence)
{
    /// <summary>How many pixels there are.</summary>
    public int Count => Width * Height;
}
