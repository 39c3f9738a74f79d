using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Google.Protobuf;

namespace Cnn.Tests.Onnx;

/// <summary>A model of one operator, made by hand, with values for its inputs.</summary>
/// <param name="Name">Names the case in the test list.</param>
/// <param name="Model">The file.</param>
/// <param name="Inputs">The values of the graph's inputs.</param>
public sealed record GeneratedCase(string Name, byte[] Model, IReadOnlyDictionary<string, Tensor> Inputs)
{
    public override string ToString() => Name;

    /// <summary>
    /// One node whose inputs x0, x1… are graph inputs where a tensor is given as it is, initialisers where it is marked
    /// <see cref="Fixed"/>, and absent where it is null.
    /// </summary>
    internal static GeneratedCase Of(string name, int opset, string type, object?[] inputs, int outputs = 1,
        params AttributeProto[] attributes)
    {
        var model = ProtoModel.Empty(opset);
        var names = new string[inputs.Length];
        var values = new Dictionary<string, Tensor>();
        for (int i = 0; i < inputs.Length; i++)
        {
            names[i] = inputs[i] is null ? "" : $"x{i}";
            if (inputs[i] is Fixed constant)
                model.Graph.Initializer.Add(TensorWriter.Write(constant.Value, names[i]));
            else if (inputs[i] is Tensor value)
            {
                values[names[i]] = value;
                var input = ProtoModel.Value(names[i], [.. value.Shape]);
                input.Type.TensorType.ElemType = (int)TensorWriter.TypeOf(value.Type);
                input.Type.TensorType.Shape ??= new TensorShapeProto();
                model.Graph.Input.Add(input);
            }
        }
        var results = Enumerable.Range(0, outputs).Select(k => $"y{k}").ToArray();
        model.Graph.Node.Add(ProtoModel.Node(type, "node", names, results, attributes));
        foreach (string result in results)
            model.Graph.Output.Add(new ValueInfoProto { Name = result });
        return new GeneratedCase($"{type}-{opset} {name}", model.ToByteArray(), values);
    }

    /// <summary>An input that the file itself gives.</summary>
    internal sealed record Fixed(Tensor Value);

    internal static Fixed Longs(params long[] values) => new(Tensor.Vector(values));

    /// <summary>Values around 0, all different, in no order.</summary>
    internal static Tensor Floats(Shape shape, int seed = 1, float range = 2)
    {
        var tensor = new Tensor(shape);
        var random = new Random(seed);
        foreach (ref float value in tensor.Floats)
            value = (random.NextSingle() - 0.5f) * range;
        return tensor;
    }
}
