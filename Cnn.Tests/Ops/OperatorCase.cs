using Cnn.Backends;

namespace Cnn.Tests.Ops;

/// <summary>One operator with parameters and inputs, to be tested in every way that applies.</summary>
/// <param name="Name">Names the case in the test list.</param>
/// <param name="Op">The operator.</param>
/// <param name="Inputs">What it is fed with.</param>
public sealed record OperatorCase(string Name, Op Op, params TestInput[] Inputs)
{
    /// <summary>Whether the gradient is compared with finite differences.</summary>
    public bool HasGradient { get; init; } = true;

    /// <summary>Whether ONNX has this operator and ONNX Runtime takes this case.</summary>
    public bool HasOracle { get; init; } = true;

    /// <summary>How far backends may lie from the definition, and the definition from ONNX Runtime.</summary>
    public Closeness Closeness { get; init; } = new();

    /// <summary>The values, the same every time.</summary>
    public Tensor[] Values() => [.. Inputs.Select((input, i) => input.Value(seed: i + 1))];

    /// <summary>The definition's result.</summary>
    public Tensor Evaluate(Tensor[] values)
    {
        var info = Op.Infer([.. values.Select(v => new TensorInfo(v.Shape, v.Type))]);
        var output = new Tensor(info.Shape, info.Type);
        Op.Evaluate(values, output);
        return output;
    }

    /// <summary>The operator as a node whose inputs are leaves <c>x0</c>, <c>x1</c>….</summary>
    public Node Node()
    {
        var values = Values();
        return new Node(Op, values.Select((v, i) => Inputs[i].IsConstant
            ? new Node(new Constant(v), $"x{i}")
            : new Node(new Input(v.Shape, v.Type), $"x{i}")).ToArray(), "y");
    }

    /// <summary>Runs a graph made of <see cref="Node"/> and reads its outputs.</summary>
    public Tensor[] Run(IBackend backend, Cnn.Graph graph)
    {
        var values = Values();
        using var session = backend.CompileNow(graph, new VariableSet());
        foreach (var input in graph.Inputs)
            session.Write(input, values[int.Parse(input.Name.AsSpan(1))]);
        session.Run();
        return [.. graph.Outputs.Select(session.Read)];
    }

    public override string ToString() => Name;
}

/// <summary>An input's shape and where its values come from.</summary>
/// <param name="Value">Makes the values from a seed.</param>
public sealed record TestInput(Func<int, Tensor> MakeValue)
{
    /// <summary>Whether the graph fixes it.</summary>
    public bool IsConstant { get; init; }

    public Tensor Value(int seed) => MakeValue(seed);

    /// <summary>
    /// A shape stands for values between −1 and 1 in shuffled even steps: all different, none 0, so that no maximum and no
    /// kink lies within the step of a finite difference.
    /// </summary>
    public static implicit operator TestInput(Shape shape) => Floats(shape);

    /// <summary>Given values.</summary>
    public static implicit operator TestInput(Tensor value) => new(_ => value);

    /// <summary>Shuffled even steps from low to high.</summary>
    public static TestInput Floats(Shape shape, float low = -1, float high = 1) => new(seed =>
    {
        var value = new Tensor(shape);
        int n = value.Count;
        var order = Enumerable.Range(0, n).ToArray();
        new Random(seed).Shuffle(order);
        for (int i = 0; i < n; i++)
            value.Floats[i] = low + (high - low) * (order[i] + 0.5f) / n + (n % 2 == 1 && order[i] == n / 2 ? 0.25f / n : 0);
        return value;
    });

    /// <summary>Weights scaled by 1/√K, so that sums over K products stay O(1).</summary>
    public static TestInput Weights(Shape shape)
    {
        float range = MathF.Sqrt(3f / Math.Max(1, shape.Product(1, shape.Rank)));
        return Floats(shape, -range, range);
    }
}
