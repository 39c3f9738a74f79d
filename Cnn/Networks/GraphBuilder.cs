using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// Builds networks layer by layer. Weights become Variables named after their layer (<c>conv1.weight</c>,
/// <c>conv1.bias</c>) and are drawn from a seeded generator, unless the set already has them: so the same network can be
/// built again for another batch size on the same weights.
/// </summary>
/// <param name="variables">Where the weights are kept.</param>
/// <param name="seed">Seeds the generator; the same seed gives the same weights.</param>
public sealed class GraphBuilder(VariableSet variables, int seed = 1)
{
    private readonly VariableSet _variables = variables ?? throw new ArgumentNullException(nameof(variables));
    private readonly NormalNumbers _normal = new(seed);

    /// <summary>An input of the network.</summary>
    public Node Input(string name, Shape shape, DataType type = DataType.Float32) => new(new Input(shape, type), name);

    /// <summary>A convolution over 1 to 3 spatial axes with a square kernel; weights as He et al. 2015, biases 0.</summary>
    /// <param name="x">[N, C, …].</param>
    /// <param name="maps">The number of output channels.</param>
    /// <param name="kernel">The kernel's length along every axis.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="stride">The stride along every axis.</param>
    /// <param name="pad">The padding at both ends of every axis.</param>
    /// <param name="dilation">The distance between taps.</param>
    /// <param name="group">The number of groups; the channel count makes it depthwise.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public Node Conv(Node x, int maps, int kernel, string name, int stride = 1, int pad = 0, int dilation = 1, int group = 1,
        bool bias = true)
    {
        int rank = x.Shape.Rank - 2;
        int depth = x.Shape[1] / group;
        Shape shape = [maps, depth, .. Enumerable.Repeat(kernel, rank)];
        var weight = Normal($"{name}.weight", shape, Math.Sqrt(2.0 / shape.Product(1, shape.Rank)));
        var conv = new Conv(Ints.Repeat(stride, rank), Ints.Repeat(pad, 2 * rank), Ints.Repeat(dilation, rank), group);
        return bias
            ? new Node(conv, [x, weight, Filled($"{name}.bias", [maps], 0)], name)
            : new Node(conv, [x, weight], name);
    }

    /// <summary>A convolution over 2 spatial axes with padding, normalised: what most layers since 2015 are.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="maps">The number of output channels.</param>
    /// <param name="kernel">The kernel's length along both axes; padding keeps the lengths where the stride is 1.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="stride">The stride along both axes.</param>
    /// <param name="group">The number of groups.</param>
    /// <param name="epsilon">The normalisation's.</param>
    public Node ConvNormalized(
        Node x, int maps, int kernel, string name, int stride = 1, int group = 1, float epsilon = 1e-5f) => BatchNormalization(
        Conv(x, maps, kernel, name, stride, pad: kernel / 2, group: group, bias: false), $"{name}.norm", epsilon);

    /// <summary>A transposed convolution whose windows do not overlap; biases 0.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="maps">The number of output channels.</param>
    /// <param name="scale">The kernel's length and the stride.</param>
    /// <param name="height">The output's rows: H · scale, or up to scale − 1 more.</param>
    /// <param name="width">The output's columns, likewise.</param>
    /// <param name="name">The layer's name.</param>
    public Node ConvTranspose(Node x, int maps, int scale, int height, int width, string name)
    {
        var weight = Normal($"{name}.weight", [x.Shape[1], maps, scale, scale], Math.Sqrt(1.0 / x.Shape[1]));
        var op = new ConvTranspose([scale, scale], OutputPadding: [height - scale * x.Shape[2], width - scale * x.Shape[3]]);
        return new(op, [x, weight, Filled($"{name}.bias", [maps], 0)], name);
    }

    /// <summary>
    /// Weighs channels by what the whole picture has in them: mean, 1×1 convolution, activation, 1×1 convolution, gate.
    /// After Hu et al. 2017, "Squeeze-and-excitation networks".
    /// </summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="squeezed">The channels in between.</param>
    /// <param name="activation">What follows the first convolution.</param>
    /// <param name="gate">Brings the weights between 0 and 1.</param>
    /// <param name="name">The layer's name.</param>
    public Node SqueezeExcite(Node x, int squeezed, Func<Node, Node> activation, Op gate, string name)
    {
        var y = activation(Conv(GlobalAveragePool(x, $"{name}.pool"), squeezed, 1, $"{name}.squeeze"));
        y = Conv(y, x.Shape[1], 1, $"{name}.excite");
        return new(new Mul(), [x, new Node(gate, [y], $"{name}.gate")], name);
    }

    /// <summary>x · sigmoid(x).</summary>
    public Node Silu(Node x, string? name = null) => new(new Mul(), [x, new Node(new Sigmoid(), [x])], name);

    /// <summary>x · min(1, max(0, x/6 + ½)).</summary>
    public Node HardSwish(Node x, string? name = null) => new(new HardSwish(), [x], name);

    /// <summary>max(0, x).</summary>
    public Node Relu(Node x, string? name = null) => new(new Relu(), [x], name);

    /// <summary>x kept between 0 and 6.</summary>
    public Node Relu6(Node x, string? name = null) => new(new Clip(), [x, Nodes.Scalar(0), Nodes.Scalar(6)], name);

    /// <summary>The largest value under a square window.</summary>
    public Node MaxPool(Node x, int kernel, int stride = 0, int pad = 0, bool ceil = false, string? name = null)
    {
        int rank = x.Shape.Rank - 2;
        return new(new MaxPool(
            Ints.Repeat(kernel, rank), Ints.Repeat(stride == 0 ? kernel : stride, rank), Ints.Repeat(pad, 2 * rank),
            CeilMode: ceil), [x], name);
    }

    /// <summary>The mean under a square window.</summary>
    public Node AveragePool(Node x, int kernel, int stride = 0, int pad = 0, string? name = null)
    {
        int rank = x.Shape.Rank - 2;
        return new(new AveragePool(
            Ints.Repeat(kernel, rank), Ints.Repeat(stride == 0 ? kernel : stride, rank), Ints.Repeat(pad, 2 * rank)), [x], name);
    }

    /// <summary>The mean of each channel.</summary>
    public Node GlobalAveragePool(Node x, string? name = null) => new(new GlobalAveragePool(), [x], name);

    /// <summary>All axes but the batch become one.</summary>
    public Node Flatten(Node x, string? name = null) => new(new Flatten(), [x], name);

    /// <summary>A fully connected layer on [N, K]; weights [units, K] as Glorot and Bengio 2010, biases 0.</summary>
    public Node Gemm(Node x, int units, string name)
    {
        int k = x.Shape[1];
        var weight = Normal($"{name}.weight", [units, k], Math.Sqrt(2.0 / (k + units)));
        return new(new Gemm(TransB: true), [x, weight, Filled($"{name}.bias", [units], 0)], name);
    }

    /// <summary>Batch normalisation with its statistics as Variables: scale 1, bias 0, mean 0, variance 1.</summary>
    public Node BatchNormalization(Node x, string name, float epsilon = 1e-5f)
    {
        Shape shape = [x.Shape[1]];
        return new(new BatchNormalization(epsilon),
        [
            x, Filled($"{name}.scale", shape, 1), Filled($"{name}.bias", shape, 0),
            Filled($"{name}.mean", shape, 0), Filled($"{name}.variance", shape, 1),
        ], name);
    }

    /// <summary>e^x / Σ e^x along an axis.</summary>
    public Node Softmax(Node x, int axis = -1, string? name = null) => new(new Softmax(axis), [x], name);

    /// <summary>The sum of two maps, as a residual connection has it.</summary>
    public Node Add(Node a, Node b, string? name = null) => new(new Add(), [a, b], name);

    /// <summary>Maps joined along their channels.</summary>
    public Node Concat(ReadOnlySpan<Node> maps, string? name = null) => new(new Concat(1), maps, name);

    /// <summary>A Variable; drawn from a normal distribution of mean 0 unless the set has it.</summary>
    public Node Normal(string name, Shape shape, double deviation) => Variable(name, shape, () => (float)(deviation * _normal.Next()));

    /// <summary>A Variable; all of one value unless the set has it.</summary>
    public Node Filled(string name, Shape shape, float value) => Variable(name, shape, () => value);

    private Node Variable(string name, Shape shape, Func<float> draw)
    {
        if (!_variables.Contains(name))
        {
            var value = new Tensor(shape);
            foreach (ref float element in value.Floats)
                element = draw();
            _variables.Write(name, value);
        }
        else if (_variables[name].Shape != shape)
            throw new CnnException($"variable '{name}' has shape {_variables[name].Shape}; the network needs {shape}");
        return new Node(new Variable(shape), name);
    }
}
