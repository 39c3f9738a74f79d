using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>
/// The families of operators that compute each element from the same element of one or two inputs. To add an operator:
/// one line with its function in GLSL; <c>S</c> is the element type.
/// </summary>
internal static class Elementwise
{
    private static readonly Dictionary<Type, Func<Op, string>> OfOne = new()
    {
        [typeof(Relu)] = _ => "max(x, S(0))",
        [typeof(LeakyRelu)] = op => $"(x < 0.0 ? {Glsl.Float(((LeakyRelu)op).Alpha)} * x : x)",
        [typeof(Sigmoid)] = _ => "(1.0 / (1.0 + exp(-x)))",
        // The built-in tanh of some drivers is NaN for large x.
        [typeof(Tanh)] = _ => "(1.0 - 2.0 / (exp(2.0 * x) + 1.0))",
        [typeof(Sqrt)] = _ => "sqrt(x)",
    };

    private static readonly Dictionary<Type, Func<Op, string>> OfTwo = new()
    {
        [typeof(Add)] = _ => "(a + b)",
        [typeof(Sub)] = _ => "(a - b)",
        [typeof(Mul)] = _ => "(a * b)",
        [typeof(Div)] = _ => "(a / b)",
        [typeof(ReluGrad)] = _ => "(a > 0.0 ? b : 0.0)",
        [typeof(LeakyReluGrad)] = op => $"(a < 0.0 ? {Glsl.Float(((LeakyReluGrad)op).Alpha)} * b : b)",
        [typeof(SigmoidGrad)] = _ => "(b * a * (1.0 - a))",
        [typeof(TanhGrad)] = _ => "(b * (1.0 - a * a))",
        [typeof(AdamFirstMoment)] = op => Average(((AdamFirstMoment)op).Beta, "b"),
        [typeof(AdamSecondMoment)] = op => Average(((AdamSecondMoment)op).Beta, "b * b"),
    };

    /// <summary>The rule of a unary operator, or null.</summary>
    public static Action<NodePlanner>? Unary(Op op) => OfOne.TryGetValue(op.GetType(), out var function)
        ? p => p.LaunchForEach(new Kernel("unary") { Label = op.Name }.Define("F(x)", function(op)), p.NaturalLayout)
        : null;

    /// <summary>The rule of a binary operator, or null.</summary>
    public static Action<NodePlanner>? Binary(Op op) => OfTwo.TryGetValue(op.GetType(), out var function)
        ? p => Binary(p, new Kernel("binary") { Label = op.Name }.Define("F(a, b)", function(op)))
        : null;

    /// <summary>The function of <c>x</c> of an operator that another kernel may apply to what it computes; null if none.</summary>
    public static string? Activation(Op op) => OfOne.TryGetValue(op.GetType(), out var function) ? function(op) : null;

    private static void Binary(NodePlanner p, Kernel kernel)
    {
        var layout = p.Node.Inputs.Select((_, i) => i).Any(i => p.LayoutOf(i) == GlLayout.C4)
            && p.Node.Inputs.All(input => Access(input.Shape, p.Node.Shape) is not null)
            && Layouts.CanPack(p.Node.Shape, p.Node.Type) ? GlLayout.C4 : GlLayout.Nchw;
        var output = p.Output(layout);
        var inputs = new GlTensor[2];
        bool strided = false;
        for (int i = 0; i < 2; i++)
        {
            var shape = p.Node.Inputs[i].Shape;
            string? access = Access(shape, p.Node.Shape);
            // One number is the same in both layouts; read row-major it widens to all lanes.
            inputs[i] = p.Input(i, shape.Count == 1 ? GlLayout.Nchw : layout);
            strided |= access is null;
            kernel = kernel.Define($"AT{i}(i)", access ?? $"strided{i}(i)");
        }
        if (strided)
            kernel = kernel.Define("RANK", output.Shape.Rank).With("LENGTHS", output.Shape.AsSpan())
                .With("STRIDES0", Broadcast.Strides(inputs[0].Shape, output.Shape))
                .With("STRIDES1", Broadcast.Strides(inputs[1].Shape, output.Shape));
        p.Launch(kernel.ForEach(output.Texels), inputs, output);
    }

    // Which texel of an input belongs to output texel i, the same in both layouts; null where strides are needed.
    private static string? Access(Shape input, Shape output) =>
        input == output ? "i"
        : input.Count == 1 ? "0"
        : input.Rank == 4 && output.Rank == 4 && input == new Shape(1, output[1], 1, 1) ? "(i / PLANE % G)"
        : null;

    private static string Average(float beta, string x) => $"({Glsl.Float(beta)} * a + {Glsl.Float((float)(1.0 - beta))} * {x})";
}
