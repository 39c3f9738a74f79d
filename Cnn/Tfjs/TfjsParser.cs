using System.Collections.Immutable;
using Cnn.Models;

namespace Cnn.Tfjs;

/// <summary>
/// From the bytes of a model.json to a <see cref="TfjsModel"/>: everything that can be checked before any shape is known.
/// </summary>
internal static class TfjsParser
{
    public static TfjsModel Parse(byte[] bytes, string file, ModelLimits limits, IReadOnlyList<string> chosen)
    {
        var json = JsonPart.Parse(bytes, file, limits);
        if (json.Find("modelTopology")?.Find("node") is not { } list)
            throw new ModelException(file, null, json.Find("format")?.Text() == "layers-model"
                ? "this is a Keras layers model; a graph model is needed, which tensorflowjs_converter makes "
                    + "with --output_format tfjs_graph_model"
                : "this is no TensorFlow.js graph model: it holds no modelTopology.node");
        var nodes = new Dictionary<string, TfNode>();
        foreach (var item in list.Items())
        {
            var node = TfNode.Of(item);
            if (nodes.TryGetValue(node.Name, out var other))
                throw new ModelException(file, node.Name, $"{node} and {other} have the same name");
            nodes[node.Name] = node;
            if (nodes.Count > limits.MaxNodes)
                throw new ModelException(file, null, $"the graph has more than {limits.MaxNodes} nodes, the limit");
        }
        var signature = json.Find("signature") ?? json.Find("userDefinedMetadata")?.Find("signature");
        string[] outputs = chosen.Count > 0 ? [.. chosen] : OutputsOf(signature, nodes);
        if (outputs.Length == 0)
            throw new ModelException(file, null, "the graph has no outputs");
        foreach (string output in outputs)
            if (!nodes.ContainsKey(TfNode.Split(output).Node))
                throw new ModelException(file, output, $"graph output {ModelException.Quote(output)} is made by no node");
        var needed = Needed(outputs, nodes);
        UnknownOperators.Refuse(needed, node => TfOperators.Find(node.Type) is null ? ModelException.Unquoted(node.Type) : null, file);
        var sorted = NodeOrder.Sort(needed, new HashSet<string>(), file);

        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".";
        var weights = new WeightFiles(folder, limits).Read(json["weightsManifest"]);
        var layouts = new Dictionary<string, (Ints Order, bool IsWhole)>();
        var inputs = sorted.Where(n => n.Type == "Placeholder").Select(n => InputOf(n, signature, file, layouts)).ToImmutableArray();
        return new TfjsModel(file, limits)
        {
            Producer = json.Find("convertedBy")?.Text() ?? json.Find("generatedBy")?.Text() ?? "",
            Inputs = inputs,
            Outputs = [.. outputs],
            Nodes = sorted,
            Weights = weights,
            InputLayouts = layouts,
            // A single number may well be −∞: what a pool is padded with.
            Warnings = [.. weights.Where(w => w.Value.Count > 1).Select(w => WeightWarnings.Of(w.Key, w.Value)).OfType<string>()],
        };
    }

    // The signature's, in its order; without one, whatever no node reads.
    private static string[] OutputsOf(JsonPart? signature, Dictionary<string, TfNode> nodes)
    {
        if (signature?.Find("outputs") is { } outputs)
        {
            string[] names = [.. outputs.Members().Select(o => o.Value.Find("name")?.Text() ?? o.Name)];
            if (names.Length > 0)
                return names;
        }
        var read = nodes.Values.SelectMany(n => n.Inputs).ToHashSet();
        return [.. nodes.Values.Where(n => !read.Contains(n.Name) && n.Type is not ("Const" or "Placeholder" or "NoOp"))
            .Select(n => n.Name)];
    }

    // The nodes that an output depends on, in the file's order.
    private static List<TfNode> Needed(string[] outputs, Dictionary<string, TfNode> nodes)
    {
        var needed = new HashSet<string>();
        var open = new Stack<string>(outputs.Select(o => TfNode.Split(o).Node));
        while (open.TryPop(out string? name))
            // A name that nothing defines is found when the nodes are sorted.
            if (nodes.TryGetValue(name, out var node) && needed.Add(name))
                foreach (string input in node.Inputs)
                    open.Push(input);
        return [.. nodes.Values.Where(n => needed.Contains(n.Name))];
    }

    private static ModelValue InputOf(
        TfNode node, JsonPart? signature, string file, Dictionary<string, (Ints Order, bool IsWhole)> layouts)
    {
        var own = DimsOf(node.Attributes.TryGetValue("shape", out var attribute) ? attribute.Find("shape") : null);
        var declared = DimsOf(Declared(node.Name, signature));
        // The signature may know lengths that the node leaves open.
        int?[]? dims = own is null || own.Length != declared?.Length ? own ?? declared : [.. own.Zip(declared, (a, b) => a ?? b)];
        var order = OrderOf(dims);
        bool picture = order == Value.Nchw;
        string type = node.Attributes.TryGetValue("dtype", out attribute) ? attribute.Find("type")?.Text() ?? "DT_FLOAT" : "DT_FLOAT";
        DataType? ours = type switch
        {
            "DT_FLOAT" or "DT_HALF" => DataType.Float32,
            // Pictures are floats here, of which such a graph sees the whole part.
            "DT_INT32" or "DT_UINT8" => picture ? DataType.Float32 : DataType.Int64,
            "DT_INT64" => DataType.Int64,
            "DT_BOOL" => DataType.Bool,
            _ => throw new ModelException(file, node.Name, $"{node} has type {ModelException.Quote(type)}, which is not supported"),
        };
        layouts[node.Name] = (order, picture && type is "DT_INT32" or "DT_UINT8");
        string?[] symbols = picture ? [null, "height", "width", null] : new string?[dims?.Length ?? 0];
        return new ModelValue(node.Name, ours,
            dims is null ? null : [.. order.Select(axis => new ModelDim(dims[axis], dims[axis] is null ? symbols[axis] : null))]);
    }

    // Maps are NHWC, unless a file that was made from another framework's network has its channels in front.
    private static Ints OrderOf(int?[]? dims) =>
        dims is [_, var second, _, var last] && !(second is 1 or 3 && last is not (1 or 3)) ? Value.Nchw : Value.Plain(dims?.Length ?? 0);

    private static JsonPart? Declared(string name, JsonPart? signature)
    {
        if (signature?.Find("inputs") is { } inputs)
            foreach (var (key, value) in inputs.Members())
                if (TfNode.Split(value.Find("name")?.Text() ?? key).Node == name)
                    return value.Find("tensorShape");
        return null;
    }

    private static int?[]? DimsOf(JsonPart? shape)
    {
        if (shape is not { } known || known.Find("unknownRank") is { } unknown && unknown.Flag())
            return null;
        if (known.Find("dim") is not { } dims)
            return [];
        return [.. dims.Items().Select(dim => dim.Find("size")?.Long() switch
        {
            -1 => (int?)null,
            >= 0 and <= int.MaxValue and var length => (int)length,
            // Protobuf leaves out what is 0.
            null => 0,
            var length => throw dim.Error($"an axis cannot have the length {length}"),
        })];
    }
}
