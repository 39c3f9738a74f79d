using System.Collections.Immutable;
using Cnn.Models;

namespace Cnn.Onnx;

/// <summary>An ONNX file. <see href="https://onnx.ai/onnx/repo-docs/IR.html"/></summary>
public sealed class OnnxModel : ModelFile
{
    internal OnnxModel(string file, ModelLimits limits, OnnxOperators operators) : base(file, limits) => Operators = operators;

    /// <summary>The version of ONNX's operator set that the file was written for.</summary>
    public int Opset { get; internal init; }

    /// <inheritdoc/>
    public override string Format => $"opset {Opset}";

    /// <summary>The outputs.</summary>
    public ImmutableArray<ModelValue> Outputs { get; internal init; }

    /// <inheritdoc/>
    public override int NodeCount => Nodes.Length;

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
    /// <param name="outputs">The values that are wanted in place of the file's own outputs, as the file calls them; null: its own.</param>
    /// <exception cref="ModelException">The file cannot be read, is damaged, exceeds a limit, or uses what is not supported.</exception>
    public static OnnxModel Load(
        string path, ModelLimits? limits = null, OnnxOperators? operators = null, IReadOnlyList<string>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        limits ??= new();
        byte[] bytes = ModelBytes.ReadFile(path, limits);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        return ModelParser.Parse(bytes, path, limits, new ExternalData(folder, limits), operators, outputs);
    }

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">Where the model begins.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limits">How much the model may ask for; null: the defaults.</param>
    /// <param name="operators">The operators that it may use; null: the library's own.</param>
    /// <exception cref="ModelException">The model is damaged, exceeds a limit, or uses what is not supported.</exception>
    public static OnnxModel Load(Stream stream, string name, ModelLimits? limits = null, OnnxOperators? operators = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        limits ??= new();
        return ModelParser.Parse(ModelBytes.ReadStream(stream, name, limits), name, limits, new ExternalData(null, limits), operators);
    }

    /// <inheritdoc/>
    public override ModelBinding BindWithReport(BindOptions? options = null) => new Binder(this, options ?? new()).Bind();
}
