using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>One piece of a run: a row of the timing table.</summary>
internal abstract class Launch(Node node)
{
    /// <summary>The node it works for.</summary>
    public Node Node => node;

    /// <summary>What the timing table calls it.</summary>
    public abstract string Label { get; }

    /// <summary>The tensors that it reads.</summary>
    public abstract IReadOnlyList<GlTensor> Reads { get; }

    /// <summary>The tensor that it writes.</summary>
    public abstract GlTensor Written { get; }

    /// <summary>Compiles and allocates.</summary>
    public abstract void Prepare(GL gl, GlLimits limits, ProgramCache programs);

    /// <summary>Does it; what follows may read the output.</summary>
    public abstract void Run(GL gl);
}

/// <summary>A kernel with its tensors, ready to repeat without allocating.</summary>
/// <param name="node">The node it works for.</param>
/// <param name="kernel">What runs.</param>
/// <param name="inputs">The tensors that are read, bound at 0, 1, ….</param>
/// <param name="output">The tensor that is written, bound last.</param>
internal sealed class KernelLaunch(Node node, Kernel kernel, GlTensor[] inputs, GlTensor output) : Launch(node)
{
    private readonly Kernel _kernel = Loops.Bounded(node, kernel);
    private readonly (uint Texture, InternalFormat Format)[] _textures = new (uint, InternalFormat)[inputs.Length];
    private int[] _numbers = [];
    private uint _program;
    private uint _groupsX;
    private uint _groupsY;

    /// <summary>What runs.</summary>
    public Kernel Kernel => _kernel;

    public override string Label => _kernel.Label;

    public override IReadOnlyList<GlTensor> Reads => inputs;

    public override GlTensor Written => output;

    /// <summary>Also runs one work group: drivers finish compiling at the first launch, software ones do most of it then.</summary>
    public override void Prepare(GL gl, GlLimits limits, ProgramCache programs)
    {
        if (inputs.Length + 1 > limits.Bindings)
            throw new GlException(
                $"node '{Node.Name}': kernel {Label} binds {inputs.Length + 1} tensors; this device allows {limits.Bindings}");
        output.Memory.Allocate(gl, limits);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i].Memory.Allocate(gl, limits);
            if (inputs[i].FitsTexture(limits))
                _textures[i] = (inputs[i].Memory.Texture(inputs[i].Format), FormatOf(inputs[i]));
        }
        string prologue = Prologue.Generate(_kernel, inputs, output, limits, out _numbers);
        _program = programs.Get(prologue, _kernel);
        var (x, y) = _kernel.Groups;
        (_groupsX, _groupsY) = ((uint)x, (uint)y);
        // Loops may follow what is read: it is not another kernel's, of other meaning.
        foreach (var input in inputs)
            if (input.Memory.Whole != input.Memory)
                input.Memory.Clear(gl);
        Dispatch(gl, 1, 1);
    }

    public override void Run(GL gl) => Dispatch(gl, _groupsX, _groupsY);

    private void Dispatch(GL gl, uint x, uint y)
    {
        gl.UseProgram(_program);
        for (int i = 0; i < inputs.Length; i++)
        {
            var (texture, format) = _textures[i];
            if (texture != 0)
                gl.BindImageTexture((uint)i, texture, 0, false, 0, BufferAccessARB.ReadOnly, format);
            else
                inputs[i].Memory.Bind(gl, (uint)i);
        }
        output.Memory.Bind(gl, (uint)inputs.Length);
        if (_numbers.Length > 0)
            gl.Uniform1(0, _numbers);
        gl.DispatchCompute(x, y, 1);
        gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.ShaderImageAccessBarrierBit);
    }

    private static InternalFormat FormatOf(GlTensor tensor) => tensor.Format switch
    {
        TexelFormat.Float => InternalFormat.R32f,
        TexelFormat.Int => InternalFormat.R32i,
        _ => InternalFormat.Rgba32f,
    };
}

/// <summary>
/// The operator's definition on the CPU, between a download and an upload: only where an option allows it, and the timing
/// table says so.
/// </summary>
internal sealed class DefinitionLaunch(Node node, GlTensor[] inputs, GlTensor output) : Launch(node)
{
    private readonly Tensor[] _inputs = [.. node.Inputs.Select(i => new Tensor(i.Shape, i.Type))];
    private readonly Tensor _output = new(node.Shape, node.Type);

    public override string Label => "definition";

    public override IReadOnlyList<GlTensor> Reads => inputs;

    public override GlTensor Written => output;

    public override void Prepare(GL gl, GlLimits limits, ProgramCache programs)
    {
        foreach (var tensor in inputs)
            tensor.Memory.Allocate(gl, limits);
        output.Memory.Allocate(gl, limits);
    }

    public override void Run(GL gl)
    {
        for (int i = 0; i < inputs.Length; i++)
            Transfer.Download(gl, inputs[i].Memory.Buffer, _inputs[i]);
        Node.Op.Evaluate(_inputs, _output);
        Transfer.Upload(gl, output, _output, Node.Name);
    }
}
