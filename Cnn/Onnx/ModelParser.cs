using System.Collections.Immutable;
using Cnn.Models;
using Cnn.Onnx.Proto;
using Google.Protobuf;

namespace Cnn.Onnx;

/// <summary>From bytes to an <see cref="OnnxModel"/>: everything that can be checked before any shape is known.</summary>
internal static class ModelParser
{
    /// <summary>The operator sets whose operators are known.</summary>
    public const int OldestOpset = 1, NewestOpset = 22;

    public static OnnxModel Parse(
        byte[] bytes, string file, ModelLimits limits, ExternalData external, OnnxOperators? operators = null,
        IReadOnlyList<string>? outputs = null)
    {
        operators ??= OnnxOperators.Standard;
        WireScan.Check(bytes, WireScan.Kind.Model, file, limits);
        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ModelException(file, null, $"this is no ONNX model, or a damaged one: {e.Message}", e);
        }
        if (proto.Graph is not { } graph)
            throw new ModelException(file, null, "this is no ONNX model: it holds no graph");

        int opset = OpsetOf(proto, file);
        var nodes = graph.Node.Select(n => new OnnxNode(n, file)).ToList();
        var domains = DomainsOf(proto);
        UnknownOperators.Refuse(nodes, node => WhyUnknown(node, opset, domains, operators), file);

        var warnings = ImmutableArray.CreateBuilder<string>();
        var initialisers = new Dictionary<string, Tensor>();
        foreach (var initialiser in graph.Initializer)
        {
            if (initialisers.ContainsKey(initialiser.Name))
                throw new ModelException(file, initialiser.Name, $"two initialisers are called {ModelException.Quote(initialiser.Name)}");
            var value = TensorReader.Read(initialiser, file, initialiser.Name, limits, external);
            initialisers[initialiser.Name] = value;
            Warn(warnings, initialiser, value);
            // The bytes were copied; a large model need not lie in memory twice.
            initialiser.ClearRawData();
        }
        var inputs = graph.Input.Where(i => !initialisers.ContainsKey(i.Name)).Select(i => ValueOf(i, file)).ToImmutableArray();
        var given = new HashSet<string>(initialisers.Keys);
        foreach (var input in inputs)
            if (!given.Add(input.Name))
                throw new ModelException(file, input.Name, $"two graph inputs are called {ModelException.Quote(input.Name)}");
        var sorted = NodeOrder.Sort(nodes, given, file);

        given.UnionWith(sorted.SelectMany(n => n.Outputs));
        if (outputs is { Count: > 0 })
        {
            graph.Output.Clear();
            graph.Output.AddRange(outputs.Select(name => new ValueInfoProto { Name = name }));
        }
        if (graph.Output.Count == 0)
            throw new ModelException(file, null, "the graph has no outputs");
        foreach (var output in graph.Output)
            if (output.Name.Length == 0 || !given.Contains(output.Name))
                throw new ModelException(file, output.Name, $"graph output {ModelException.Quote(output.Name)} is made by no node");

        return new OnnxModel(file, limits, operators)
        {
            Opset = opset,
            Domains = domains,
            Producer = $"{proto.ProducerName} {proto.ProducerVersion}".Trim(),
            Inputs = inputs,
            Outputs = graph.Output.Select(o => ValueOf(o, file)).ToImmutableArray(),
            Nodes = sorted,
            Initialisers = initialisers,
            Warnings = warnings.ToImmutable(),
            External = external,
        };
    }

    private static int OpsetOf(ModelProto proto, string file)
    {
        var own = proto.OpsetImport.Where(o => o.Domain is "" or "ai.onnx").ToList();
        // Before IR version 3 there was one operator set, and files did not name it.
        long opset = own.Count == 0 ? OldestOpset : own.Max(o => o.Version);
        return opset is >= OldestOpset and <= NewestOpset
            ? (int)opset
            : throw new ModelException(file, null,
                $"the file is written for operator set {opset}; {OldestOpset} to {NewestOpset} are supported");
    }

    // A domain that is used without a version has its first.
    private static Dictionary<string, int> DomainsOf(ModelProto proto)
    {
        var domains = new Dictionary<string, int>();
        foreach (var import in proto.OpsetImport)
            if (import.Domain is not ("" or "ai.onnx"))
                domains[import.Domain] = (int)Math.Clamp(import.Version, 1, int.MaxValue);
        return domains;
    }

    private static string? WhyUnknown(OnnxNode node, int opset, Dictionary<string, int> domains, OnnxOperators operators)
    {
        string type = ModelException.Unquoted(node.Type);
        if (node.Domain.Length > 0)
            type += $" of domain {ModelException.Quote(node.Domain)}";
        if (operators.Find(node.Domain, node.Type) is not { } row)
            return type;
        if (node.Domain.Length > 0)
            return domains.GetValueOrDefault(node.Domain, 1) is var version && version > row.Version
                ? $"{type} version {version}; up to {row.Version} is known" : null;
        return opset < row.Since ? $"{type} of operator set {opset}, whose meaning differs from that of set {row.Since}" : null;
    }

    private static ModelValue ValueOf(ValueInfoProto proto, string file)
    {
        string name = ModelException.Quote(proto.Name);
        if (proto.Name.Length == 0)
            throw new ModelException(file, "", "a graph input or output has no name");
        if (proto.Type?.TensorType is not { } tensor)
            // Inputs need a type, and it must be a tensor; for outputs the graph itself says.
            return new ModelValue(proto.Name, null, null);
        DataType? type = tensor.ElemType == 0 ? null : TensorReader.TypeOf(tensor.ElemType)
            ?? throw new ModelException(file, proto.Name,
                $"{name} has element type {TensorReader.NameOf(tensor.ElemType)}, which is not supported");
        if (tensor.Shape is null)
            return new ModelValue(proto.Name, type, null);
        var dims = ImmutableArray.CreateBuilder<ModelDim>();
        foreach (var dim in tensor.Shape.Dim)
            dims.Add(dim.ValueCase switch
            {
                // Some exporters write −1 for an axis that they do not know.
                TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue when dim.DimValue >= 0 => dim.DimValue <= int.MaxValue
                    ? new ModelDim((int)dim.DimValue)
                    : throw new ModelException(file, proto.Name,
                        $"{name} has an axis of length {dim.DimValue}; at most {int.MaxValue} are possible"),
                TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam when dim.DimParam.Length > 0 => new ModelDim(null, dim.DimParam),
                _ => new ModelDim(null),
            });
        return new ModelValue(proto.Name, type, dims.ToImmutable());
    }

    private static void Warn(ImmutableArray<string>.Builder warnings, TensorProto proto, Tensor value)
    {
        if (WeightWarnings.Of(proto.Name, value) is { } warning)
            warnings.Add(warning);
        if ((TensorProto.Types.ElementType)proto.DataType == TensorProto.Types.ElementType.Double)
            warnings.Add($"tensor {ModelException.Quote(proto.Name)} is double; it is computed in float32");
    }
}
