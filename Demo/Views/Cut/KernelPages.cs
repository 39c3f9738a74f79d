using Cnn.Surgery;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>
/// How a kernel's numbers are laid out: a table for each input map that it reads. The numbers of a fully connected unit are tables too,
/// as the maps lie that it reads; where there is one number for each input they follow each other in squares.
/// </summary>
/// <param name="Count">How many tables.</param>
/// <param name="Rows">Of a table.</param>
/// <param name="Columns">Of a table.</param>
/// <param name="Numbers">How many numbers there are; the last table may be longer.</param>
/// <param name="IsByInput">Whether each input map has a table.</param>
internal readonly record struct KernelPages(int Count, int Rows, int Columns, int Numbers, bool IsByInput)
{
    private const int Side = 8;

    /// <summary>Numbers of a table.</summary>
    public int Each => Rows * Columns;

    /// <summary>The tables of a layer's kernels.</summary>
    public static KernelPages Of(Layer layer, KernelLayout layout)
    {
        int numbers = layout.Channels * layout.TapCount;
        if (layout.TapCount > 1)
        {
            int columns = layout.Taps[layout.Taps.Rank - 1];
            return new(layout.Channels, layout.TapCount / columns, columns, numbers, true);
        }
        if (layer.Inputs is [{ IsVector: false } below] && layout.Taps.Rank == 0 && below.Channels * below.Rows * below.Columns == numbers)
            return new(below.Channels, below.Rows, below.Columns, numbers, true);
        int side = Math.Min(Side, (int)Math.Ceiling(Math.Sqrt(numbers)));
        return new((numbers + side * side - 1) / (side * side), side, side, numbers, false);
    }
}
