using System.Runtime.InteropServices;
using Cnn;
using Cnn.Ops;

namespace Demo.Explaining;

/// <summary>
/// An effective field as it is shown: single pixels of a gradient are speckled and would not be seen, so that blocks of them are summed
/// and softened, and what holds nine tenths of it has a contour.
/// </summary>
internal sealed class SoftField
{
    /// <summary>Which part of the gradient the contour holds.</summary>
    public const double Held = 0.9;

    // Cells along the shorter side.
    private const int MostCells = 56;

    private readonly List<(float X0, float Y0, float X1, float Y1)> _contour = [];
    private float[] _sorted = [], _softened = [];

    /// <summary>What the map is drawn as; null while there is none.</summary>
    public Node? Node { get; private set; }

    /// <summary>The map, 1×1×h×w over the whole picture.</summary>
    public Tensor? Map { get; private set; }

    /// <summary>How many rows and columns of the picture the contour covers.</summary>
    public (int Rows, int Columns) Size { get; private set; }

    /// <summary>The contour, in 0…1 of the picture.</summary>
    public ReadOnlySpan<(float X0, float Y0, float X1, float Y1)> Contour => CollectionsMarshal.AsSpan(_contour);

    /// <summary>Takes over a gradient's sizes.</summary>
    /// <param name="gradient">[n,1,h,w], of which the first counts; null for none.</param>
    public void Take(Tensor? gradient)
    {
        if (gradient is null)
        {
            (Map, Node, Size) = (null, null, default);
            _contour.Clear();
            return;
        }
        var (height, width) = (gradient.Shape[2], gradient.Shape[3]);
        int block = (Math.Min(height, width) + MostCells - 1) / MostCells;
        var (rows, columns) = ((height + block - 1) / block, (width + block - 1) / block);
        if (Map is null || Map.Shape[2] != rows || Map.Shape[3] != columns)
        {
            Map = new Tensor([1, 1, rows, columns]);
            Node = new Node(new Input(Map.Shape), "effective field");
            (_sorted, _softened) = (new float[rows * columns], new float[rows * columns]);
        }
        var cells = Map.Floats;
        ShownMap.Sum(gradient, block, cells);
        var held = Bounds(cells, columns);
        var soft = _softened.AsSpan();
        Soften(cells, soft, columns);
        // What is large enough for blocks is shown softened; else that is for the contour alone, twice.
        if (block > 1)
            soft.CopyTo(cells);
        else
        {
            soft.CopyTo(_sorted);
            Soften(_sorted, soft, columns);
        }
        Outline(soft, held, rows, columns, block);
    }

    // The mean of a cell and its eight neighbours.
    private static void Soften(ReadOnlySpan<float> cells, Span<float> soft, int columns)
    {
        int rows = cells.Length / columns;
        for (int i = 0; i < cells.Length; i++)
        {
            float sum = 0;
            var (row, column) = Math.DivRem(i, columns);
            for (int y = Math.Max(0, row - 1); y <= Math.Min(rows - 1, row + 1); y++)
                for (int x = Math.Max(0, column - 1); x <= Math.Min(columns - 1, column + 1); x++)
                    sum += cells[y * columns + x];
            soft[i] = sum / 9;
        }
    }

    // What holds all cells above a level.
    private static (int Left, int Top, int Right, int Bottom) Bounds(ReadOnlySpan<float> cells, int columns, float level = float.Epsilon)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        for (int i = 0; i < cells.Length; i++)
            if (cells[i] >= level)
                (left, top, right, bottom) = (Math.Min(left, i % columns), Math.Min(top, i / columns), Math.Max(right, i % columns),
                    Math.Max(bottom, i / columns));
        return (left, top, right, bottom);
    }

    // Softness does not lead the contour out of where there is a gradient at all.
    private void Outline(
        ReadOnlySpan<float> cells, (int Left, int Top, int Right, int Bottom) held, int rows, int columns, int block)
    {
        _contour.Clear();
        float level = Math.Max(float.Epsilon, Level(cells));
        var (left, top, right, bottom) = Bounds(cells, columns, level);
        (left, top) = (Math.Max(left, held.Left), Math.Max(top, held.Top));
        (right, bottom) = (Math.Min(right, held.Right), Math.Min(bottom, held.Bottom));
        Size = bottom < 0 ? (0, 0) : ((bottom - top + 1) * block, (right - left + 1) * block);
        // Edges between what is inside and what is not, neighbours in one piece.
        for (int y = 0; y <= rows; y++)
            for (int x = 0, begin = -1; x <= columns; x++)
            {
                bool edge = x < columns && Inside(cells, x, y - 1) != Inside(cells, x, y);
                if (edge && begin < 0)
                    begin = x;
                else if (!edge && begin >= 0)
                    (_, begin) = (Add(begin, y, x, y), -1);
            }
        for (int x = 0; x <= columns; x++)
            for (int y = 0, begin = -1; y <= rows; y++)
            {
                bool edge = y < rows && Inside(cells, x - 1, y) != Inside(cells, x, y);
                if (edge && begin < 0)
                    begin = y;
                else if (!edge && begin >= 0)
                    (_, begin) = (Add(x, begin, x, y), -1);
            }

        bool Inside(ReadOnlySpan<float> cells, int x, int y) =>
            x >= left && y >= top && x <= right && y <= bottom && cells[y * columns + x] >= level;

        bool Add(int x0, int y0, int x1, int y1)
        {
            _contour.Add(((float)x0 / columns, (float)y0 / rows, (float)x1 / columns, (float)y1 / rows));
            return true;
        }
    }

    // The largest cells that together hold so much have at least this.
    private float Level(ReadOnlySpan<float> cells)
    {
        cells.CopyTo(_sorted);
        Array.Sort(_sorted);
        double sum = 0, held = 0;
        foreach (float cell in cells)
            sum += cell;
        for (int i = _sorted.Length - 1; i >= 0; i--)
            if ((held += _sorted[i]) >= Held * sum)
                return _sorted[i];
        return 0;
    }
}
