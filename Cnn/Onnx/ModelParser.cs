using System.Collections.Immutable;
using Cnn.Onnx.Proto;
using Google.Protobuf;

namespace Cnn.Onnx;

/// <summary>From bytes to an <see cref="OnnxModel"/>: everything that can be checked before any shape is known.</summary>
internal static class ModelParser
{
    /// <summary>The operator sets whose operators are known.</summary>
    public const int OldestOpset = 1, NewestOpset = 22;

    public static byte[] ReadFile(string path, OnnxLimits limits)
    {
        try
        {
            if (FileKinds.Of(path) is FileKind.Pipe or FileKind.Device)
                throw new OnnxException(path, null, "the model cannot be read: it is a pipe or a device");
            using var stream = System.IO.File.OpenRead(path);
            return ReadStream(stream, path, limits);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : e is ArgumentException ? "that is no file's name"
                : Directory.Exists(path) ? "it is a folder" : e.Message;
            throw new OnnxException(path, null, $"the model cannot be read: {why}", e);
        }
    }

    public static byte[] ReadStream(Stream stream, string name, OnnxLimits limits)
    {
        if (stream.CanSeek && stream.Length - stream.Position > limits.MaxFileBytes)
            throw new OnnxException(name, null, $"the file has {stream.Length} bytes; the limit is {limits.MaxFileBytes}");
        using var bytes = new MemoryStream(stream.CanSeek ? (int)(stream.Length - stream.Position) : 0);
        var block = new byte[1 << 16];
        for (int read; (read = stream.Read(block)) > 0;)
        {
            if (bytes.Length + read > limits.MaxFileBytes)
                throw new OnnxException(name, null, $"the file has more than {limits.MaxFileBytes} bytes, the limit");
            bytes.Write(block, 0, read);
        }
        return bytes.Capacity == bytes.Length ? bytes.GetBuffer() : bytes.ToArray();
    }

    public static OnnxModel Parse(
        byte[] bytes, string file, OnnxLimits limits, ExternalData external, OnnxOperators? operators = null)
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
            throw new OnnxException(file, null, $"this is no ONNX model, or a damaged one: {e.Message}", e);
        }
        if (proto.Graph is not { } graph)
            throw new OnnxException(file, null, "this is no ONNX model: it holds no graph");

        int opset = OpsetOf(proto, file);
        var nodes = graph.Node.Select(n => new OnnxNode(n, file)).ToList();
        var domains = DomainsOf(proto);
        RequireKnown(nodes, node => WhyUnknown(node, opset, domains, operators), file);

        var warnings = ImmutableArray.CreateBuilder<string>();
        var initialisers = new Dictionary<string, Tensor>();
        foreach (var initialiser in graph.Initializer)
        {
            if (initialisers.ContainsKey(initialiser.Name))
                throw new OnnxException(file, initialiser.Name, $"two initialisers are called {OnnxException.Quote(initialiser.Name)}");
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
                throw new OnnxException(file, input.Name, $"two graph inputs are called {OnnxException.Quote(input.Name)}");
        var sorted = NodeOrder.Sort(nodes, given, file);

        given.UnionWith(sorted.SelectMany(n => n.Outputs));
        if (graph.Output.Count == 0)
            throw new OnnxException(file, null, "the graph has no outputs");
        foreach (var output in graph.Output)
            if (output.Name.Length == 0 || !given.Contains(output.Name))
                throw new OnnxException(file, output.Name, $"graph output {OnnxException.Quote(output.Name)} is made by no node");

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
            : throw new OnnxException(file, null,
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

    // All at once: a person who learns of one operator at a time asks five times.
    private static void RequireKnown(List<OnnxNode> nodes, Func<OnnxNode, string?> why, string file)
    {
        var unknown = nodes
            .Select(node => (Node: node, Reason: why(node)))
            .Where(n => n.Reason is not null)
            .GroupBy(n => n.Reason!)
            .ToList();
        if (unknown.Count == 0)
            return;
        var descriptions = unknown.Select(group =>
        {
            string names = string.Join(", ", group.Take(3).Select(n => OnnxException.Quote(n.Node.Name)));
            return $"{group.Key} ({names}{(group.Count() > 3 ? $" and {group.Count() - 3} more" : "")})";
        });
        throw new OnnxException(file, unknown[0].First().Node.Name, $"operators that are not supported: {string.Join("; ", descriptions)}");
    }

    private static string? WhyUnknown(OnnxNode node, int opset, Dictionary<string, int> domains, OnnxOperators operators)
    {
        string type = OnnxException.Quote(node.Type).Trim('\'');
        if (node.Domain.Length > 0)
            type += $" of domain {OnnxException.Quote(node.Domain)}";
        if (operators.Find(node.Domain, node.Type) is not { } row)
            return type;
        if (node.Domain.Length > 0)
            return domains.GetValueOrDefault(node.Domain, 1) is var version && version > row.Version
                ? $"{type} version {version}; up to {row.Version} is known" : null;
        return opset < row.Since ? $"{type} of operator set {opset}, whose meaning differs from that of set {row.Since}" : null;
    }

    private static OnnxValueInfo ValueOf(ValueInfoProto proto, string file)
    {
        string name = OnnxException.Quote(proto.Name);
        if (proto.Name.Length == 0)
            throw new OnnxException(file, "", "a graph input or output has no name");
        if (proto.Type?.TensorType is not { } tensor)
            // Inputs need a type, and it must be a tensor; for outputs the graph itself says.
            return new OnnxValueInfo(proto.Name, null, null);
        DataType? type = tensor.ElemType == 0 ? null : TensorReader.TypeOf(tensor.ElemType)
            ?? throw new OnnxException(file, proto.Name,
                $"{name} has element type {TensorReader.NameOf(tensor.ElemType)}, which is not supported");
        if (tensor.Shape is null)
            return new OnnxValueInfo(proto.Name, type, null);
        var dims = ImmutableArray.CreateBuilder<OnnxDim>();
        foreach (var dim in tensor.Shape.Dim)
            dims.Add(dim.ValueCase switch
            {
                // Some exporters write −1 for an axis that they do not know.
                TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue when dim.DimValue >= 0 => dim.DimValue <= int.MaxValue
                    ? new OnnxDim((int)dim.DimValue)
                    : throw new OnnxException(file, proto.Name,
                        $"{name} has an axis of length {dim.DimValue}; at most {int.MaxValue} are possible"),
                TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam when dim.DimParam.Length > 0 => new OnnxDim(null, dim.DimParam),
                _ => new OnnxDim(null),
            });
        return new OnnxValueInfo(proto.Name, type, dims.ToImmutable());
    }

    private static void Warn(ImmutableArray<string>.Builder warnings, TensorProto proto, Tensor value)
    {
        if (value.Type != DataType.Float32)
            return;
        string name = OnnxException.Quote(proto.Name);
        int bad = 0;
        foreach (float v in value.Floats)
            bad += float.IsFinite(v) ? 0 : 1;
        if (bad > 0)
            warnings.Add($"tensor {name} has {bad} values that are infinite or not a number");
        if ((TensorProto.Types.ElementType)proto.DataType == TensorProto.Types.ElementType.Double)
            warnings.Add($"tensor {name} is double; it is computed in float32");
    }
}
