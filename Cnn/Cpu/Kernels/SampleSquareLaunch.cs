using System.Numerics;
using Cnn.Ops.Preprocessing;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// Resamples squares of a frame to grey maps: for each row of a map its rows of the frame are weighed first, eight or more pixels at a
/// time, then columns of those sums. All in integers, so the order does not matter. A task is a band of rows of one map.
/// </summary>
internal sealed unsafe class SampleSquareLaunch : Launch
{
    // What a task needs room for; nothing is shared between tasks.
    private sealed class Room(int size)
    {
        // Which pixels of a row each column of the map takes, counted from the first that any takes, and by how many 64ths.
        public int[] Pixels = [], Weights = [];
        public int First;

        // Of each column where it begins among them, the sum of its weights and what divides by that.
        public readonly int[] Begins = new int[size + 1], Totals = new int[size];
        public readonly double[] Inverses = new double[size];

        // The rows' sum, a pixel each; as wide as the widest frame that was seen.
        public int[] Sums = [];
    }

    private readonly SampleSquare _op;
    private readonly int _bands;
    private readonly Room[] _rooms;

    public SampleSquareLaunch(NodePlanner p) : base(p.Node, p.Node.Op.Name, p.Inputs(), p.Output(CpuLayout.Rows))
    {
        _op = (SampleSquare)p.Node.Op;
        int squares = p.Node.Shape[0];
        _bands = Math.Min(_op.Size, (2 * p.Threads + squares - 1) / squares);
        _rooms = [.. Enumerable.Range(0, squares * _bands).Select(_ => new Room(_op.Size))];
    }

    /// <summary>SampleSquare.</summary>
    public static bool Plan(NodePlanner p)
    {
        p.Launch(new SampleSquareLaunch(p));
        return true;
    }

    public override int Tasks => _rooms.Length;

    public override void Run(int task)
    {
        int* size = (int*)Reads[1].Floats, square = (int*)Reads[2].Floats + 3 * (task / _bands);
        var (height, width) = Maps.FrameSize(size[0], size[1], (int)Reads[0].Shape.Count);
        var room = _rooms[task];
        if (room.Sums.Length < width)
            room.Sums = new int[width];
        FindColumns(room, square[1], square[2], width);
        int band = task % _bands;
        for (int y = _op.Size * band / _bands; y < _op.Size * (band + 1) / _bands; y++)
        {
            int rows = SumRows(room, new SampleSquare.Taps(square[0], square[2], y, _op.Size, height, _op.Sparse), width);
            Put(room, rows, (task / _bands * _op.Size + y) * _op.Size);
        }
    }

    private void FindColumns(Room room, int start, int side, int width)
    {
        int count = 0;
        for (int x = 0; x < _op.Size; x++)
        {
            var taps = new SampleSquare.Taps(start, side, x, _op.Size, width, _op.Sparse);
            room.Begins[x] = count;
            room.Totals[x] = 0;
            if (room.Pixels.Length < count + taps.Count)
            {
                Array.Resize(ref room.Pixels, 2 * (count + taps.Count));
                Array.Resize(ref room.Weights, room.Pixels.Length);
            }
            for (int i = 0; i < taps.Count; i++, count++)
            {
                (int pixel, room.Weights[count]) = taps[i];
                room.First = count == 0 ? pixel : room.First;
                room.Pixels[count] = pixel - room.First;
                room.Totals[x] += room.Weights[count];
            }
            room.Inverses[x] = 1.0 / room.Totals[x];
        }
        room.Begins[_op.Size] = count;
    }

    // Weighs rows of the frame, grey, over all columns that are taken; gives the sum of their weights.
    private int SumRows(Room room, in SampleSquare.Taps rows, int width)
    {
        int taken = room.Begins[_op.Size];
        if (taken == 0)
            return 0;
        int count = room.Pixels[taken - 1] + 1, total = 0;
        var sums = room.Sums.AsSpan(0, count);
        sums.Clear();
        for (int j = 0; j < rows.Count; j++)
        {
            var (row, weight) = rows[j];
            total += weight;
            AddRow(new ReadOnlySpan<int>((int*)Reads[0].Floats + (long)row * width + room.First, count), weight, sums);
        }
        return total;
    }

    // As Maps.Grey, several pixels at once.
    private static void AddRow(ReadOnlySpan<int> pixels, int weight, Span<int> sums)
    {
        int i = 0;
        var low = new Vector<int>(255);
        for (; i <= pixels.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var rgba = new Vector<int>(pixels[i..]);
            var grey = ((rgba & low) * 77 + ((rgba >> 8) & low) * 150 + ((rgba >> 16) & low) * 29 + new Vector<int>(128)) >> 8;
            (new Vector<int>(sums[i..]) + grey * weight).CopyTo(sums[i..]);
        }
        for (; i < pixels.Length; i++)
            sums[i] += Maps.Grey(pixels[i]) * weight;
    }

    // Sums a row's columns; a level is rounded to the nearest.
    private void Put(Room room, int rows, int at)
    {
        int[] begins = room.Begins, pixels = room.Pixels, weights = room.Weights, sums = room.Sums;
        double inverse = 1.0 / rows;
        for (int x = 0; x < _op.Size; x++)
        {
            int sum = 0, total = rows * room.Totals[x];
            for (int k = begins[x]; k < begins[x + 1]; k++)
                sum += sums[pixels[k]] * weights[k];
            // A product instead of a quotient: with the half it is never as near to a whole number as it is wrong.
            int level = total == 0 ? -1 : (int)((sum + total / 2 + 0.5) * (inverse * room.Inverses[x]));
            if (_op.Light)
                Written.Floats[at + x] = total == 0 ? 0 : level / 255f - 0.5f;
            else
                ((int*)Written.Floats)[at + x] = level;
        }
    }
}
