using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>What computes each element from one element of each input, whatever order their axes are in.</summary>
internal static class ElementwiseRows
{
    public static readonly TfOperator[] All =
    [
        Same("Identity"), Same("StopGradient"), Same("Snapshot"), Same("PlaceholderWithDefault"),
        Unary("Relu", new Relu()), Unary("Sigmoid", new Sigmoid()), Unary("Tanh", new Tanh()), Unary("Selu", new Selu()),
        Unary("Softplus", new Softplus()), Unary("Softsign", new Softsign()), Unary("Elu", new Elu()), Unary("Erf", new Erf()),
        Unary("Abs", new Abs()), Unary("Neg", new Neg()), Unary("Sign", new Sign()), Unary("Exp", new Exp()), Unary("Log", new Log()),
        Unary("Sqrt", new Sqrt()), Unary("Floor", new Floor()), Unary("Ceil", new Ceil()), Unary("Round", new Round()),
        Unary("Reciprocal", new Reciprocal()), Unary("Inv", new Reciprocal()), Unary("LogicalNot", new Not()),
        TfOperator.Of("LeakyRelu", n => Result(n, new LeakyRelu(n.Float("alpha", 0.2f)), n.Value(0))),
        TfOperator.Of("Relu6", n => Clipped(n, "", n.Value(0), 0, 6)),
        TfOperator.Of("Square", n => new(n.Make(new Mul(), n.AsIs(n.Value(0)), n.AsIs(n.Value(0))), n.Value(0).Order)),
        TfOperator.Of("Rsqrt", n => new(n.Make(new Reciprocal(), n.Helper("Sqrt", new Sqrt(), n.AsIs(n.Value(0)))), n.Value(0).Order)),
        TfOperator.Of("Cast", ReadCast),
        TfOperator.Of("Add", ReadAdd), TfOperator.Of("AddV2", ReadAdd), Binary("Sub", new Sub()), Binary("Mul", new Mul()),
        Binary("RealDiv", new Div()), Binary("Div", new Div()), Binary("Pow", new Pow()), Binary("Prelu", new PRelu()),
        Binary("Equal", new Equal()), Binary("Greater", new Greater()), Binary("GreaterEqual", new GreaterOrEqual()),
        Binary("Less", new Less()), Binary("LessEqual", new LessOrEqual()), Binary("LogicalAnd", new And()), Binary("LogicalOr", new Or()),
        TfOperator.Of("NotEqual", n => Joined(n, inputs => n.Make(new Not(), n.Helper("Equal", new Equal(), inputs)))),
        TfOperator.Of("Maximum", n => ReadBound(n, new Max(), isMinimum: true)),
        TfOperator.Of("Minimum", n => ReadBound(n, new Min(), isMinimum: false)),
        TfOperator.Of("SquaredDifference", n => Joined(n, inputs =>
        {
            var difference = n.Helper("Sub", new Sub(), inputs);
            return n.Make(new Mul(), difference, difference);
        })),
        TfOperator.Of("FloorDiv", n => Joined(n, inputs => FloorDiv(n, n.Make, inputs[0], inputs[1]))),
        TfOperator.Of("FloorMod", n => Joined(n, inputs => n.Make(new Sub(), inputs[0],
            n.Helper("Mul", new Mul(), FloorDiv(n, (op, args) => n.Helper("FloorDiv", op, args), inputs[0], inputs[1]), inputs[1])))),
        TfOperator.Of("AddN", n => Joined(n, inputs => n.Make(new Sum(), inputs), n.Values(1))),
        TfOperator.Of("BiasAdd", ReadBiasAdd),
        TfOperator.Of("Select", ReadSelect),
        TfOperator.Of("SelectV2", ReadSelect),
    ];

    /// <summary>A value kept between two bounds.</summary>
    public static Value Clipped(TfReader n, string suffix, Value value, float? low, float? high)
    {
        Node Bound(float bound) => new(new Constant(value.Type == DataType.Float32
            ? Tensor.Scalar(bound) : Tensor.Scalar((long)bound)), "bound");
        var bounds = new[] { low, high }.OfType<float>().Select(Bound);
        Node[] inputs = [n.AsIs(value), .. bounds];
        var op = new Clip(low is not null, high is not null);
        return new Value(suffix == "" ? n.Make(op, inputs) : n.Helper(suffix, op, inputs), value.Order);
    }

    private static TfOperator Same(string type) => TfOperator.Of(type, n => n.Value(0));

    private static TfOperator Unary(string type, Op op) => TfOperator.Of(type, n => Result(n, op, n.Value(0)));

    private static TfOperator Binary(string type, Op op) => TfOperator.Of(type, n => Joined(n, inputs => n.Make(op, inputs)));

    private static Value Result(TfReader n, Op op, Value value) => new(n.Make(op, n.AsIs(value)), value.Order);

    private static Value Joined(TfReader n, Func<Node[], Node> make, params Value[] values)
    {
        var (nodes, order) = Broadcasting.Of(n, values.Length > 0 ? values : [n.Value(0), n.Value(1)]);
        return new Value(make(nodes), order);
    }

    // One number is a bound that is built in.
    private static Value ReadBound(TfReader n, Op op, bool isMinimum)
    {
        for (int i = 0; i < 2; i++)
            if (n.Value(i).Tensor is { Count: 1 } && n.Value(1 - i) is { Tensor: null } other)
            {
                float bound = n.KnownFloat(i, "bound");
                return Clipped(n, "", other, isMinimum ? bound : null, isMinimum ? null : bound);
            }
        return Joined(n, inputs => n.Make(op, inputs));
    }

    private delegate Node Maker(Op op, params ReadOnlySpan<Node> inputs);

    // Div cuts integers off towards zero; where the remainder's sign is not the divisor's, one more goes.
    private static Node FloorDiv(TfReader n, Maker make, Node a, Node b)
    {
        var quotient = n.Helper("Div", new Div(), a, b);
        if (a.Type == DataType.Float32)
            return make(new Floor(), quotient);
        var remainder = n.Helper("Remainder", new Sub(), a, n.Helper("Whole", new Mul(), quotient, b));
        var differs = n.Helper("Differs", new Less(), n.Helper("Signs", new Mul(), remainder, b),
            new Node(new Constant(Tensor.Scalar(0L))));
        return make(new Sub(), quotient, n.Helper("Less", new Cast(DataType.Int64), differs));
    }

    private static Value ReadCast(TfReader n)
    {
        n.Flag("Truncate");
        var value = n.Value(0);
        DataType to = n.TypeOf("DstT") switch
        {
            "DT_FLOAT" or "DT_HALF" or "DT_DOUBLE" => DataType.Float32,
            "DT_INT32" or "DT_INT64" => DataType.Int64,
            "DT_UINT8" => DataType.UInt8,
            "DT_BOOL" => DataType.Bool,
            var type => throw n.Error($"type '{Printable.Of(type)}' is not supported"),
        };
        return value.Type == to ? value : Result(n, new Cast(to), value);
    }

    private static Value ReadAdd(TfReader n) => BiasOf(n, 0) ?? BiasOf(n, 1) ?? Joined(n, inputs => n.Make(new Add(), inputs));

    // One number for each map of a convolution that has no bias yet and that nobody else reads: it becomes its bias.
    private static Value? BiasOf(TfReader n, int input)
    {
        var (value, bias) = (n.Value(input), n.Value(1 - input));
        return value is { Tensor: null, Node: { Op: Conv, Inputs.Length: 2 } conv } && value.Order == Value.Nchw && n.IsAlone(input)
            && bias is { Tensor: not null, Type: DataType.Float32, Shape.Rank: >= 1 and <= 4 } && bias.Shape.Count == conv.Shape[1]
            && bias.Shape[bias.Shape.Rank - 1] == conv.Shape[1]
            ? new Value(n.Make(conv.Op, conv.Inputs[0], conv.Inputs[1], n.Plain(n.Reshaped(bias, [conv.Shape[1]]))), value.Order)
            : null;
    }

    // One number for each channel, which stand last or, NCHW, second.
    private static Value ReadBiasAdd(TfReader n)
    {
        var (value, bias) = (n.Value(0), n.Value(1));
        string format = n.Text("data_format", "NHWC");
        if (format is not ("NHWC" or "NCHW") || bias.Shape.Rank != 1)
            throw n.Error($"a bias of shape {bias.Shape} in format '{Printable.Of(format)}' is not supported");
        if (format == "NCHW")
            bias = n.Reshaped(bias, new Shape([bias.Shape[0], .. Enumerable.Repeat(1, Math.Max(0, value.Shape.Rank - 2))]));
        return format == "NHWC" && BiasOf(n, 0) is { } conv ? conv : Joined(n, inputs => n.Make(new Add(), inputs), value, bias);
    }

    private static Value ReadSelect(TfReader n)
    {
        var condition = n.Value(0);
        if (n.Type == "Select" && condition.Shape.Rank != 0 && condition.Shape != n.Value(1).Shape)
            throw n.Error($"a condition of shape {condition.Shape} for values of shape {n.Value(1).Shape} is not supported");
        return Joined(n, inputs => n.Make(new Where(), inputs), condition, n.Value(1), n.Value(2));
    }
}
