namespace Cnn.Detection;

/// <summary>The cells of one stride over a model's input; the last ones may reach beyond its edge.</summary>
internal readonly record struct Grid
{
    public Grid(int stride, int height, int width) =>
        (Stride, Rows, Columns) = (stride, (height + stride - 1) / stride, (width + stride - 1) / stride);

    /// <summary>The side of a cell, in pixels of the input.</summary>
    public int Stride { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int Cells => Rows * Columns;

    /// <summary>A cell's column and row.</summary>
    public (int X, int Y) Cell(int index) => (index % Columns, index / Columns);
}
