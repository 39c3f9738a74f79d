using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>Pieces of a tensor that threads work on: long enough to pay for themselves, and whole registers.</summary>
internal static class Pieces
{
    // Some microseconds of the cheapest work.
    private const long Least = 16_384;

    /// <summary>Into how many pieces so many floats are cut.</summary>
    public static int Of(long floats, int threads) => (int)Math.Clamp(floats / Least, 1, 2L * threads);

    /// <summary>The floats of a piece, from and to, the last one to a whole register past the end.</summary>
    public static (long From, long End) At(int piece, int pieces, long floats, int lanes)
    {
        long registers = (floats + lanes - 1) / lanes;
        return (registers * piece / pieces * lanes, registers * (piece + 1) / pieces * lanes);
    }
}

/// <summary>A function of each element. What lies past the last element in its register is computed too, and means nothing.</summary>
internal sealed unsafe class MapLaunch<V>(Node node, Function function, CpuTensor x, CpuTensor y, int threads)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    private readonly int _pieces = Pieces.Of(y.Elements, threads);

    public override int Tasks => _pieces;

    public override void Run(int task)
    {
        var (from, end) = Pieces.At(task, _pieces, Written.Elements, V.Count);
        function.Apply(x.Floats + from, Written.Floats + from, (nint)(end - from));
    }
}
