using System.Numerics;
using System.Runtime.InteropServices;

namespace Cnn.Detection;

/// <summary>
/// An output that has a row of values for each candidate, whichever axis exporters put first: [1,n,k], [1,k,n], [n,k], [1,k,h,w],
/// [1,h,w,k], [1,a,h,w,k].
/// </summary>
/// <param name="Output">The output.</param>
/// <param name="Count">How many candidates.</param>
/// <param name="Length">How many values each has.</param>
/// <param name="ValuesFirst">Whether candidates lie side by side, and their values apart.</param>
internal sealed record Head(Node Output, int Count, int Length, bool ValuesFirst)
{
    /// <summary>An output with rows for so many candidates; null if it has none, or more than one picture's.</summary>
    public static Head? Of(Node output, int count)
    {
        var shape = output.Shape;
        int first = shape.Rank > 1 && shape[0] == 1 ? 1 : 0;
        if (count < 1 || shape.Count % count != 0 || shape.Count > int.MaxValue || (shape.Rank > 2 && first == 0))
            return null;
        int length = (int)(shape.Count / count);
        if (shape.Rank == first + 1)
            return length == 1 ? new Head(output, count, length, ValuesFirst: false) : null;
        // Of several axes one at least is the values': 400 boxes of four numbers are not 1600 of one.
        for (int axis = first + 1; axis < shape.Rank; axis++)
            if (shape.Product(first, axis) == count)
                return new Head(output, count, length, ValuesFirst: false);
        for (int axis = first + 1; axis < shape.Rank; axis++)
            if (shape.Product(axis, shape.Rank) == count)
                return new Head(output, count, length, ValuesFirst: true);
        return null;
    }

    /// <summary>Where a value of a candidate lies.</summary>
    public int At(int candidate, int value) => ValuesFirst ? value * Count + candidate : candidate * Length + value;

    /// <summary>A value of a candidate as a place in the output.</summary>
    public ValuePlace Place(int candidate, int value) => new(Output, At(candidate, value));

    /// <summary>The largest of some values of each candidate, and which one it is; NaN is never the largest.</summary>
    /// <param name="values">The output's values.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="classes">How many.</param>
    /// <param name="best">Takes the largest; −∞ where all are NaN.</param>
    /// <param name="label">Takes which one it is, from 0.</param>
    /// <param name="least">Where the largest is lower, the label may be any.</param>
    public void Best(
        ReadOnlySpan<float> values, int first, int classes, Span<float> best, Span<int> label, float least = float.NegativeInfinity)
    {
        best[..Count].Fill(float.NegativeInfinity);
        label[..Count].Clear();
        if (!ValuesFirst)
        {
            for (int i = 0; i < Count; i++)
            {
                var row = values.Slice(At(i, first), classes);
                best[i] = Largest(row);
                // Most candidates are nothing.
                if (best[i] >= least)
                    label[i] = Math.Max(0, row.IndexOf(best[i]));
            }
            return;
        }
        // Class by class, side by side: the values of one candidate lie far apart.
        for (int c = 0; c < classes; c++)
            Raise(values.Slice(At(0, first + c), Count), c, best, label);
    }

    private static float Largest(ReadOnlySpan<float> row)
    {
        var lanes = new Vector<float>(float.NegativeInfinity);
        int i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var next = new Vector<float>(row[i..]);
            lanes = Vector.ConditionalSelect(Vector.GreaterThan(next, lanes), next, lanes);
        }
        float best = float.NegativeInfinity;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
            best = Math.Max(best, lanes[lane]);
        for (; i < row.Length; i++)
            best = row[i] > best ? row[i] : best;
        return best;
    }

    private static void Raise(ReadOnlySpan<float> row, int c, Span<float> best, Span<int> label)
    {
        var rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        var bests = MemoryMarshal.Cast<float, Vector<float>>(best[..row.Length]);
        var labels = MemoryMarshal.Cast<int, Vector<int>>(label[..row.Length]);
        for (int i = 0; i < rows.Length; i++)
        {
            var higher = Vector.GreaterThan(rows[i], bests[i]);
            bests[i] = Vector.ConditionalSelect(higher, rows[i], bests[i]);
            labels[i] = Vector.ConditionalSelect(higher, new Vector<int>(c), labels[i]);
        }
        for (int i = rows.Length * Vector<float>.Count; i < row.Length; i++)
            if (row[i] > best[i])
                (best[i], label[i]) = (row[i], c);
    }
}
