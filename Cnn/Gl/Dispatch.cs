using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>One kernel launch of a session, ready to repeat without allocating.</summary>
/// <param name="node">The node it works for: the timing row's.</param>
/// <param name="kernel">What runs.</param>
/// <param name="inputs">The tensors that are read, bound at 0, 1, ….</param>
/// <param name="output">The tensor that is written, bound last.</param>
internal sealed class Dispatch(Node node, Kernel kernel, GlTensor[] inputs, GlTensor output)
{
    private readonly GlTensor[] _operands = [.. inputs, output];
    private int[] _numbers = [];
    private uint _program;
    private uint _groupsX;
    private uint _groupsY;
    private uint _groupsZ;

    public Node Node => node;

    public string Label => kernel.Label;

    /// <summary>Compiles, allocates what it binds, and runs one work group: drivers finish compiling at the first launch.</summary>
    public void Prepare(GL gl, GlLimits limits, ProgramCache programs)
    {
        if (_operands.Length > limits.Bindings)
            throw new GlException($"node '{node.Name}': kernel {kernel.Label} binds {_operands.Length} tensors; this device allows {limits.Bindings}");
        foreach (var operand in _operands)
            operand.Memory.Allocate(gl, limits);
        string prologue = Prologue.Generate(kernel, inputs, output, out _numbers);
        _program = programs.Get(prologue, kernel.Shader);
        _groupsX = Groups(kernel.Threads.X, kernel.Group.X);
        _groupsY = Groups(kernel.Threads.Y, kernel.Group.Y);
        _groupsZ = Groups(kernel.Threads.Z, kernel.Group.Z);
        if (Math.Max(_groupsX, Math.Max(_groupsY, _groupsZ)) > limits.Groups)
            throw new GlException($"node '{node.Name}': kernel {kernel.Label} needs {_groupsX}×{_groupsY}×{_groupsZ} work groups; this device allows {limits.Groups} along each side");
        Launch(gl, 1, 1, 1);
    }

    /// <summary>Launches it; what follows may read the output.</summary>
    public void Run(GL gl) => Launch(gl, _groupsX, _groupsY, _groupsZ);

    private void Launch(GL gl, uint x, uint y, uint z)
    {
        gl.UseProgram(_program);
        for (uint i = 0; i < _operands.Length; i++)
        {
            var memory = _operands[i].Memory;
            if (memory.IsImage)
                gl.BindImageTexture(i, memory.Handle, 0, true, 0, BufferAccessARB.ReadWrite, InternalFormat.Rgba32f);
            else
                gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, i, memory.Handle);
        }
        if (_numbers.Length > 0)
            gl.Uniform1(0, _numbers);
        gl.DispatchCompute(x, y, z);
        gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.ShaderImageAccessBarrierBit);
    }

    private static uint Groups(int threads, int group) => (uint)((threads + group - 1) / group);
}
