using System.Runtime.CompilerServices;
using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>Gives each gradient to the largest element under its window, the first of equal ones. A task is a pack's map.</summary>
/// <param name="node">The node it works for.</param>
/// <param name="window">The pool's window.</param>
/// <param name="onlyPositive">Whether an element that is not above 0 gets nothing: the gradient of a Relu before the pool.</param>
/// <param name="x">The pool's input.</param>
/// <param name="dy">The gradient of its output.</param>
/// <param name="y">Room for that of its input.</param>
internal sealed unsafe class MaxPoolGradLaunch<V>(Node node, Window window, bool onlyPositive, CpuTensor x, CpuTensor dy, CpuTensor y)
    : Launch(node, node.Op.Name, [x, dy], y) where V : unmanaged, ILanes<V>
{
    private readonly WindowAxis _h = window.H, _w = window.W;

    // Windows that do not overlap write each place once; those that leave none out need no zeros before.
    private readonly bool _isOnce = IsOnce(window.H) && IsOnce(window.W), _isAll = IsAll(window.H) && IsAll(window.W);

    public override int Tasks => x.Shape[0] * x.Packs;

    public override void Run(int task)
    {
        float* source = x.Floats + task * x.PackStride, target = Written.Floats + task * Written.PackStride;
        float* gradient = dy.Floats + task * dy.PackStride;
        if (_isAll && _h.Kernel == 2 && _w.Kernel == 2)
        {
            for (int oy = 0; oy < _h.Output; oy++, gradient += _w.Output * V.Count)
                Fours(source + (long)2 * oy * _w.Input * V.Count, target + (long)2 * oy * _w.Input * V.Count, gradient);
            return;
        }
        if (!_isAll)
            new Span<float>(target, checked((int)Written.PackStride)).Clear();
        for (int oy = 0; oy < _h.Output; oy++)
        {
            var (top, bottom) = Taps.Inside(_h, oy);
            for (int ox = 0; ox < _w.Output; ox++, gradient += V.Count)
            {
                var (left, right) = Taps.Inside(_w, ox);
                // What sees only padding has no winner.
                if (top < bottom && left < right)
                {
                    long at = ((long)_h.At(oy, top) * _w.Input + _w.At(ox, left)) * V.Count;
                    Give(source + at, target + at, bottom - top, right - left, V.Load(gradient));
                }
            }
        }
    }

    // A row of windows of 2×2 side by side: who is smaller than the largest gets nothing, and what is left goes to the next one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fours(float* source, float* target, float* gradient)
    {
        nint row = (nint)_w.Input * V.Count;
        V zero = V.Zero;
        for (int ox = 0; ox < _w.Output; ox++, source += 2 * V.Count, target += 2 * V.Count, gradient += V.Count)
        {
            V a = V.Load(source), b = V.Load(source + V.Count), c = V.Load(source + row), d = V.Load(source + row + V.Count);
            V best = V.Max(V.Max(a, b), V.Max(c, d));
            V left = Allowed(best, V.Load(gradient));
            V.Store(V.WherePositive(best - a, zero, left), target);
            left = V.WherePositive(best - a, left, zero);
            V.Store(V.WherePositive(best - b, zero, left), target + V.Count);
            left = V.WherePositive(best - b, left, zero);
            V.Store(V.WherePositive(best - c, zero, left), target + row);
            V.Store(V.WherePositive(best - c, left, zero), target + row + V.Count);
        }
    }

    // The number of the winner, from 0: it beats all before it. Numbers are equal where they are less than a half apart.
    private void Give(float* source, float* target, int rows, int columns, V given)
    {
        nint step = _w.Dilation * V.Count, row = (nint)_h.Dilation * _w.Input * V.Count;
        V best = V.Load(source), winner = V.Zero, half = V.All(0.5f), one = V.All(1), number = V.Zero;
        for (int ky = 0; ky < rows; ky++)
            for (int kx = 0; kx < columns; kx++)
            {
                V value = V.Load(source + ky * row + kx * step), better = value - best;
                best = V.WherePositive(better, value, best);
                winner = V.WherePositive(better, number, winner);
                number += one;
            }
        given = Allowed(best, given);
        number = V.Zero;
        for (int ky = 0; ky < rows; ky++)
            for (int kx = 0; kx < columns; kx++)
            {
                float* to = target + ky * row + kx * step;
                V gets = V.WherePositive(half - V.Abs(winner - number), given, V.Zero);
                V.Store(_isOnce ? gets : V.Load(to) + gets, to);
                number += one;
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Allowed(V winner, V given) => onlyPositive ? V.WherePositive(winner, given, V.Zero) : given;

    private static bool IsOnce(WindowAxis axis) => axis.Dilation == 1 && axis.Stride >= axis.Kernel;

    private static bool IsAll(WindowAxis axis) =>
        axis.Dilation == 1 && axis.Stride == axis.Kernel && axis.PadBegin == 0 && axis.Output * axis.Stride == axis.Input;
}
