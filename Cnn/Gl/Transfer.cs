using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Copies between managed tensors and row-major device buffers. Integers and Bool are 32-bit on the device.</summary>
internal static class Transfer
{
    /// <summary>Copies a tensor, which has a name, over the first elements of a buffer.</summary>
    /// <exception cref="CnnException">An integer does not fit in 32 bits.</exception>
    public static void Upload(GL gl, GlTensor target, Tensor source, string name)
    {
        if (source.Count == 0)
            return;
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, target.Memory.Buffer);
        switch (source.Type)
        {
            case DataType.Float32:
                gl.BufferSubData<float>(BufferTargetARB.CopyWriteBuffer, 0, source.Floats);
                break;
            case DataType.Int32:
                gl.BufferSubData<int>(BufferTargetARB.CopyWriteBuffer, 0, source.Span<int>());
                break;
            default:
                gl.BufferSubData<int>(BufferTargetARB.CopyWriteBuffer, 0, Array.ConvertAll(source.ToInt64(), value => Narrow(value, name)));
                break;
        }
    }

    /// <summary>Copies a buffer into a tensor; waits for the device.</summary>
    public static void Download(GL gl, uint buffer, Tensor target)
    {
        if (target.Count == 0)
            return;
        gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, buffer);
        switch (target.Type)
        {
            case DataType.Float32:
                gl.GetBufferSubData<float>(BufferTargetARB.CopyReadBuffer, 0, target.Floats);
                break;
            case DataType.Int32:
                gl.GetBufferSubData<int>(BufferTargetARB.CopyReadBuffer, 0, target.Span<int>());
                break;
            default:
                var values = new int[target.Count];
                gl.GetBufferSubData<int>(BufferTargetARB.CopyReadBuffer, 0, values.AsSpan());
                Widen(values, target);
                break;
        }
    }

    /// <summary>Copies one piece of device memory over another that holds as many elements.</summary>
    public static void Copy(GL gl, GlMemory from, GlMemory to)
    {
        if (from == to || to.Elements == 0)
            return;
        Copy(gl, from.Buffer, to.Buffer, to.Elements);
    }

    /// <summary>Copies the first elements of one buffer over those of another.</summary>
    public static void Copy(GL gl, uint from, uint to, long elements)
    {
        if (elements == 0)
            return;
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, from);
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, to);
        gl.CopyBufferSubData(CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, 0, 0, (nuint)(4 * elements));
    }

    /// <exception cref="CnnException">The destination has another type or element count than the node.</exception>
    public static void RequireFit(Node node, Tensor destination)
    {
        if (destination.Type != node.Type || destination.Count != node.Shape.Count)
            throw new CnnException(
                $"cannot read {node.Type} {node.Shape} (node '{node.Name}') into {destination.Type} {destination.Shape}");
    }

    private static void Widen(int[] values, Tensor target)
    {
        for (int i = 0; i < values.Length; i++)
            switch (target.Type)
            {
                case DataType.Int64:
                    target.Span<long>()[i] = values[i];
                    break;
                case DataType.UInt8:
                    target.Span<byte>()[i] = (byte)values[i];
                    break;
                default:
                    target.Span<bool>()[i] = values[i] != 0;
                    break;
            }
    }

    // "To the end" is written as the largest or smallest long; 32 bits say the same.
    private static int Narrow(long value, string name) => value switch
    {
        > int.MaxValue when value >= long.MaxValue - int.MaxValue => int.MaxValue,
        < int.MinValue when value <= long.MinValue + int.MaxValue => int.MinValue,
        > int.MaxValue or < int.MinValue =>
            throw new CnnException($"'{name}': the integer {value} does not fit in 32 bits, which OpenGL computes with"),
        _ => (int)value,
    };
}
