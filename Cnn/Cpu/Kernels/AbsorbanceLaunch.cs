using Cnn.Ops.Preprocessing;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// How much of the paper's light is missing: which blocks of the paper lie around is found once for each row and column, and not for each
/// pixel. A task is a band of rows of one map.
/// </summary>
internal sealed unsafe class AbsorbanceLaunch : Launch
{
    private readonly int _height, _width, _rows, _columns, _bands;
    // Of each task the first block of each column, and the darkest of two rows of blocks and two columns, from column −1 on.
    private readonly int[][] _firsts, _darkest;

    public AbsorbanceLaunch(NodePlanner p) : base(p.Node, p.Node.Op.Name, p.Inputs(), p.Output(CpuLayout.Rows))
    {
        int planes = p.Node.Shape[0];
        (_height, _width) = (p.Node.Shape[2], p.Node.Shape[3]);
        (_rows, _columns) = (Reads[3].Shape[2], Reads[3].Shape[3]);
        _bands = Math.Min(_height, (2 * p.Threads + planes - 1) / planes);
        _firsts = [.. Enumerable.Range(0, planes * _bands).Select(_ => new int[_width])];
        _darkest = [.. Enumerable.Range(0, planes * _bands).Select(_ => new int[_columns + 1])];
    }

    /// <summary>Absorbance.</summary>
    public static bool Plan(NodePlanner p)
    {
        p.Launch(new AbsorbanceLaunch(p));
        return true;
    }

    public override int Tasks => _firsts.Length;

    public override void Run(int task)
    {
        int plane = task / _bands, band = task % _bands;
        bool dark = Reads.Length == 4 ? plane == 0 : *(int*)Reads[4].Floats != 0;
        int* square = (int*)Reads[1].Floats;
        int side = ((int*)Reads[2].Floats)[2];
        int papers = Reads[3].Shape[0];
        var levels = new ReadOnlySpan<int>((int*)Reads[3].Floats + (dark ? 0 : (papers - 1) * _rows * _columns), _rows * _columns);
        int[] firsts = _firsts[task], darkest = _darkest[task];
        for (int x = 0; x < _width; x++)
            firsts[x] = Absorbance.FirstBlock(square[1] + Maps.Edge(square[2], 2 * x + 1, 2 * _width), side, _columns) + 1;
        int known = int.MinValue;
        for (int y = _height * band / _bands; y < _height * (band + 1) / _bands; y++)
        {
            int row = Absorbance.FirstBlock(square[0] + Maps.Edge(square[2], 2 * y + 1, 2 * _height), side, _rows);
            if (row != known)
                for (int column = -1; column < _columns; column++)
                    darkest[column + 1] = Absorbance.Darkest(levels, _rows, _columns, row, column);
            known = row;
            Absorb(new((int*)Reads[0].Floats + y * _width, _width), firsts, darkest, dark,
                new((int*)Written.Floats + (plane * _height + y) * _width, _width));
        }
    }

    private static void Absorb(ReadOnlySpan<int> grey, int[] firsts, int[] darkest, bool dark, Span<int> absorbed)
    {
        for (int x = 0; x < grey.Length; x++)
            absorbed[x] = grey[x] < 0 ? -1 : Absorbance.Of(dark ? grey[x] : 255 - grey[x], darkest[firsts[x]]);
    }
}
