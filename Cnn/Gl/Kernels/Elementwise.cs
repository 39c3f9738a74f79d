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
        [typeof(Abs)] = _ => "abs(x)",
        [typeof(Neg)] = _ => "(-x)",
        [typeof(Sign)] = _ => "sign(x)",
        [typeof(Exp)] = _ => "exp(x)",
        [typeof(Log)] = _ => "log(x)",
        [typeof(Reciprocal)] = _ => "(1.0 / x)",
        [typeof(Floor)] = _ => "floor(x)",
        [typeof(Ceil)] = _ => "ceil(x)",
        [typeof(Round)] = _ => "roundEven(x)",
        [typeof(Erf)] = _ => "erf(x)",
        [typeof(HardSigmoid)] = op => $"clamp({Glsl.Float(((HardSigmoid)op).Alpha)} * x + {Glsl.Float(((HardSigmoid)op).Beta)}, 0.0, 1.0)",
        [typeof(HardSwish)] = _ => "(x * clamp(x / 6.0 + 0.5, 0.0, 1.0))",
        [typeof(Elu)] = op => $"(x >= 0.0 ? x : {Glsl.Float(((Elu)op).Alpha)} * (exp(x) - 1.0))",
        [typeof(Selu)] = op => $"({Glsl.Float(((Selu)op).Gamma)} * (x > 0.0 ? x : {Glsl.Float(((Selu)op).Alpha)} * (exp(x) - 1.0)))",
        [typeof(Celu)] = op => $"(x >= 0.0 ? x : {Glsl.Float(((Celu)op).Alpha)} * (exp(x / {Glsl.Float(((Celu)op).Alpha)}) - 1.0))",
        [typeof(ThresholdedRelu)] = op => $"(x > {Glsl.Float(((ThresholdedRelu)op).Alpha)} ? x : 0.0)",
        [typeof(Softplus)] = _ => "(max(x, 0.0) + log(1.0 + exp(-abs(x))))",
        [typeof(Softsign)] = _ => "(x / (1.0 + abs(x)))",
        [typeof(Gelu)] = op => ((Gelu)op).Approximate
            ? "(x * (1.0 - 1.0 / (exp(1.5957691216 * (x + 0.044715 * x * x * x)) + 1.0)))"
            : "(0.5 * x * (1.0 + erf(0.7071067812 * x)))",
        // x · tanh(log(1 + eˣ)) with the logarithm taken away: (1 + eˣ)² − 1 over (1 + eˣ)² + 1.
        [typeof(Mish)] = _ => "(x > 20.0 ? x : x * (1.0 - 2.0 / (exp(x) * (exp(x) + 2.0) + 2.0)))",
    };

    private static readonly Dictionary<Type, Func<Op, string>> OfTwo = new()
    {
        [typeof(Add)] = _ => "(a + b)",
        [typeof(Sub)] = _ => "(a - b)",
        [typeof(Mul)] = _ => "(a * b)",
        [typeof(Div)] = _ => "(a / b)",
        [typeof(PRelu)] = _ => "(a < 0.0 ? a * b : a)",
        [typeof(ReluGrad)] = _ => "(a > 0.0 ? b : 0.0)",
        [typeof(LeakyReluGrad)] = op => $"(a < 0.0 ? {Glsl.Float(((LeakyReluGrad)op).Alpha)} * b : b)",
        [typeof(SigmoidGrad)] = _ => "(b * a * (1.0 - a))",
        [typeof(TanhGrad)] = _ => "(b * (1.0 - a * a))",
        [typeof(Axpy)] = op => $"({Glsl.Float(((Axpy)op).Factor)} * a + b)",
        [typeof(AdamFirstMoment)] = op => Average(((AdamFirstMoment)op).Beta, "b"),
        [typeof(AdamSecondMoment)] = op => Average(((AdamSecondMoment)op).Beta, "b * b"),
    };

    private static readonly Dictionary<Type, string> Relations = new()
    {
        [typeof(Equal)] = "(a == b)",
        [typeof(Greater)] = "(a > b)",
        [typeof(GreaterOrEqual)] = "(a >= b)",
        [typeof(Less)] = "(a < b)",
        [typeof(LessOrEqual)] = "(a <= b)",
        [typeof(And)] = "(a != 0 && b != 0)",
        [typeof(Or)] = "(a != 0 || b != 0)",
    };

    private static readonly Dictionary<Type, string> OfMany = new()
    {
        [typeof(Sum)] = "(a + b)",
        [typeof(Mean)] = "(a + b)",
        [typeof(Max)] = "max(a, b)",
        [typeof(Min)] = "min(a, b)",
    };

    /// <summary>The rule of a unary operator, or null.</summary>
    public static Action<NodePlanner>? Unary(Op op) => OfOne.TryGetValue(op.GetType(), out var function)
        ? p => p.LaunchForEachElement(new Kernel("unary", Trips: 0) { Label = op.Name }.Define("F(x)", function(op)))
        : null;

    /// <summary>The rule of a binary operator, or null.</summary>
    public static Action<NodePlanner>? Binary(Op op) => OfTwo.TryGetValue(op.GetType(), out var function)
        ? p => Binary(p, OfPairs(op.Name, function(op)))
        : null;

    /// <summary>The rule of a relation, or null.</summary>
    public static Action<NodePlanner>? Relation(Op op) => Relations.TryGetValue(op.GetType(), out string? function)
        ? p => Broadcasting(p, OfPairs(op.Name, function).Define("RELATION", 1), GlLayout.Nchw)
        : null;

    /// <summary>The rule of an operator of any number of inputs, or null: a chain of launches of two inputs.</summary>
    public static Action<NodePlanner>? Variadic(Op op) => OfMany.TryGetValue(op.GetType(), out string? function)
        ? p => Chain(p, function)
        : null;

    /// <summary>Pow: the two may have different types.</summary>
    public static void Pow(NodePlanner p)
    {
        var kernel = new Kernel("pow", Trips: 2 * Shape.MaxRank) { Label = "Pow" };
        Broadcasting(p, p.Node.Type == DataType.Float32 ? kernel : kernel.Define("WHOLE", 1), GlLayout.Nchw);
    }

    /// <summary>Where.</summary>
    public static void Where(NodePlanner p) =>
        Broadcasting(p, new Kernel("where", Trips: 3 * Shape.MaxRank) { Label = "Where" }, GlLayout.Nchw);

    /// <summary>Not.</summary>
    public static void Not(NodePlanner p) => p.LaunchForEach(new Kernel("unary", Trips: 0) { Label = "Not" }.Define("F(x)", "(1 - x)"));

    /// <summary>Cast.</summary>
    public static void Cast(NodePlanner p)
    {
        string function = p.Node.Type switch
        {
            DataType.Bool => "(x != 0 ? 1 : 0)",
            DataType.UInt8 => "(int(x) & 255)",
            DataType.Float32 => "float(x)",
            _ => "int(x)",
        };
        p.LaunchForEach(new Kernel("cast", Trips: 0) { Label = "Cast" }.Define("F(x)", function));
    }

    /// <summary>Clip: the bounds are read, as they may change.</summary>
    public static void Clip(NodePlanner p)
    {
        var op = (Clip)p.Node.Op;
        string function = op.HasMin ? "max(x, T(load1(0)))" : "x";
        if (op.HasMax)
            function = $"min({function}, T(load{p.Node.Inputs.Length - 1}(0)))";
        p.LaunchForEachElement(new Kernel("clip", Trips: 0) { Label = "Clip" }.Define("F(x)", function),
            [.. Enumerable.Range(1, p.Node.Inputs.Length - 1).Select(i => p.Input(i))]);
    }

    /// <summary>
    /// The function of <c>x</c> of a node that another kernel may apply to what it computes: a unary operator, or a Clip
    /// between constants; null if it is no such node.
    /// </summary>
    public static string? Activation(Node node) =>
        OfOne.TryGetValue(node.Op.GetType(), out var function) ? function(node.Op)
        : node is { Op: Clip { HasMin: true, HasMax: true }, Type: DataType.Float32 }
            && node.Inputs[1].Op is Constant low && node.Inputs[2].Op is Constant high
            ? $"min(max(x, {Glsl.Float(low.Value.Floats[0])}), {Glsl.Float(high.Value.Floats[0])})"
        : null;

    private static Kernel OfPairs(string label, string function) =>
        new Kernel("binary", Trips: 2 * Shape.MaxRank) { Label = label }.Define("F(a, b)", function);

    private static void Binary(NodePlanner p, Kernel kernel)
    {
        var layout = p.Node.Inputs.Select((_, i) => i).Any(i => p.LayoutOf(i) == GlLayout.C4)
            && p.Node.Inputs.All(input => HasTexels(input.Shape, p.Node.Shape))
            && Layouts.CanPack(p.Node.Shape, p.Node.Type) ? GlLayout.C4 : GlLayout.Nchw;
        Broadcasting(p, kernel, layout);
    }

    private static void Broadcasting(NodePlanner p, Kernel kernel, GlLayout layout)
    {
        // One number is the same in both layouts; read row-major it widens to all lanes.
        GlTensor[] inputs = [.. p.Node.Inputs.Select((n, i) => p.Input(i, n.Shape.Count == 1 ? GlLayout.Nchw : layout))];
        Broadcasting(p, kernel, inputs, p.Output(layout));
    }

    private static void Broadcasting(NodePlanner p, Kernel kernel, GlTensor[] inputs, GlTensor output)
    {
        // The only one of these shaders that is written for texels.
        if (kernel.Shader == "binary" && output.CanBeInFours && inputs.All(input => GoesInFours(input.Shape, output.Shape)))
        {
            output = output with { InFours = true };
            inputs = [.. inputs.Select(input => input.Shape == output.Shape ? input with { InFours = true } : input)];
        }
        bool strided = false;
        for (int i = 0; i < inputs.Length; i++)
        {
            string? access = Access(inputs[i].Shape, output);
            strided |= access is null;
            kernel = kernel.Define($"AT{i}(i)", access ?? $"strided{i}(i)");
        }
        if (strided)
        {
            kernel = kernel.Define("RANK", output.Shape.Rank).With("LENGTHS", output.Shape.AsSpan());
            for (int i = 0; i < inputs.Length; i++)
                kernel = kernel.With($"STRIDES{i}", Broadcast.Strides(inputs[i].Shape, output.Shape));
        }
        p.Launch(kernel.ForEach(output.Texels), inputs, output);
    }

    private static void Chain(NodePlanner p, string function)
    {
        int count = p.Node.Inputs.Length;
        if (count == 1)
        {
            p.Alias(p.Input(0, p.LayoutOf(0)));
            return;
        }
        bool packed = p.NaturalLayout == GlLayout.C4 && p.Node.Inputs.All(input => input.Shape == p.Node.Shape);
        var layout = packed ? GlLayout.C4 : GlLayout.Nchw;
        var sum = p.Input(0, layout);
        for (int i = 1; i < count; i++)
        {
            bool last = i == count - 1;
            var output = last ? p.Output(layout) : p.Scratch(p.Node.Shape, p.Node.Type, layout);
            string step = last && p.Node.Op is Mean ? $"({function} / {Glsl.Float(count)})" : function;
            Broadcasting(p, OfPairs(p.Node.Op.Name, step), [sum, p.Input(i, layout)], output);
            sum = output;
        }
    }

    private static bool HasTexels(Shape input, Shape output) => input == output || input.Count == 1 || IsPerChannel(input, output);

    // Which texel of an input belongs to output texel i; null where strides are needed.
    private static string? Access(Shape input, GlTensor output) =>
        input == output.Shape ? "i"
        : input.Count == 1 ? "0"
        : IsPerChannel(input, output.Shape) ? output.InFours ? "(4 * i / PLANE % G)" : "(i / PLANE % G)"
        : null;

    private static bool IsPerChannel(Shape input, Shape output) =>
        input.Rank == 4 && output.Rank == 4 && input == new Shape(1, output[1], 1, 1);

    // Whether one texel of an input, four neighbours or a number for all of them, belongs to four neighbours of the output.
    private static bool GoesInFours(Shape input, Shape output) =>
        input == output || input.Count == 1 || (IsPerChannel(input, output) && MapShape.Of(output).Plane % 4 == 0);

    private static string Average(float beta, string x) => $"({Glsl.Float(beta)} * a + {Glsl.Float((float)(1.0 - beta))} * {x})";
}
