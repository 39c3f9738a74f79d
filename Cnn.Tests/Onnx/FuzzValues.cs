using Cnn.Onnx.Proto;

namespace Cnn.Tests.Onnx;

/// <summary>
/// Changes values of a model and leaves the format alone: damaged bytes are mostly refused before any operator sees them.
/// </summary>
internal static class FuzzValues
{
    private static readonly long[] Numbers =
        [0, 1, -1, 2, 3, 7, -5, 1 << 16, int.MaxValue, int.MinValue, 1L << 40, long.MaxValue, long.MinValue];

    public static ModelProto Change(ModelProto model, Random random)
    {
        for (int count = random.Next(1, 4); count > 0; count--)
            ChangeOne(model.Graph, random);
        return model;
    }

    private static void ChangeOne(GraphProto graph, Random random)
    {
        var node = Pick(graph.Node, random);
        var values = graph.Node.SelectMany(n => n.Output).Concat(graph.Initializer.Select(t => t.Name))
            .Concat(graph.Input.Select(v => v.Name)).Append("").ToList();
        switch (random.Next(8))
        {
            case 0 when node.Attribute.Count > 0:
                var attribute = Pick(node.Attribute, random);
                if (attribute.Ints.Count > 0)
                    attribute.Ints[random.Next(attribute.Ints.Count)] = Pick(Numbers, random);
                else
                    attribute.I = Pick(Numbers, random);
                break;
            case 1 when node.Attribute.Count > 0:
                node.Attribute.RemoveAt(random.Next(node.Attribute.Count));
                break;
            case 2:
                node.Attribute.Add(
                    Pick(Pick(graph.Node, random).Attribute.DefaultIfEmpty(ProtoModel.Int("axis", 1)).ToList(), random).Clone());
                break;
            case 3:
                if (node.Input.Count > 0)
                    node.Input[random.Next(node.Input.Count)] = Pick(values, random);
                break;
            case 4:
                node.OpType = Pick(graph.Node, random).OpType;
                break;
            case 5 when graph.Initializer.Count > 0:
                // Eight bytes at most: also integer weights that decide shapes.
                var tensor = Pick(graph.Initializer, random);
                byte[] raw = tensor.RawData.ToByteArray();
                BitConverter.GetBytes(Pick(Numbers, random)).AsSpan(0, Math.Min(8, raw.Length)).CopyTo(raw);
                tensor.RawData = Google.Protobuf.ByteString.CopyFrom(raw);
                break;
            case 6:
                var dims = Pick(graph.Input, random).Type.TensorType.Shape.Dim;
                if (dims.Count > 0)
                    dims[random.Next(dims.Count)].DimValue = Pick(Numbers, random);
                break;
            default:
                Pick(graph.Input, random).Type.TensorType.ElemType = Pick(new[] { 1, 2, 6, 7, 9 }, random);
                break;
        }
    }

    private static T Pick<T>(IList<T> list, Random random) => list[random.Next(list.Count)];
}
