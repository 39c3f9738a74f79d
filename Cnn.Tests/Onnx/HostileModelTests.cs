using Cnn.Models;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using NUnit.Framework;
using static Cnn.Tests.Onnx.ProtoModel;
using Dimension = Cnn.Onnx.Proto.TensorShapeProto.Types.Dimension;

namespace Cnn.Tests.Onnx;

/// <summary>Well-formed files with one fault each; the message names the node or tensor and the numbers that disagree.</summary>
public class HostileModelTests
{
    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("opset too new", m => m.OpsetImport[0].Version = 23, "operator set 23; 1 to 22 are supported", null);
        yield return Fault("opset negative", m => m.OpsetImport[0].Version = -1, "operator set -1", null);
        yield return Fault("unknown operators", m =>
        {
            m.Graph.Node[0].OpType = "Einsum";
            m.Graph.Node[1].OpType = "Loop";
        }, "operators that are not supported: Einsum ('conv'); Loop ('relu')", "conv");
        yield return Fault("custom domain", m => m.Graph.Node[1].Domain = "com.example", "Relu of domain 'com.example' ('relu')", "relu");
        yield return Fault("two attributes of one name", m => m.Graph.Node[0].Attribute.Add([Int("group", 1), Int("group", 1)]),
            "node 'conv' (Conv) has two attributes 'group'", "conv");
        yield return Fault("unknown attribute", m => m.Graph.Node[1].Attribute.Add(Float("slope", 1)),
            "attribute 'slope' is not known for Relu of operator set 17", "relu");
        yield return Fault("attribute of a wrong type", m => m.Graph.Node[0].Attribute.Add(Float("group", 1)),
            "attribute 'group' has type Float; Int is needed", "conv");
        yield return Fault("attribute out of range", m => m.Graph.Node[0].Attribute.Add(Int("group", 1L << 40)),
            "attribute 'group' is 1099511627776, which is out of range", "conv");
        yield return Fault("unknown word", m => m.Graph.Node[0].Attribute.Add(Text("auto_pad", "SAME")),
            "attribute 'auto_pad' is 'SAME'; known are NOTSET, SAME_UPPER, SAME_LOWER, VALID", "conv");
        yield return Fault("two initialisers of one name", m => m.Graph.Initializer[1].Name = "W", "two initialisers are called 'W'", "W");
        yield return Fault("two inputs of one name", m => m.Graph.Input.Add(Value("x", 1)), "two graph inputs are called 'x'", "x");
        yield return Fault("input without a name", m => m.Graph.Input.Add(Value("", 1)), "a graph input or output has no name", "");
        yield return Fault("two makers of one value", m => m.Graph.Node[1].Output[0] = "c",
            "node 'relu' (Relu) and node 'conv' (Conv) both make 'c'", "relu");
        yield return Fault("a node makes an input", m => m.Graph.Node[1].Output[0] = "x",
            "node 'relu' (Relu) makes 'x', which is a graph input or an initialiser already", "relu");
        yield return Fault("undefined value", m => m.Graph.Node[1].Input[0] = "nowhere",
            "node 'relu' (Relu) reads 'nowhere', which nothing defines", "relu");
        yield return Fault("cycle", m => m.Graph.Node[0].Input[0] = "y", "the graph has a cycle through", "conv");
        yield return Fault("cycle of one", m => m.Graph.Node[1].Input[0] = "y",
            "node 'relu' (Relu) reads its own output: the graph has a cycle through 'y'", "relu");
        yield return Fault("no outputs", m => m.Graph.Output.Clear(), "the graph has no outputs", null);
        yield return Fault("undefined output", m => m.Graph.Output[0].Name = "z", "graph output 'z' is made by no node", "z");
        yield return Fault("negative axis of a weight", m => m.Graph.Initializer[1].Dims[0] = -4,
            "tensor 'B' has a negative axis: [-4]", "B");
        yield return Fault("axes of a weight overflow", m => m.Graph.Initializer[1].Dims.Add([1L << 31, 1L << 31]),
            "tensor 'B' of shape [4,2147483648,2147483648] exceeds the limit", "B");
        yield return Fault("weight over the limit", m => m.Graph.Initializer[1].Dims.Add([1 << 20, 1 << 10]),
            "tensor 'B' of shape [4,1048576,1024] has 4294967296 elements; the limit is 268435456", "B");
        yield return Fault("raw data too short", m => m.Graph.Initializer[1].Dims[0] = 5,
            "tensor 'B' of shape [5] and type FLOAT needs 20 bytes, but has 16", "B");
        yield return Fault("typed data too short", m =>
        {
            m.Graph.Initializer[1].ClearRawData();
            m.Graph.Initializer[1].FloatData.Add([1, 2, 3]);
        }, "tensor 'B' of shape [4] needs 4 values, but has 3", "B");
        yield return Fault("no byte",
            m => m.Graph.Initializer.Add(new TensorProto { Name = "u", DataType = 2, Dims = { 1 }, Int32Data = { 256 } }),
                "tensor 'u' holds 256, which is no uint8", "u");
        yield return Fault("tensor of strings", m => m.Graph.Initializer[1].DataType = 8, "tensor 'B' has element type STRING", "B");
        yield return Fault("tensor of nothing known", m => m.Graph.Initializer[1].DataType = 99,
            "tensor 'B' has element type number 99", "B");
        yield return Fault("seven axes", m => m.Graph.Initializer[1].Dims.Add([1, 1, 1, 1, 1, 1]),
            "tensor 'B' has 7 axes; at most 6 are supported", "B");
        yield return Fault("integer weights", m =>
        {
            m.Graph.Initializer[1] = Longs("B", 1, 2, 3, 4);
        }, "node 'conv' (Conv): input 2 must be Float32; it is Int64", "conv");
        yield return Fault("group does not divide", m => m.Graph.Node[0].Attribute.Add(Int("group", 2)),
            "node 'conv' (Conv): group 2 does not divide 3 input and 4 output channels", "conv");
        yield return Fault("group 0", m => m.Graph.Node[0].Attribute.Add(Int("group", 0)), "group 0 does not divide", "conv");
        yield return Fault("channels differ", m => m.Graph.Input[0] = Value("x", 1, 5, 8, 6),
            "the weight 4×3×3×3 takes 3 channels a group; the input 1×5×8×6 has 5", "conv");
        yield return Fault("bias too long", m => m.Graph.Initializer[1] = Floats("B", [5], i => i),
            "the bias must have shape 4; it has shape 5", "conv");
        yield return Fault("stride 0", m => m.Graph.Node[0].Attribute.Add(Ints("strides", 0, 1)), "stride 0", "conv");
        yield return Fault("dilation 0", m => m.Graph.Node[0].Attribute.Add(Ints("dilations", 1, 0)), "dilation 0", "conv");
        yield return Fault("three strides", m => m.Graph.Node[0].Attribute.Add(Ints("strides", 1, 1, 1)),
            "2 strides are needed; 3 were given", "conv");
        yield return Fault("two pads", m => m.Graph.Node[0].Attribute.Add(Ints("pads", 1, 1)), "4 pads are needed; 2 were given", "conv");
        yield return Fault("huge pads", m => m.Graph.Node[0].Attribute.Add(Ints("pads", int.MaxValue, 0, int.MaxValue, 0)),
            "the padded input has 4294967302 elements along an axis", "conv");
        yield return Fault("kernel larger than the input", m => m.Graph.Input[0] = Value("x", 1, 3, 8, 2),
            "the kernel reaches over 3 elements, the padded input has 2", "conv");
        yield return Fault("kernel_shape contradicts", m => m.Graph.Node[0].Attribute.Add(Ints("kernel_shape", 3, 5)),
            "kernel_shape is [3, 5], but the weight has shape 4×3×3×3", "conv");
        yield return Fault("missing input", m => m.Graph.Node[0].Input[1] = "", "node 'conv' (Conv): input 1 is missing", "conv");
        yield return Fault("too many inputs", m => m.Graph.Node[1].Input.Add("x"), "node 'relu' (Relu): takes 1 inputs; 2 were given",
            "relu");
        yield return Fault("output that is not there", m => m.Graph.Node[1].Output.Insert(0, ""),
            "node 'relu' (Relu): output 1 is not supported; the first 1 are", "relu");
        yield return Fault("input of strings", m => m.Graph.Input[0].Type.TensorType.ElemType = 8,
            "'x' has element type STRING, which is not supported", "x");
        yield return Fault("input over the limit", m => m.Graph.Input[0] = Value("x", 1, 3, 100_000, 100_000),
            "input 'x' has shape 1×3×100000×100000, 30000000000 elements; the limit is 268435456", "x");
        yield return Fault("axis of an input too long",
            m => m.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new Dimension { DimValue = 1L << 33 },
                "'x' has an axis of length 8589934592", "x");
        yield return Fault("axes of an input overflow", m => m.Graph.Input[0] = Value("x", int.MaxValue, int.MaxValue, int.MaxValue, 6),
            "the element count of [2147483647,2147483647,2147483647,6] overflows", "x");
        yield return Fault("open height", m => m.Graph.Input[0].Type.TensorType.Shape.Dim[2] = new Dimension { DimParam = "H" },
            "lengths open that must be chosen: axis 2 of input x: Float32 [1, 3, H, 6]", null);
        yield return Fault("unknown rank", m => m.Graph.Input[0] = Value("x"), "lengths open that must be chosen: the shape of input 'x'",
            null);
        yield return Fault("name that breaks the line", m => m.Graph.Node[1].Input[0] = "a\nb" + new string('c', 500),
            "reads 'a?b" + new string('c', 117) + "…', which", "relu");
        yield return Fault("external data in a stream", m =>
        {
            m.Graph.Initializer[1].ClearRawData();
            m.Graph.Initializer[1].DataLocation = TensorProto.Types.DataLocation.External;
        }, "tensor 'B' has external data, which a model read from a stream cannot have", "B");
    }

    [TestCaseSource(nameof(Faults))]
    public void A_fault_is_one_typed_error(byte[] model, string message, string? subject)
    {
        var error = Assert.Throws<ModelException>(() => Load(model).Bind());
        Assert.That(error!.Message, Does.StartWith("model.onnx: ").And.Contains(message).And.Not.Contains("\n"));
        Assert.That(error.Subject, Is.EqualTo(subject));
        Assert.That(error.File, Is.EqualTo("model.onnx"));
    }

    private static IEnumerable<TestCaseData> SingleFaults()
    {
        yield return Single("softmax axis", 13, "Softmax", [[2, 3]], "axis 2 is out of range for shape 2×3", Int("axis", 2));
        yield return Single("concat axis", 13, "Concat", [[2, 3], [2, 3]], "axis -3 is out of range for shape 2×3", Int("axis", -3));
        yield return Single("concat without axis", 13, "Concat", [[2, 3], [2, 3]], "attribute 'axis' is missing");
        yield return Single("concat shapes", 13, "Concat", [[2, 3], [4, 5]], "4×5 does not join 2×3 along axis 0", Int("axis", 0));
        yield return Single("no permutation", 13, "Transpose", [[2, 3]], "[0, 0] is no permutation of 2 axes", Ints("perm", 0, 0));
        yield return Single("no broadcast", 13, "Add", [[2, 3], [2, 4]], "shapes 2×3 and 2×4 do not broadcast: 3 against 4");
        yield return Single("no legacy broadcast", 6, "Add", [[2, 3], [3]],
            "shapes 2×3 and 3 differ, and attribute 'broadcast' is not set");
        yield return Single("inner lengths", 13, "Gemm", [[2, 3], [4, 5]], "has inner length 3, B 4×5 has 4");
        yield return Single("pool without a kernel", 13, "MaxPool", [[1, 1, 4, 4]], "attribute 'kernel_shape' is missing");
        yield return Single("pool kernel 0", 13, "MaxPool", [[1, 1, 4, 4]], "kernel 0", Ints("kernel_shape", 0, 2));
        yield return Single("huge pool", 13, "AveragePool", [[1, 1, 4, 4]], "a kernel of 2147483000×4 has more than 2147483647 taps",
            Ints("kernel_shape", 2147483000, 4), Text("auto_pad", "SAME_UPPER"));
        yield return Single("window over the limit", 13, "MaxPool", [[1, 1, 4, 4]],
            "its window has 1200000000 elements; the limit is 268435456", Ints("kernel_shape", 300_000_000, 4),
                Text("auto_pad", "SAME_UPPER"));
        yield return Single("work over the limit", 13, "MatMul", [[1 << 14, 1 << 14], [1 << 14, 1 << 14]],
            "it takes 4398046511104 multiply-accumulates or elements of windows; the limit is 1099511627776");
        yield return Single("reduce axis", 13, "ReduceMean", [[2, 3]], "axis 5 is out of range for shape 2×3", Ints("axes", 5));
        yield return Single("reshape to another count", 1, "Reshape", [[2, 3]], "2×3 has 6 elements; target [4, 2] has 8",
            Ints("shape", 4, 2));
        yield return Single("reshape twice -1", 1, "Reshape", [[2, 3]], "only one length may be −1", Ints("shape", -1, -1));
        yield return Single("squeeze of a longer axis", 11, "Squeeze", [[2, 3]], "axis 1 of 2×3 has length 3", Ints("axes", 1));
        yield return Single("parts and outputs", 11, "Split", [[6]], "it has 2 parts and 1 outputs", Ints("split", 3, 3));
        yield return Single("parts that do not add up", 11, "Split", [[6]], "do not add up to axis 0 of 6", Ints("split", 5));
        yield return Single("huge transposed stride", 11, "ConvTranspose", [[1, 1, 4, 4], [1, 1, 3, 3]],
            "spatial axis 0 of length 4 would become", Ints("strides", int.MaxValue, 1));
        yield return Single("best of too few", 1, "TopK", [[2, 3]], "cannot take the best 4 of 3 elements", Int("k", 4));
        yield return Single("blocks that do not divide", 13, "SpaceToDepth", [[1, 1, 4, 5]], "4×5 does not divide into blocks of 2×2",
            Int("blocksize", 2));
        yield return Single("block of 0", 13, "DepthToSpace", [[1, 4, 2, 2]], "the block size must be 1 to 1024; it is 0");
        yield return Single("groups that do not divide", 21, "GroupNormalization", [[1, 6, 2, 2], [6], [6]],
            "4 groups do not divide 6 channels", Int("num_groups", 4));
        yield return Single("cast to strings", 13, "Cast", [[2]], "it casts to STRING, which is not supported", Int("to", 8));
        yield return Single("scales of an old Resize", 10, "Resize", [[1, 1, 4, 4], [4]],
            "its scales must be known before anything runs, so that the value of 'x1' must be given");
        yield return Single("constant without a value", 13, "Constant", [], "it has no value");
        yield return Single("logic on numbers", 13, "And", [[2], [2]], "Bool");
        yield return Single("inner lengths of a product", 13, "MatMul", [[2, 3], [4, 5]], "2×3");
        yield return Single("statistics per pixel", 7, "BatchNormalization", [[1, 2, 3, 3], [2], [2], [2], [2]],
            "statistics for each pixel", Int("spatial", 0));
        yield return Single("training statistics", 15, "BatchNormalization", [[1, 2, 3, 3], [2], [2], [2], [2]],
            "training mode is not supported", Int("training_mode", 1));
    }

    [TestCaseSource(nameof(SingleFaults))]
    public void A_fault_of_one_operator_is_one_typed_error(byte[] model, string type, string message)
    {
        var error = Assert.Throws(Is.InstanceOf<ModelException>(), () => Load(model).Bind());
        Assert.That(error!.Message, Does.StartWith($"model.onnx: node '{type.ToLowerInvariant()}' ({type}): ").And.Contains(message));
    }

    private static TestCaseData Fault(string name, Action<ModelProto> damage, string message, string? subject)
    {
        var model = Conv();
        damage(model);
        return new TestCaseData(model.ToByteArray(), message, subject).SetArgDisplayNames(name);
    }

    private static TestCaseData Single(string name, int opset, string type, int[][] inputs, string message,
        params AttributeProto[] attributes) =>
        new TestCaseData(ProtoModel.Single(opset, type, inputs, attributes).ToByteArray(), type, message).SetArgDisplayNames(name);
}
