using System.Text;
using Cnn.Models;
using Cnn.Onnx.Proto;
using Kind = Cnn.Onnx.Proto.AttributeProto.Types.Kind;

namespace Cnn.Onnx;

/// <summary>
/// What reads an operator sees of one node of the file while it turns that into nodes of the graph. It notes which attributes
/// and inputs are asked for: one that nobody asked for would be a wrong result that nobody notices, so it is an error.
/// </summary>
public sealed class NodeReader
{
    private readonly Binder _binder;
    private readonly OnnxNode _node;
    private readonly HashSet<string> _asked = [];
    private int _inputsAsked;
    private string _name;

    internal NodeReader(Binder binder, OnnxNode node)
    {
        _binder = binder;
        _node = node;
        _name = node.Name;
    }

    /// <summary>The operator set of the file, or the version of the node's domain where that is not ONNX's own.</summary>
    public int Opset => _binder.VersionOf(_node.Domain);

    /// <summary>How much the file may ask for.</summary>
    internal ModelLimits Limits => _binder.Limits;

    /// <summary>How many inputs are listed, absent ones at the end not counted.</summary>
    public int InputCount
    {
        get
        {
            int count = _node.Inputs.Length;
            while (count > 0 && _node.Inputs[count - 1].Length == 0)
                count--;
            return count;
        }
    }

    /// <summary>How many outputs are listed.</summary>
    public int OutputCount => _node.Outputs.Length;

    /// <summary>Lets the row make the node of output <paramref name="output"/>, and checks that it used everything.</summary>
    internal Node Read(OnnxOperator row, int output, string name)
    {
        _name = name;
        var result = Guarded(row, output);
        if (_inputsAsked < InputCount)
            throw Error($"it has {InputCount} inputs; at most {_inputsAsked} are known");
        foreach (string attribute in _node.Attributes.Keys)
            // Left from the time before operator set 6; never had a meaning for results.
            if (!_asked.Contains(attribute) && attribute != "consumed_inputs")
                throw Error($"attribute {ModelException.Quote(attribute)} is not known for {_node.Type} of operator set {Opset}");
        return result;
    }

    private Node Guarded(OnnxOperator row, int output)
    {
        try
        {
            return row.Read(this, output);
        }
        catch (Exception e) when (e is CnnException and not ModelException or OverflowException)
        {
            throw Error(e.Message);
        }
    }

    /// <summary>An error that names the file and the node; to be thrown.</summary>
    public ModelException Error(string message) => new(_binder.File, _node.Name, $"{_node}: {message}");

    /// <summary>Makes the row's result.</summary>
    public Node Make(Op op, params ReadOnlySpan<Node> inputs) => _binder.Make(_node, _name, op, inputs);

    /// <summary>Makes a node on the way to the result.</summary>
    public Node Helper(string suffix, Op op, params ReadOnlySpan<Node> inputs) => _binder.Make(_node, $"{_name}/{suffix}", op, inputs);

    /// <summary>Makes the row's result from a value that is known.</summary>
    public Node Make(Tensor value) => Make(new Constant(value));

    /// <summary>Whether an optional input is there.</summary>
    public bool Has(int input)
    {
        _inputsAsked = Math.Max(_inputsAsked, input + 1);
        return input < _node.Inputs.Length && _node.Inputs[input].Length > 0;
    }

    /// <summary>An input that must be there.</summary>
    public Node Input(int input) => Has(input)
        ? _binder.Value(_node.Inputs[input])
        : throw Error($"input {input} is missing");

    /// <summary>All inputs; there must be at least <paramref name="least"/>.</summary>
    public Node[] Inputs(int least)
    {
        var inputs = new Node[Math.Max(least, InputCount)];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = Input(i);
        return inputs;
    }

    /// <summary>An input that is a weight: when the file gives it as a constant, it becomes a named Variable all the same.</summary>
    public Node Weight(int input)
    {
        var value = Input(input);
        return value is { Op: Constant constant, Type: DataType.Float32 }
            ? _binder.Weight(_node.Inputs[input], constant.Value)
            : value;
    }

    /// <summary>An input that is a setting: fixed in the graph where the file gives it, so that a backend may build it in.</summary>
    internal Node Setting(int input)
    {
        var value = Input(input);
        return value.Op is not Constant && _binder.Known(value) is { } known ? new Node(new Constant(known), value.Name) : value;
    }

    /// <summary>The value of an input that must be known before anything runs.</summary>
    /// <exception cref="ValueNeededException">It depends on graph inputs.</exception>
    public Tensor Known(int input, string what)
    {
        var value = Input(input);
        if (_binder.Known(value) is { } known)
            return known;
        var inputs = Binder.InputsOf(value);
        string names = string.Join(", ", inputs.Select(ModelException.Quote));
        string message = inputs.Count > 0
            ? $"{_node}: its {what} must be known before anything runs, so that the value of {names} must be given when the model is bound"
            : $"{_node}: its {what} takes too much work to compute ahead of time";
        throw new ValueNeededException(_binder.File, _node.Name, message, inputs);
    }

    /// <summary>Whether an input is there and its value can be had from <see cref="Known"/>.</summary>
    internal bool IsKnown(int input) => Has(input) && _binder.Known(Input(input)) is not null;

    /// <summary>The integers of an input that must be known, as they are in the file.</summary>
    internal long[] KnownLongs(int input, string what)
    {
        var value = Known(input, what);
        if (value.Type == DataType.Float32)
            throw Error($"its {what} must be integers, not Float32");
        return value.ToInt64();
    }

    /// <summary>The integers of an input that must be known; those that only mean "to the end" are clamped.</summary>
    public Ints KnownInts(int input, string what) => Clamp(KnownLongs(input, what));

    /// <summary>The floats of an input that must be known.</summary>
    public Cnn.Floats KnownFloats(int input, string what)
    {
        var value = Known(input, what);
        return value.Type == DataType.Float32 ? Cnn.Floats.Create(value.Floats)
            : throw Error($"its {what} must be Float32, not {value.Type}");
    }

    /// <summary>Notes attributes that this form of the operator does not need.</summary>
    internal void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            _asked.Add(name);
    }

    /// <summary>Whether an attribute is there.</summary>
    public bool HasAttribute(string name)
    {
        _asked.Add(name);
        return _node.Attributes.ContainsKey(name);
    }

    /// <summary>An integer attribute, or what it is where the file leaves it out.</summary>
    public int Int(string name, int absent) => Attribute(name, Kind.Int) is { } a ? Fit(name, a.I) : absent;

    /// <summary>An integer attribute, or null.</summary>
    public int? IntOrNull(string name) => Attribute(name, Kind.Int) is { } a ? Fit(name, a.I) : null;

    /// <summary>An attribute that is 0 or 1.</summary>
    public bool Flag(string name, bool absent) => Int(name, absent ? 1 : 0) != 0;

    /// <summary>A float attribute, or what it is where the file leaves it out.</summary>
    public float Float(string name, float absent) => Attribute(name, Kind.Float)?.F ?? absent;

    /// <summary>A word, or what it is where the file leaves it out.</summary>
    public string Text(string name, string absent) =>
        Attribute(name, Kind.String) is { } a ? Encoding.UTF8.GetString(a.S.Span) : absent;

    /// <summary>A list of integers, those that only mean "to the end" clamped; or null.</summary>
    public Ints? IntsOrNull(string name) => Attribute(name, Kind.Ints) is { } a ? Clamp([.. a.Ints]) : null;

    /// <summary>A list of integers, empty where the file leaves it out.</summary>
    public Ints Ints(string name) => IntsOrNull(name) ?? [];

    internal long Long(string name) => Attribute(name, Kind.Int)?.I ?? throw Error($"attribute '{name}' is missing");

    internal long[]? Longs(string name) => Attribute(name, Kind.Ints) is { } a ? [.. a.Ints] : null;

    /// <summary>A list of floats, or null.</summary>
    public float[]? Floats(string name) => Attribute(name, Kind.Floats) is { } a ? [.. a.Floats] : null;

    /// <summary>A tensor, or null.</summary>
    public Tensor? Tensor(string name) => Attribute(name, Kind.Tensor) is { } a ? _binder.Read(_node, name, a.T) : null;

    /// <summary>One of a list of words; the error names them all.</summary>
    public T Choice<T>(string name, string absent, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        string word = Text(name, absent);
        foreach (var (candidate, value) in choices)
            if (candidate == word)
                return value;
        throw Error($"attribute '{name}' is {ModelException.Quote(word)}; known are "
            + $"{string.Join(", ", choices.ToArray().Select(c => c.Word))}");
    }

    private AttributeProto? Attribute(string name, Kind kind)
    {
        _asked.Add(name);
        if (!_node.Attributes.TryGetValue(name, out var attribute))
            return null;
        // Old files leave the type out; then the field that is set decides.
        bool isKind = attribute.Type == Kind.Undefined
            ? kind switch
            {
                Kind.Int => attribute.HasI,
                Kind.Float => attribute.HasF,
                Kind.String => attribute.HasS,
                Kind.Tensor => attribute.T is not null,
                Kind.Ints => attribute.Ints.Count > 0,
                _ => attribute.Floats.Count > 0,
            }
            : attribute.Type == kind && (kind != Kind.Tensor || attribute.T is not null);
        return isKind ? attribute : throw Error($"attribute '{name}' has type {attribute.Type}; {kind} is needed");
    }

    private int Fit(string name, long value) => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw Error($"attribute '{name}' is {value}, which is out of range");

    private static Ints Clamp(long[] values) =>
        Cnn.Ints.Create(Array.ConvertAll(values, v => (int)Math.Clamp(v, int.MinValue, int.MaxValue)));
}
