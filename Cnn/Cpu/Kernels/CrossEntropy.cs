using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>The loss of classes and its gradient, where the scores of an example are neighbours.</summary>
internal static class CrossEntropy<V> where V : unmanaged, ILanes<V>
{
    /// <summary>SoftmaxCrossEntropyLoss.</summary>
    public static bool Loss(NodePlanner p) => Plan(p, inputs => new CrossEntropyLaunch<V>(p.Node, inputs, p.Output(CpuLayout.Rows)));

    /// <summary>SoftmaxCrossEntropyLossGrad.</summary>
    public static bool Gradient(NodePlanner p) =>
        Plan(p, inputs => new CrossEntropyGradientLaunch<V>(p.Node, inputs, p.Output(CpuLayout.Rows)));

    private static bool Plan(NodePlanner p, Func<CpuTensor[], Launch> launch)
    {
        bool neighbours = AxisGroup.Of(p.Node.Inputs[0].Shape, 1).Inner == 1;
        if (neighbours)
            p.Launch(launch(p.Inputs()));
        return neighbours;
    }
}

/// <summary>What both kernels read of an example.</summary>
internal abstract unsafe class ExamplesLaunch<V>(Node node, CpuTensor[] inputs, CpuTensor y)
    : Launch(node, node.Op.Name, inputs, y) where V : unmanaged, ILanes<V>
{
    /// <summary>Each example's scores, and how many there are.</summary>
    protected AxisGroup Group { get; } = AxisGroup.Of(inputs[0].Shape, 1);

    public override int Tasks => 1;

    /// <summary>An example's scores.</summary>
    protected float* Scores(int example) => Reads[0].Floats + (long)example * Group.Length;

    /// <summary>An example's label, checked.</summary>
    protected int LabelOf(int example)
    {
        var labels = Reads[1];
        return SoftmaxCrossEntropyLoss.Label(
            labels.Type == DataType.Int64 ? ((long*)labels.Memory.Begin)[labels.Offset + example]
                : ((int*)labels.Memory.Begin)[labels.Offset + example], Group);
    }

    /// <summary>Σ e^(x − largest) of an example's scores, where somebody wants them with the powers.</summary>
    protected float Sum(float* x, out float largest, float* powers = null)
    {
        int whole = Group.Length / V.Count * V.Count;
        largest = float.NegativeInfinity;
        for (int i = 0; i < Group.Length; i++)
            largest = MathF.Max(largest, x[i]);
        V high = V.All(largest), sums = V.Zero;
        for (int i = 0; i < whole; i += V.Count)
        {
            V power = Exponential<V>.Of(V.Load(x + i) - high);
            sums += power;
            if (powers != null)
                V.Store(power, powers + i);
        }
        // What comes after the scores is another example's.
        float sum = V.Sum(sums);
        for (int i = whole; i < Group.Length; i++)
        {
            float power = MathF.Exp(x[i] - largest);
            sum += power;
            if (powers != null)
                powers[i] = power;
        }
        return sum;
    }
}

/// <summary>The mean of −log softmax at the labels.</summary>
internal sealed unsafe class CrossEntropyLaunch<V>(Node node, CpuTensor[] inputs, CpuTensor y)
    : ExamplesLaunch<V>(node, inputs, y) where V : unmanaged, ILanes<V>
{
    public override void Run(int task)
    {
        double loss = 0;
        for (int i = 0; i < Group.Lines; i++)
        {
            float* x = Scores(i);
            float sum = Sum(x, out float largest);
            loss += Math.Log(sum) + largest - x[LabelOf(i)];
        }
        *Written.Floats = (float)(loss / Group.Lines);
    }
}

/// <summary>Softmax, less 1 at the label, by the loss's own gradient over the number of examples.</summary>
internal sealed unsafe class CrossEntropyGradientLaunch<V>(Node node, CpuTensor[] inputs, CpuTensor y)
    : ExamplesLaunch<V>(node, inputs, y) where V : unmanaged, ILanes<V>
{
    public override void Run(int task)
    {
        float scale = *Reads[2].Floats / Group.Lines;
        for (int i = 0; i < Group.Lines; i++)
        {
            float* dx = Written.Floats + (long)i * Group.Length;
            float factor = scale / Sum(Scores(i), out _, dx);
            for (int c = 0; c < Group.Length; c++)
                dx[c] *= factor;
            dx[LabelOf(i)] -= scale;
        }
    }
}
