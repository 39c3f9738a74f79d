namespace Demo.Views.Filters;

/// <summary>What lies outside the picture's edge.</summary>
internal enum Padding
{
    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>The nearest pixel.</summary>
    Edge,

    /// <summary>The picture mirrored at its last pixel, which is not repeated.</summary>
    Mirror,

    /// <summary>Nothing: the kernel stays inside, and the picture becomes smaller.</summary>
    None,
}

/// <summary>A curve that each value goes through.</summary>
internal enum ActivationKind { None, Relu, LeakyRelu, Sigmoid, Tanh }

/// <summary>What is kept of a window.</summary>
internal enum PoolKind { Max, Average }

/// <summary>One step of a row of the lab. Immutable.</summary>
internal abstract record LabStage
{
    /// <summary>Strides and dilations are 1 … this.</summary>
    public const int MostStep = 3;

    /// <summary>For people: <c>Sobel x</c>, <c>ReLU</c>, <c>max pool 2×2</c>.</summary>
    public abstract string Title { get; }

    /// <summary>How long an axis becomes.</summary>
    public virtual SizeFormula SizeOf(int length) => new(length, 0, 1, 1, 1);

    /// <summary>Whether another stage differs in a kernel's numbers at most.</summary>
    public virtual bool HasShapeOf(LabStage other) => Equals(other);
}

/// <summary>A kernel that slides over the picture.</summary>
/// <param name="Kernel">Its numbers.</param>
/// <param name="Padding">What lies outside the picture.</param>
/// <param name="Stride">How far it moves, 1 … 3.</param>
/// <param name="Dilation">How far apart its numbers lie, 1 … 3.</param>
internal sealed record FilterStage(FilterKernel Kernel, Padding Padding = Padding.Zero, int Stride = 1, int Dilation = 1) : LabStage
{
    public override string Title => Kernel.Title;

    /// <summary>How many pixels are added at each edge: with stride 1 the size stays.</summary>
    public int Pad => Padding == Padding.None ? 0 : (Kernel.Size - 1) / 2 * Dilation;

    public override SizeFormula SizeOf(int length) => new(length, Pad, Kernel.Size, Dilation, Stride);

    public override bool HasShapeOf(LabStage other) =>
        other is FilterStage filter && Kernel.HasShapeOf(filter.Kernel) && this with { Kernel = filter.Kernel } == filter;
}

/// <summary>A curve after a filter.</summary>
internal sealed record ActivationStage(ActivationKind Kind) : LabStage
{
    /// <summary>The slope of the leaky ReLU below 0.</summary>
    public const float Slope = 0.1f;

    public override string Title => Kind switch
    {
        ActivationKind.None => "no activation",
        ActivationKind.Relu => "ReLU",
        ActivationKind.LeakyRelu => "leaky ReLU",
        ActivationKind.Sigmoid => "sigmoid",
        _ => "tanh",
    };

    /// <summary>The activation so many further on; after the last comes the first.</summary>
    public ActivationStage Turned(int by) => new((ActivationKind)LabOptions.Ring((int)Kind + by, 5));

    /// <summary>The curve.</summary>
    public double Of(double x) => Kind switch
    {
        ActivationKind.None => x,
        ActivationKind.Relu => Math.Max(0, x),
        ActivationKind.LeakyRelu => x < 0 ? Slope * x : x,
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => Math.Tanh(x),
    };
}

/// <summary>A window of which one value is kept.</summary>
/// <param name="Kind">The largest, or the mean.</param>
/// <param name="Size">Rows and columns: 2 or 3.</param>
/// <param name="Stride">How far it moves, 1 … 3.</param>
internal sealed record PoolStage(PoolKind Kind, int Size = 2, int Stride = 2) : LabStage
{
    public override string Title => (Kind, Size) switch
    {
        (PoolKind.Max, 2) => "max pool 2×2",
        (PoolKind.Max, _) => "max pool 3×3",
        (_, 2) => "average pool 2×2",
        _ => "average pool 3×3",
    };

    public override SizeFormula SizeOf(int length) => new(length, 0, Size, 1, Stride);
}
