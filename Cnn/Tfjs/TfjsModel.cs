using System.Collections.Immutable;
using Cnn.Models;

namespace Cnn.Tfjs;

/// <summary>
/// A graph model of TensorFlow.js: a model.json and the files of weights beside it. TensorFlow's maps are NHWC; the graph's are
/// NCHW, its inputs too: an input <c>[1,H,W,3]</c> of the file is <c>[1,3,H,W]</c> here. An output lies as it is computed, maps
/// NCHW. <see href="https://www.tensorflow.org/js/guide/save_load"/>
/// </summary>
public sealed class TfjsModel : ModelFile
{
    private readonly Dictionary<(string Name, Ints Order, Shape Shape), string> _forms = [];
    private readonly HashSet<string> _taken = [];

    internal TfjsModel(string file, ModelLimits limits) : base(file, limits) { }

    /// <inheritdoc/>
    public override string Format => "TensorFlow.js graph model";

    /// <inheritdoc/>
    public override int NodeCount => Nodes.Length;

    /// <summary>The outputs: those of the file's signature, those that were chosen, or else what no node reads.</summary>
    public ImmutableArray<string> Outputs { get; internal init; }

    // A network that goes with its input may be opened at another size than the file says.
    internal override bool LengthsMayChange => true;

    internal ImmutableArray<TfNode> Nodes { get; init; }

    internal Dictionary<string, Tensor> Weights { get; init; } = [];

    /// <summary>
    /// In which order of TensorFlow's axes each input lies, and whether the file takes whole numbers for the floats here.
    /// </summary>
    internal IReadOnlyDictionary<string, (Ints Order, bool IsWhole)> InputLayouts { get; init; } = null!;

    /// <summary>Reads a model.</summary>
    /// <param name="path">The model.json; its weights are looked for in its folder.</param>
    /// <param name="limits">How much the files may ask for; null: the defaults.</param>
    /// <param name="outputs">The nodes whose values are wanted, as the file calls them; null: the file's own outputs.</param>
    /// <exception cref="ModelException">
    /// A file is missing or damaged, exceeds a limit, or uses what is not supported: all unknown operators are named at once.
    /// </exception>
    public static TfjsModel Load(string path, ModelLimits? limits = null, IReadOnlyList<string>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        limits ??= new();
        return TfjsParser.Parse(ModelBytes.ReadFile(path, limits), path, limits, outputs ?? []);
    }

    /// <inheritdoc/>
    public override ModelBinding BindWithReport(BindOptions? options = null) => new TfBinder(this, options ?? new()).Bind();

    // The variable of a weight in one order of its axes and one shape. All graphs share the weights, so a name always means the
    // same values; a weight that is used in a second order has a second name.
    internal string NameOf(string weight, Ints order, Shape shape)
    {
        lock (_forms)
        {
            if (_forms.TryGetValue((weight, order, shape), out string? name))
                return name;
            name = weight;
            for (int i = 2; !_taken.Add(name); i++)
                name = $"{weight}/{i}";
            return _forms[(weight, order, shape)] = name;
        }
    }
}
