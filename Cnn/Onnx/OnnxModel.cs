using System.Collections.Immutable;

namespace Cnn.Onnx;

/// <summary>
/// A model file that was read and checked: its inputs with axes that may still be open, its weights, its nodes.
/// <see cref="Bind"/> turns it into a graph with concrete shapes, as often as one likes; the weights are shared.
/// <see href="https://onnx.ai/onnx/repo-docs/IR.html"/>
/// </summary>
public sealed class OnnxModel
{
    internal OnnxModel(string file, OnnxLimits limits, OnnxOperators operators)
    {
        File = file;
        Limits = limits;
        Operators = operators;
    }

    /// <summary>The file's name, as it was given.</summary>
    public string File { get; }

    /// <summary>The version of ONNX's operator set that the file was written for.</summary>
    public int Opset { get; internal init; }

    /// <summary>The program that wrote the file, as it calls itself; may be empty.</summary>
    public string Producer { get; internal init; } = "";

    /// <summary>The inputs that a run needs, without those that have an initial value in the file (these are weights).</summary>
    public ImmutableArray<OnnxValueInfo> Inputs { get; internal init; }

    /// <summary>The outputs.</summary>
    public ImmutableArray<OnnxValueInfo> Outputs { get; internal init; }

    /// <summary>The weights, by the names that they have in the file; every graph that is bound shares them.</summary>
    public VariableSet Variables { get; } = new();

    /// <summary>What is odd but no error: weights that are no numbers, precision that is not kept.</summary>
    public ImmutableArray<string> Warnings { get; internal init; }

    /// <summary>The number of nodes in the file.</summary>
    public int NodeCount => Nodes.Length;

    internal OnnxLimits Limits { get; }

    internal OnnxOperators Operators { get; }

    /// <summary>The versions of other domains than ONNX's own.</summary>
    internal IReadOnlyDictionary<string, int> Domains { get; init; } = ImmutableDictionary<string, int>.Empty;

    internal ImmutableArray<OnnxNode> Nodes { get; init; }

    internal Dictionary<string, Tensor> Initialisers { get; init; } = [];

    internal ExternalData External { get; init; } = null!;

    /// <summary>Reads a model file.</summary>
    /// <param name="path">The <c>.onnx</c> file; tensors with external data are looked for in its folder.</param>
    /// <param name="limits">How much the file may ask for; null: the defaults.</param>
    /// <param name="operators">The operators that it may use; null: the library's own.</param>
    /// <exception cref="OnnxException">The file cannot be read, is damaged, exceeds a limit, or uses what is not supported.</exception>
    public static OnnxModel Load(string path, OnnxLimits? limits = null, OnnxOperators? operators = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        limits ??= new();
        byte[] bytes = ModelParser.ReadFile(path, limits);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        return ModelParser.Parse(bytes, path, limits, new ExternalData(folder, limits), operators);
    }

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">Where the model begins.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limits">How much the model may ask for; null: the defaults.</param>
    /// <param name="operators">The operators that it may use; null: the library's own.</param>
    /// <exception cref="OnnxException">The model is damaged, exceeds a limit, or uses what is not supported.</exception>
    public static OnnxModel Load(Stream stream, string name, OnnxLimits? limits = null, OnnxOperators? operators = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        limits ??= new();
        return ModelParser.Parse(ModelParser.ReadStream(stream, name, limits), name, limits, new ExternalData(null, limits), operators);
    }

    /// <summary>Makes a graph with concrete shapes, whose inputs and outputs are named as in the file.</summary>
    /// <exception cref="OnnxValueNeededException">The value of an input decides a shape and was not given.</exception>
    /// <exception cref="OnnxException">An open axis was not given, or an operator's inputs do not fit.</exception>
    public Graph Bind(BindOptions? options = null) => BindWithReport(options).Graph;

    /// <summary>As <see cref="Bind"/>, and says besides which node yields which of the file's values.</summary>
    /// <inheritdoc cref="Bind" path="/exception"/>
    public OnnxBinding BindWithReport(BindOptions? options = null) => new Binder(this, options ?? new()).Bind();
}

/// <summary>What is left open in a model file and chosen when it is bound.</summary>
public sealed record BindOptions
{
    /// <summary>Lengths for named axes (<c>height</c> → 480). A first axis that is not given becomes 1.</summary>
    public IReadOnlyDictionary<string, int> Dims { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The length of every other axis that is left open, or null: then it must be given.</summary>
    public int? OpenLength { get; init; }

    /// <summary>Whole shapes of inputs, by the input's name.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; init; } = ImmutableDictionary<string, Shape>.Empty;

    /// <summary>Inputs that become constants, by name: those that decide a shape must be given so.</summary>
    public IReadOnlyDictionary<string, Tensor> Values { get; init; } = ImmutableDictionary<string, Tensor>.Empty;
}

/// <summary>A bound model.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Values">For each value of the file that an output depends on: the node that yields it.</param>
/// <param name="Folded">The names of the file's nodes that were computed ahead of time.</param>
public sealed record OnnxBinding(Graph Graph, IReadOnlyDictionary<string, Node> Values, IReadOnlyList<string> Folded);
