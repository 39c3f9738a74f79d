using static Cnn.Tests.Tfjs.TfModelFile;

namespace Cnn.Tests.Tfjs;

/// <summary>Functions of one element of each input, with what broadcasting and layouts make of them.</summary>
internal static class ElementwiseCases
{
    private static readonly PlainArray X = PlainArray.Numbers(21, 2, 4, 3, 5), Positive = X.Map(v => Math.Abs(v) + 0.1);
    private static readonly PlainArray Same = PlainArray.Numbers(22, 2, 4, 3, 5), Row = PlainArray.Numbers(23, 3, 1),
        Channel = PlainArray.Numbers(24, 5);

    public static IEnumerable<OperatorCase> All =>
    [
        Unary("Identity", v => v), Unary("StopGradient", v => v), Unary("Snapshot", v => v), Unary("PlaceholderWithDefault", v => v),
        Unary("Relu", v => Math.Max(0, v)), Unary("Relu6", v => Math.Clamp(v, 0, 6)), Unary("Sigmoid", v => 1 / (1 + Math.Exp(-v))),
        Unary("Tanh", Math.Tanh), Unary("Selu", v => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * (Math.Exp(v) - 1))),
        Unary("Softplus", v => Math.Log(1 + Math.Exp(v))), Unary("Softsign", v => v / (1 + Math.Abs(v))),
        Unary("Elu", v => v > 0 ? v : Math.Exp(v) - 1), Unary("Abs", Math.Abs), Unary("Neg", v => -v), Unary("Sign", v => Math.Sign(v)),
        Unary("Exp", Math.Exp), Unary("Floor", Math.Floor), Unary("Ceil", Math.Ceiling), Unary("Round", v => Math.Round(v)),
        Unary("Square", v => v * v), Unary("Log", Math.Log, Positive), Unary("Sqrt", Math.Sqrt, Positive),
        Unary("Rsqrt", v => 1 / Math.Sqrt(v), Positive), Unary("Reciprocal", v => 1 / v, Positive), Unary("Inv", v => 1 / v, Positive),
        // erf(½), the only value that is needed to tell it from others.
        OperatorCase.Node("Erf", "Erf", new([1], [0.5204999f]), [new([1], [0.5f])]),
        OperatorCase.Node("LeakyRelu", "LeakyRelu", X.Map(v => v > 0 ? v : 0.3f * v), [X], ("alpha", Real(0.3f))),
        OperatorCase.Node("LeakyRelu without a slope", "LeakyRelu", X.Map(v => v > 0 ? v : 0.2f * v), [X]),
        .. Binary("Add", (a, b) => a + b), .. Binary("AddV2", (a, b) => a + b), .. Binary("Sub", (a, b) => a - b),
        .. Binary("Mul", (a, b) => a * b),
        .. Binary("RealDiv", (a, b) => a / b), .. Binary("Div", (a, b) => a / b), .. Binary("Maximum", Math.Max),
        .. Binary("Minimum", Math.Min),
        .. Binary("SquaredDifference", (a, b) => (a - b) * (a - b)), .. Binary("FloorDiv", (a, b) => Math.Floor(a / b)),
        .. Binary("FloorMod", (a, b) => a - b * Math.Floor(a / b)), .. Binary("Prelu", (a, b) => a > 0 ? a : a * b).Take(3),
        OperatorCase.Node("Pow", "Pow", PlainArray.Of(X.Shape, i => Math.Pow(Positive[i], Same[i])), [Positive, Same]),
        .. Compared("Equal", (a, b) => a == b), .. Compared("NotEqual", (a, b) => a != b), .. Compared("Greater", (a, b) => a > b),
        .. Compared("GreaterEqual", (a, b) => a >= b), .. Compared("Less", (a, b) => a < b), .. Compared("LessEqual", (a, b) => a <= b),
        Logic("LogicalAnd", (a, b) => a && b), Logic("LogicalOr", (a, b) => a || b), Negation(),
        Bound("Maximum", v => Math.Max(v, 0.5)), Bound("Minimum", v => Math.Min(v, 0.5)),
        OperatorCase.Node("AddN", "AddN", PlainArray.Of(X.Shape, i => (double)X[i] + Same[i] + Positive[i]), [X, Same, Positive],
            ("N", Number(3))),
        BiasChannelsFirst(), Selected("Select"), Selected("SelectV2"), Truncated(), WholeNumbers("FloorDiv", [-4, 3, -3, 0]),
        WholeNumbers("FloorMod", [1, 1, -1, 0]),
    ];

    private static OperatorCase Unary(string type, Func<double, double> function, PlainArray? x = null) =>
        OperatorCase.Node(type, type, (x ?? X).Map(function), [x ?? X]);

    // With a map, with a row of a lower rank, with a weight for each channel, and with a number before it.
    private static IEnumerable<OperatorCase> Binary(string type, Func<double, double, double> function) =>
    [
        OperatorCase.Node($"{type} of maps", type, PlainArray.Of(X.Shape, i => function(X[i], Same[i])), [X, Same]),
        OperatorCase.Node($"{type} broadcasts", type, PlainArray.Of(X.Shape, i => function(X[i], Row[i[2], 0])), [X, Row]),
        new($"{type} with a weight", PlainArray.Of(X.Shape, i => function(X[i], Channel[i[3]])),
            file => file.Floats("w", [5], Channel.Values).Node(type, "y", ["x0", "w"]), X),
        new($"{type} of a number", PlainArray.Of(X.Shape, i => function(1.5, X[i])),
            file => file.Floats("w", [], 1.5f).Node(type, "y", ["w", "x0"]), X),
    ];

    private static OperatorCase Bound(string type, Func<double, double> function) => new($"{type} with a number", X.Map(function),
        file => file.Floats("w", [1], 0.5f).Node(type, "y", ["x0", "w"]), X);

    // Some elements of both are equal.
    private static IEnumerable<OperatorCase> Compared(string type, Func<double, double, bool> function)
    {
        var other = PlainArray.Of(X.Shape, i => i[3] % 2 == 0 ? X[i] : Same[i]);
        yield return OperatorCase.Node(type, type, PlainArray.Of(X.Shape, i => function(X[i], other[i]) ? 1 : 0),
            [X, other]) with
        { IsCast = true };
    }

    private static OperatorCase Logic(string type, Func<bool, bool, bool> function) => new(type,
        PlainArray.Of(X.Shape, i => function(X[i] > 0, Same[i] > 0) ? 1 : 0), file => file.Floats("zero", [], 0)
            .Node("Greater", "a", ["x0", "zero"]).Node("Greater", "b", ["x1", "zero"]).Node(type, "y", ["a", "b"]),
            X, Same)
    { IsCast = true };

    private static OperatorCase Negation() => new("LogicalNot", X.Map(v => v > 0 ? 0 : 1), file => file.Floats("zero", [], 0)
        .Node("Greater", "a", ["x0", "zero"]).Node("LogicalNot", "y", ["a"]), X)
    { IsCast = true };

    private static OperatorCase Selected(string type) => new(type, PlainArray.Of(X.Shape, i => X[i] > 0 ? X[i] : Same[i]), file => file
        .Floats("zero", [], 0).Node("Greater", "c", ["x0", "zero"]).Node(type, "y", ["c", "x0", "x1"]), X, Same);

    private static OperatorCase BiasChannelsFirst()
    {
        var bias = PlainArray.Numbers(25, 4);
        return new("BiasAdd NCHW", PlainArray.Of(X.Shape, i => X[i] + bias[i[1]]), file => file
            .Floats("b", [4], bias.Values).Node("BiasAdd", "y", ["x0", "b"], ("data_format", Word("NCHW"))), X);
    }

    private static OperatorCase Truncated() => new("Cast to whole numbers", X.Map(Math.Truncate), file => file
        .Node("Cast", "y", ["x0"], ("DstT", TfModelFile.Type("DT_INT32")), ("Truncate", Flag(false))), X)
    { IsCast = true };

    // −7 / 2, 7 / 2, −7 / 3 and 0 / 3, rounded down.
    private static OperatorCase WholeNumbers(string type, float[] expected) =>
        new($"{type} of whole numbers", new([4], expected), file => file
        .Node("Cast", "a", ["x0"], ("DstT", TfModelFile.Type("DT_INT32"))).Ints("b", 2, 2, type == "FloorDiv" ? 3 : -2, 3)
        .Node(type, "y", ["a", "b"]), new PlainArray([4], [-7, 7, -7, 0]))
        { IsCast = true };
}
