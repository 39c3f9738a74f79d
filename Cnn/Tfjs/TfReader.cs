using System.Text;
using Cnn.Models;

namespace Cnn.Tfjs;

/// <summary>
/// What reads an operator sees of one node of the file while it turns that into nodes of the graph. It notes which attributes
/// and inputs are asked for: one that nobody asked for would be a wrong result that nobody notices, so it is an error.
/// </summary>
internal sealed class TfReader(TfBinder binder, TfNode node)
{
    private readonly HashSet<string> _asked = [];
    private int _inputsAsked;

    /// <summary>The operator.</summary>
    public string Type => node.Type;

    /// <summary>How many inputs there are.</summary>
    public int InputCount => node.Read.Length;

    /// <summary>Lets the row make the node's outputs, and checks that it used everything.</summary>
    public Value[] Read(TfOperator row)
    {
        Value[] results;
        try
        {
            results = row.Read(this);
        }
        catch (Exception e) when (e is CnnException and not ModelException or OverflowException)
        {
            throw Error(e.Message);
        }
        if (_inputsAsked < InputCount)
            throw Error($"it has {InputCount} inputs; at most {_inputsAsked} are known");
        foreach (var (name, value) in node.Attributes)
            // Types follow from the inputs, and what begins with _ is the optimiser's own note.
            if (!_asked.Contains(name) && !name.StartsWith('_') && value.Find("type") is null && !TfOperators.IsIdle(name))
                throw Error($"attribute {ModelException.Quote(name)} is not known for {node.Type}");
        return results;
    }

    /// <summary>An error that names the file and the node; to be thrown.</summary>
    public ModelException Error(string message) => new(binder.File, node.Name, $"{node}: {message}");

    /// <summary>An input that must be there.</summary>
    public Value Value(int input)
    {
        _inputsAsked = Math.Max(_inputsAsked, input + 1);
        return input < InputCount ? binder.Value(node, node.Read[input]) : throw Error($"input {input} is missing");
    }

    /// <summary>Whether nothing else reads what an input's node makes.</summary>
    public bool IsAlone(int input) => binder.ReadersOf(node.Inputs[input]) == 1;

    /// <summary>All inputs; there must be at least <paramref name="least"/>.</summary>
    public Value[] Values(int least) => [.. Enumerable.Range(0, Math.Max(least, InputCount)).Select(Value)];

    /// <summary>A value with its axes in an order.</summary>
    public Node In(Value value, Ints order) => binder.In(node, value, order);

    /// <summary>A value with its axes in an order, but for those of length 1: what a Reshape that follows can start from.</summary>
    public Node InUpToOnes(Value value, Ints order) => binder.InUpToOnes(node, value, order);

    /// <summary>A value with its axes as TensorFlow has them.</summary>
    public Node Plain(Value value) => In(value, Tfjs.Value.Plain(value.Shape.Rank));

    /// <summary>A value with its axes as they lie.</summary>
    public Node AsIs(Value value) => In(value, value.Order);

    /// <summary>A value, of a tensor of the file the same elements, seen in another shape.</summary>
    public Value Reshaped(Value value, Shape shape) => binder.Reshaped(node, value, shape);

    /// <summary>Makes the row's result.</summary>
    public Node Make(Op op, params ReadOnlySpan<Node> inputs) => binder.Make(node, node.Name, op, inputs);

    /// <summary>Makes a node before or behind the result.</summary>
    public Node Helper(string suffix, Op op, params ReadOnlySpan<Node> inputs) => binder.Make(node, $"{node.Name}/{suffix}", op, inputs);

    /// <summary>Makes one of several results.</summary>
    public Node Output(int output, Op op, params ReadOnlySpan<Node> inputs) =>
        binder.Make(node, output == 0 ? node.Name : $"{node.Name}:{output}", op, inputs);

    /// <summary>The graph's input that the node is.</summary>
    public Value GraphInput() => binder.Input(node);

    /// <summary>The tensor of the file that the node is.</summary>
    public Value Weight()
    {
        // Says the type and the shape again; the elements lie in the weights' files.
        _asked.Add("value");
        return binder.Weight(node);
    }

    /// <summary>A result that is known.</summary>
    public Value Result(Tensor value) => new(new Node(new Constant(value), node.Name), Tfjs.Value.Plain(value.Shape.Rank));

    /// <summary>
    /// A height (axis 1) or width (2) that the file fixes for the size that it was made for, for the size that it is opened at.
    /// </summary>
    public int Scaled(int length, int axis) => binder.Scaled(node, length, axis);

    /// <summary>How much the file may ask for.</summary>
    public ModelLimits Limits => binder.Limits;

    /// <summary>The value of an input if the file decides it, else null.</summary>
    public Tensor? KnownOrNull(Value value) => value.Tensor ?? binder.Known(Plain(value));

    /// <summary>The value of an input that must be known before anything runs.</summary>
    public Tensor Known(int input, string what) =>
        KnownOrNull(Value(input)) ?? throw Error($"its {what} must be known before anything runs, but depends on the graph's input");

    /// <summary>The integers of an input that must be known.</summary>
    public int[] KnownInts(int input, string what)
    {
        var value = Known(input, what);
        return value.Type == DataType.Float32
            ? throw Error($"its {what} must be integers, not Float32")
            : Array.ConvertAll(value.ToInt64(), v => (int)Math.Clamp(v, int.MinValue, int.MaxValue));
    }

    /// <summary>The integer of an input that must be known.</summary>
    public int KnownInt(int input, string what) => KnownInts(input, what) is [var value] ? value
        : throw Error($"its {what} must be one number");

    /// <summary>The number of an input that must be known.</summary>
    public float KnownFloat(int input, string what)
    {
        var value = Known(input, what);
        return value.Count != 1 ? throw Error($"its {what} must be one number")
            : value.Type == DataType.Float32 ? value.Floats[0] : value.ToInt64()[0];
    }

    /// <summary>An integer attribute, or what it is where the file leaves it out.</summary>
    public int Int(string name, int absent) => Attribute(name, "i")?.Long() is { } value
        ? value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Error($"attribute '{name}' is {value}, which is out of range")
        : absent;

    /// <summary>A number, or what it is where the file leaves it out.</summary>
    public float Float(string name, float absent) => Attribute(name, "f") is { } value ? (float)value.Double() : absent;

    /// <summary>A switch; off where the file leaves it out.</summary>
    public bool Flag(string name) => Attribute(name, "b")?.Flag() ?? false;

    /// <summary>A word, or what it is where the file leaves it out.</summary>
    public string Text(string name, string absent) => Attribute(name, "s") is { } value ? Decoded(value) : absent;

    /// <summary>A list of words.</summary>
    public string[] Texts(string name) =>
        Attribute(name, "list")?.Find("s") is { } list ? [.. list.Items().Select(Decoded)] : [];

    /// <summary>A list of integers, empty where the file leaves it out.</summary>
    public int[] Ints(string name) => Attribute(name, "list")?.Find("i") is { } list
        ? [.. list.Items().Select(i => i.Long() is >= int.MinValue and <= int.MaxValue and var v ? (int)v : throw i.Error("out of range"))]
        : [];

    /// <summary>The name of a type.</summary>
    public string TypeOf(string name) => Attribute(name, "type")?.Text() ?? throw Error($"attribute '{name}' is missing");

    // Protobuf leaves a member out that has its type's zero: {"b": false} may be {}.
    private JsonPart? Attribute(string name, string kind)
    {
        _asked.Add(name);
        return node.Attributes.TryGetValue(name, out var attribute) ? attribute.Find(kind) : null;
    }

    // Protobuf's JSON writes bytes in base 64.
    private static string Decoded(JsonPart text)
    {
        var bytes = new byte[text.Text().Length];
        return Convert.TryFromBase64String(text.Text(), bytes, out int count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw text.Error("base 64 is needed");
    }
}
