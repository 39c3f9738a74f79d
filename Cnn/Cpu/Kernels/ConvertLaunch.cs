namespace Cnn.Cpu.Kernels;

/// <summary>Copies maps from rows into packs, or back. A task is a pack's map.</summary>
internal sealed unsafe class ConvertLaunch(Node node, CpuTensor from, CpuTensor to)
    : Launch(node, to.IsPacked ? "to packs" : "to rows", [from], to)
{
    private readonly CpuTensor _packed = to.IsPacked ? to : from, _rows = to.IsPacked ? from : to;

    public override int Tasks => _packed.Shape[0] * _packed.Packs;

    public override void Run(int task) => PackedRows.Copy(_packed, task, _rows.Floats, Written.IsPacked);
}
