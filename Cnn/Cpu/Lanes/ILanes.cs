namespace Cnn.Cpu.Lanes;

/// <summary>
/// A vector register of floats. Kernels are written once, for any number of lanes, and compiled for each: every type that implements this
/// gets machine code of its own, in which the calls below are single instructions.
/// </summary>
/// <typeparam name="V">The register.</typeparam>
internal unsafe interface ILanes<V> where V : unmanaged, ILanes<V>
{
    /// <summary>How many floats it holds: also how many channels a packed map keeps side by side.</summary>
    static abstract int Count { get; }

    /// <summary>Whether there are 32 registers, so that a tile may keep 16 sums; else 16, and it keeps 8.</summary>
    static abstract bool HasManyRegisters { get; }

    static abstract V Zero { get; }

    static abstract V All(float value);

    static abstract V Load(float* from);

    static abstract void Store(V value, float* to);

    /// <summary>a · b + c; rounded once where the machine can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>Adds a · b to a sum where that lies, which spares the compiler a copy.</summary>
    static abstract void Accumulate(ref V sum, V a, V b);

    static abstract V operator +(V a, V b);

    static abstract V operator -(V a, V b);

    static abstract V operator *(V a, V b);

    static abstract V operator /(V a, V b);

    /// <summary>The larger; NaN if one is.</summary>
    static abstract V Max(V a, V b);

    /// <summary>The larger of a value and a number; NaN if the value is. One instruction.</summary>
    static abstract V AtLeast(V value, V bound);

    /// <summary>The smaller of a value and a number; NaN if the value is. One instruction.</summary>
    static abstract V AtMost(V value, V bound);

    /// <summary>The nearest whole number.</summary>
    static abstract V Round(V value);

    /// <summary>A value times 2 to a whole number between −250 and 250: beyond a float's range 0 or infinity.</summary>
    static abstract V Scale(V value, V whole);

    static abstract V Sqrt(V value);

    static abstract V Abs(V value);

    /// <summary>Lane by lane <paramref name="yes"/> where <paramref name="value"/> is above 0, else <paramref name="no"/>.</summary>
    static abstract V WherePositive(V value, V yes, V no);

    /// <summary>The upper half of the lanes, then the lower one.</summary>
    static abstract V SwapHalves(V value);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(V value);
}
