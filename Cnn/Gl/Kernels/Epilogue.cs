using Cnn.Planning;

namespace Cnn.Gl.Kernels;

/// <summary>A fusion in GLSL: what a convolution does with its sums on the way out.</summary>
internal sealed class Epilogue
{
    private readonly Fusion _fusion;
    private readonly GlTensor[] _residual;

    /// <param name="p">The node.</param>
    /// <param name="layout">The layout of its output.</param>
    public Epilogue(NodePlanner p, GlLayout layout)
    {
        _fusion = p.Fusion;
        _residual = _fusion.Residual is { } residual ? [p.ValueOf(residual, layout)] : [];
    }

    /// <summary>The node whose value is stored in the end.</summary>
    public Node Target => _fusion.Target;

    /// <summary>Binds what it reads after the kernel's own inputs, and defines <c>EPILOGUE(value, i, g)</c> for its stores.</summary>
    public (Kernel Kernel, GlTensor[] Inputs) Append(Kernel kernel, GlTensor[] inputs)
    {
        string sum = _residual.Length == 0 ? "value" : $"value + load{inputs.Length}(i)";
        string activation = _fusion.Activation is { } node ? Elementwise.Activation(node)! : "x";
        return (kernel.Define("F(x)", activation).Define("EPILOGUE(value, i, g)", $"map({sum})"), [.. inputs, .. _residual]);
    }
}
