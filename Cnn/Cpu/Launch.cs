namespace Cnn.Cpu;

/// <summary>One piece of a run, a row of the timing table: tasks that do not depend on each other, for several threads.</summary>
/// <param name="node">The node it works for.</param>
/// <param name="label">What the timing table calls it.</param>
/// <param name="reads">The tensors that it reads.</param>
/// <param name="written">The tensor that it writes.</param>
internal abstract class Launch(Node node, string label, CpuTensor[] reads, CpuTensor written)
{
    // Elements that one thread reads and writes in a few microseconds.
    private const long Short = 16_384;

    /// <summary>The node it works for.</summary>
    public Node Node => node;

    /// <summary>What the timing table calls it.</summary>
    public string Label => label;

    /// <summary>The tensors that it reads.</summary>
    public CpuTensor[] Reads => reads;

    /// <summary>The tensor that it writes.</summary>
    public CpuTensor Written => written;

    /// <summary>Whether it takes some microseconds at most, so that a second thread would be done too late to help.</summary>
    public virtual bool IsShort { get; } = written.Elements < Short && Array.TrueForAll(reads, tensor => tensor.Elements < Short);

    /// <summary>Into how many tasks it is cut.</summary>
    public abstract int Tasks { get; }

    /// <summary>Does a task; several threads do others at the same time.</summary>
    public abstract void Run(int task);
}

/// <summary>The operator's definition, for what no kernel is written for: the timing table says so.</summary>
internal sealed class DefinitionLaunch(Node node, CpuTensor[] inputs, CpuTensor output)
    : Launch(node, Backends.NodeTime.Definition, inputs, output)
{
    private Tensor[]? _inputs;
    private Tensor _output = null!;

    public override int Tasks => 1;

    public override void Run(int task)
    {
        if (_inputs is null)
            (_inputs, _output) = (Array.ConvertAll(Reads, tensor => tensor.AsTensor()), Written.AsTensor());
        if (_output.Count > 0)
            Node.Op.Evaluate(_inputs, _output);
    }
}
