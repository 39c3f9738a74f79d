using Cnn.Cpu.Kernels;
using Cnn.Cpu.Lanes;
using Cnn.Ops;
using Cnn.Ops.Preprocessing;
using Cnn.Planning;

namespace Cnn.Cpu;

/// <summary>
/// Which rule plans which operator, for registers of one width. A rule is a method that gets a <see cref="NodePlanner"/>, adds launches
/// and says so; false: this case is none for it, and the operator's definition runs.
/// </summary>
internal sealed class KernelTable
{
    private readonly Dictionary<Type, Func<NodePlanner, bool>> _rules;

    private KernelTable(int lanes, Dictionary<Type, Func<NodePlanner, bool>> rules) => (Lanes, _rules) = (lanes, rules);

    /// <summary>Floats of a register, and channels of a pack.</summary>
    public int Lanes { get; }

    /// <summary>Whether a node's kernel can do what <see cref="FusionPlan"/> asks about.</summary>
    public required Func<Node, bool> TakesMore { get; init; }

    /// <summary>Whether kernels know the function that a node applies to each element of its first input.</summary>
    public required Func<Node, bool> IsActivation { get; init; }

    /// <summary>Copies a value into the other layout.</summary>
    public required Func<Node, CpuTensor, CpuTensor, Launch> Convert { get; init; }

    private Func<NodePlanner, bool> Ones { get; init; } = null!;

    private Func<NodePlanner, bool> Pairs { get; init; } = null!;

    private Func<Op, bool> KnowsPair { get; init; } = null!;

    /// <summary>The table for a register.</summary>
    public static KernelTable Of<V>() where V : unmanaged, ILanes<V> => new(V.Count, new()
    {
        [typeof(Absorbance)] = AbsorbanceLaunch.Plan,
        [typeof(AdamStep)] = Optimizers<V>.AdamStep,
        [typeof(AdjustStroke)] = AdjustStrokeLaunch.Plan,
        [typeof(AveragePool)] = Pooling<V>.AveragePool,
        [typeof(AveragePoolGrad)] = PoolGradients<V>.AveragePool,
        [typeof(BatchNormalization)] = Elementwise<V>.BatchNormalization,
        [typeof(Concat)] = Copies.Concat,
        [typeof(Conv)] = Convolution<V>.Conv,
        [typeof(ConvGradInput)] = BackwardsConvolution<V>.Gradient,
        [typeof(ConvGradWeight)] = ConvolutionGradients<V>.Weight,
        [typeof(ConvTranspose)] = BackwardsConvolution<V>.ConvTranspose,
        [typeof(DropoutMask)] = Optimizers<V>.DropoutMask,
        [typeof(Gemm)] = p => TrainingSums<V>.Gemm(p) || Matrices<V>.Gemm(p),
        [typeof(GlobalAveragePool)] = Pooling<V>.GlobalAveragePool,
        [typeof(MaxPool)] = Pooling<V>.MaxPool,
        [typeof(MaxPoolGrad)] = PoolGradients<V>.MaxPool,
        [typeof(ReduceL2)] = RowSums<V>.Plan,
        [typeof(ReduceMean)] = RowSums<V>.Plan,
        [typeof(ReduceSum)] = p => TrainingSums<V>.ReduceSum(p) || RowSums<V>.Plan(p),
        [typeof(ReduceSumSquare)] = RowSums<V>.Plan,
        [typeof(Resize)] = Resampling<V>.Resize,
        [typeof(SamplePicture)] = SamplePictureLaunch.Plan,
        [typeof(SampleSquare)] = SampleSquareLaunch.Plan,
        [typeof(SgdStep)] = Optimizers<V>.SgdStep,
        [typeof(Softmax)] = SoftmaxLaunch<V>.Plan,
        [typeof(SoftmaxCrossEntropyLoss)] = CrossEntropy<V>.Loss,
        [typeof(SoftmaxCrossEntropyLossGrad)] = CrossEntropy<V>.Gradient,
        [typeof(Sum)] = Elementwise<V>.Sum,
    })
    {
        TakesMore = node =>
            node.Op is MaxPoolGrad or BatchNormalization ? Packing.Fits(node.Shape, node.Type) : Convolution<V>.TakesMore(node),
        IsActivation = node => Functions<V>.Of(node) is not null,
        Convert = (node, from, to) => new ConvertLaunch(node, from, to),
        Ones = Elementwise<V>.Ones,
        Pairs = Elementwise<V>.Pairs,
        KnowsPair = PairLaunch<V>.Knows,
    };

    /// <summary>The rule of a node's operator; null if there is none.</summary>
    public Func<NodePlanner, bool>? Find(Node node) => _rules.GetValueOrDefault(node.Op.GetType()) ?? node.Op switch
    {
        SameElements => Copies.SameElements,
        var op when KnowsPair(op) => Pairs,
        _ => IsActivation(node) ? Ones : null,
    };
}
