using System.Text;
using System.Text.Json.Nodes;
using Cnn.Models;
using Cnn.Tfjs;
using NUnit.Framework;
using static Cnn.Tests.Tfjs.TfModelFile;

namespace Cnn.Tests.Tfjs;

/// <summary>
/// Files with one fault each: every one is a line that names the file, the place and what disagrees, and none costs much.
/// </summary>
public class HostileTfjsTests
{
    private TfModelFile _file = null!;

    [SetUp]
    public void MakeFile()
    {
        _file = new TfModelFile().Input("x", 1, 8, 6, 3).Floats("w", [3, 3, 3, 4], new float[108]).Floats("b", [4], 1, 2, 3, 4)
            .Node("Conv2D", "c", ["x", "w"], ("strides", Numbers(1, 1, 1, 1)), ("padding", Word("SAME")))
            .Node("BiasAdd", "a", ["c", "b"]).Node("Relu", "y", ["a"]).Outputs("y:0");
        _file.Save();
    }

    [TearDown]
    public void RemoveFile() => _file.Dispose();

    private JsonObject Named(string name) => _file.Json["modelTopology"]!["node"]!.AsArray()
        .First(n => (string)n!["name"]! == name)!.AsObject();

    private JsonObject Weight(int index) => _file.Json["weightsManifest"]![0]!["weights"]![index]!.AsObject();

    private static IEnumerable<TestCaseData> Faults()
    {
        TestCaseData Fault(string name, Action<HostileTfjsTests> damage, string message) => new TestCaseData(damage, message)
            .SetArgDisplayNames(name);

        yield return Fault("no graph", t => t._file.Json.Remove("modelTopology"),
            "this is no TensorFlow.js graph model: it holds no modelTopology");
        yield return Fault("a layers model", t =>
        {
            t._file.Json.Remove("modelTopology");
            t._file.Json["format"] = "layers-model";
        }, "this is a Keras layers model; a graph model is needed");
        yield return Fault("nodes that are no list", t => t._file.Json["modelTopology"]!["node"] = 3,
            "modelTopology.node: a list is needed, not the number 3");
        yield return Fault("a node that is no object", t => t._file.Json["modelTopology"]!["node"]!.AsArray().Add("x"),
            "modelTopology.node[6]: an object with 'input' is needed, not a text");
        yield return Fault("a node without an operator", t => t.Named("y").Remove("op"), "modelTopology.node[5]: 'op' is missing");
        yield return Fault("a node without a name", t => t.Named("y")["name"] = "", "modelTopology.node[5]: the node has no name");
        yield return Fault("unknown operators", t =>
        {
            t.Named("y")["op"] = "Switch";
            t.Named("a")["op"] = "Einsum";
            t._file.Node("Switch", "z", ["y"]).Outputs("z");
        }, "operators that are not supported: Einsum ('a'); Switch ('y', 'z')");
        yield return Fault("two nodes of one name", t => t._file.Node("Relu6", "y", ["a"]),
            "node 'y' (Relu6) and node 'y' (Relu) have the same name");
        yield return Fault("an undefined input", t => t.Named("y")["input"]![0] = "nowhere",
            "node 'y' (Relu) reads 'nowhere', which nothing defines");
        yield return Fault("a cycle", t => t.Named("c")["input"]![0] = "y", "the graph has a cycle through");
        yield return Fault("an output that is not there", t => t._file.Outputs("z"), "graph output 'z' is made by no node");
        yield return Fault("a second output", t => t.Named("y")["input"]![0] = "a:1",
            "node 'y' (Relu) reads 'a:1'; that node has 1 outputs");
        yield return Fault("no outputs", t =>
        {
            t._file.Json.Remove("signature");
            t._file.Json["modelTopology"]!["node"] = new JsonArray();
        }, "the graph has no outputs");
        yield return Fault("an attribute that is not known", t => t.Named("y")["attr"]!["slope"] = Real(1),
            "node 'y' (Relu): attribute 'slope' is not known for Relu");
        yield return Fault("too many inputs", t => t.Named("y")["input"]!.AsArray().Add("x"),
            "node 'y' (Relu): it has 2 inputs; at most 1 are known");
        yield return Fault("a missing input", t => t.Named("c")["input"]!.AsArray().RemoveAt(1), "node 'c' (Conv2D): input 1 is missing");
        yield return Fault("a stride of 0", t => t.Named("c")["attr"]!["strides"] = Numbers(1, 0, 1, 1), "node 'c' (Conv2D): stride 0");
        yield return Fault("a stride for channels", t => t.Named("c")["attr"]!["strides"] = Numbers(1, 1, 1, 2),
            "attribute 'strides' is [1, 1, 1, 2]");
        yield return Fault("a padding that is not known", t => t.Named("c")["attr"]!["padding"] = Word("a\nb"),
            "attribute 'padding' is 'a?b'");
        yield return Fault("a word that is no base 64", t => t.Named("c")["attr"]!["padding"] = new JsonObject { ["s"] = "?" },
            "attr.padding.s: base 64 is needed");
        yield return Fault("a number out of range", t => t.Named("c")["attr"]!["strides"]!["list"]!["i"]![1] = "99999999999",
            "strides.list.i[1]: out of range");
        yield return Fault("no number", t => t.Named("c")["attr"]!["strides"]!["list"]!["i"]![1] = "NaN",
            "strides.list.i[1]: a whole number is needed, not a text");
        yield return Fault("an input of strings", t => t.Named("x")["attr"]!["dtype"] = TfModelFile.Type("DT_STRING"),
            "node 'x' (Placeholder) has type 'DT_STRING', which is not supported");
        yield return Fault("a negative axis", t => t.Named("x")["attr"]!["shape"] = Dims(1, -7, 6, 3), "an axis cannot have the length -7");
        yield return Fault("a huge input", t => t.Named("x")["attr"]!["shape"] = Dims(1, 100_000, 100_000, 3),
            "input 'x' has shape 1×3×100000×100000, 30000000000 elements; the limit is 268435456");
        yield return Fault("axes that overflow", t => t.Named("x")["attr"]!["shape"] = Dims(int.MaxValue, int.MaxValue, int.MaxValue, 3),
            "overflows");
        yield return Fault("seven axes", t => t.Named("x")["attr"]!["shape"] = Dims(1, 1, 1, 1, 1, 1, 1), "at most 6 are supported");
        yield return Fault("channels that differ", t => t.Named("x")["attr"]!["shape"] = Dims(1, 8, 6, 4),
            "the filter takes 3 channels; the input has 4");
        yield return Fault("no manifest", t => t._file.Json.Remove("weightsManifest"), "'weightsManifest' is missing");
        yield return Fault("weights that are missing", t => t._file.Json["weightsManifest"]![0]!["paths"]![0] = "gone.bin",
            "the weights 'gone.bin' are missing; they belong beside the model's file");
        foreach (string path in new[] { "../weights.bin", "/etc/passwd", "https://example.com/w.bin", "..\\w.bin", "a/../../w.bin", "",
            "link.bin" })
            yield return Fault($"weights at '{path}'", t =>
            {
                File.CreateSymbolicLink(Path.Combine(t._file.Folder, "link.bin"), "/etc/passwd");
                t._file.Json["weightsManifest"]![0]!["paths"]![0] = path;
            }, $"weightsManifest[0].paths[0]: the weights '{path}' are not inside the model's folder");
        yield return Fault("weights that are a folder", t =>
        {
            Directory.CreateDirectory(Path.Combine(t._file.Folder, "folder"));
            t._file.Json["weightsManifest"]![0]!["paths"]![0] = "folder";
        }, "the weights 'folder' are a folder, a pipe or a device");
        yield return Fault("weights too short", t => t.Weight(1)["shape"] = new JsonArray(5),
            "the weights need 452 bytes, but 'weights.bin' has 448");
        yield return Fault("weights too long", t => t.Weight(1)["shape"] = new JsonArray(3),
            "the weights need 444 bytes, but 'weights.bin' has 448");
        yield return Fault("weights without a length", t => t.Weight(1)["shape"] = new JsonArray(-1),
            "weight 'b' has an axis of length -1");
        yield return Fault("weights with a broken length", t => t.Weight(1)["shape"] = new JsonArray(1.5),
            "a whole number is needed, not the number 1.5");
        yield return Fault("huge weights", t => t.Weight(1)["shape"] = new JsonArray(1 << 20, 1 << 10), "the limit is 268435456");
        yield return Fault("weights whose axes overflow", t =>
            t.Weight(1)["shape"] = new JsonArray(int.MaxValue, int.MaxValue, int.MaxValue), "overflows");
        yield return Fault("weights of strings", t => t.Weight(1)["dtype"] = "string",
            "weight 'b' has type 'string'; float32, int32 and bool are known");
        yield return Fault("weights of a quantisation that is not known", t =>
            t.Weight(1)["quantization"] = new JsonObject { ["dtype"] = "int4" },
            "weight 'b' of type float32 is quantised as 'int4'");
        yield return Fault("a quantisation without a scale", t => t.Weight(1)["quantization"] = new JsonObject { ["dtype"] = "uint8" },
            "'scale' is missing");
        yield return Fault("two weights of one name", t => t.Weight(1)["name"] = "w", "two weights are called 'w'");
        yield return Fault("a constant without a weight", t => t.Weight(1)["name"] = "other",
            "node 'b' (Const) has no weight in the weightsManifest");
    }

    [TestCaseSource(nameof(Faults))]
    public void A_fault_is_one_line(Action<HostileTfjsTests> damage, string message)
    {
        damage(this);
        File.WriteAllText(_file.File, _file.Json.ToJsonString());
        var error = Assert.Throws<ModelException>(() => TfjsModel.Load(_file.File).Bind());
        Assert.That(error!.Message, Does.StartWith($"{_file.File}: ").And.Contains(message).And.Not.Contains("\n"));
    }

    [TestCase("", "this is no TensorFlow.js model, or a damaged one")]
    [TestCase("{\"modelTopology\"", "this is no TensorFlow.js model, or a damaged one")]
    [TestCase("[]", "an object with 'modelTopology' is needed, not a list")]
    [TestCase("{\"modelTopology\":{\"node\":[{\"name\":\"\\ud800\",\"op\":\"Relu\"}]}}",
        "modelTopology.node[0].name: it holds half a character")]
    public void Text_that_is_no_model_is_one_line(string text, string message)
    {
        File.WriteAllText(_file.File, text);
        var error = Assert.Throws<ModelException>(() => TfjsModel.Load(_file.File));
        Assert.That(error!.Message, Does.Contain(message).And.Not.Contains("\n"));
    }

    [Test]
    public void Nesting_and_length_are_bounded_before_anything_is_allocated()
    {
        File.WriteAllText(_file.File, new string('[', 100_000));
        Assert.Throws<ModelException>(() => TfjsModel.Load(_file.File));
        File.WriteAllText(_file.File, $"[{string.Join(',', Enumerable.Repeat('1', 10_000))}]");
        var error = Assert.Throws<ModelException>(() => TfjsModel.Load(_file.File, new ModelLimits { MaxNodes = 99 }));
        Assert.That(error!.Message, Does.Contain("more than 9900 names, values and brackets"));
        var nodes = Assert.Throws<ModelException>(() => TfjsModel.Load(_file.Save(), new ModelLimits { MaxNodes = 5 }));
        Assert.That(nodes!.Message, Does.Contain("the graph has more than 5 nodes, the limit"));
    }

    [Test]
    public void A_small_file_that_asks_for_much_is_refused()
    {
        using var file = new TfModelFile().Input("x", 1, 8, 6, 3).Ints("n", 1, 1 << 14, 1 << 14, 1).Node("Tile", "y", ["x", "n"]);
        Assert.That(Assert.Throws<ModelException>(() => TfjsModel.Load(file.Save()).Bind())!.Message,
            Does.Contain("the limit is 268435456"));
        using var range = new TfModelFile().Floats("a", [], 0).Floats("b", [], 1e9f).Floats("d", [], 1e-3f)
            .Node("Range", "y", ["a", "b", "d"]);
        Assert.That(Assert.Throws<ModelException>(() => TfjsModel.Load(range.Save()).Bind())!.Message,
            Does.Contain("the limit is 4194304"));
        using var step = new TfModelFile().Floats("a", [], 0).Floats("b", [], 1).Floats("d", [], 0).Node("Range", "y", ["a", "b", "d"]);
        Assert.Throws<ModelException>(() => TfjsModel.Load(step.Save()).Bind());
    }

    [Test]
    public void A_chain_of_20000_nodes_opens()
    {
        using var file = new TfModelFile().Input("x", 1, 2, 3, 3);
        for (int i = 0; i < 20_000; i++)
            file.Node("Relu", $"n{i}", [i == 0 ? "x" : $"n{i - 1}"]);
        Assert.That(TfjsModel.Load(file.Save()).Bind().Nodes, Has.Length.EqualTo(20_001));
    }

    // Bytes flipped, cut and doubled, in the text and in the weights: a line or a graph, never another exception.
    [Test]
    public void Damaged_variants_are_refused_or_open([Range(0, 19)] int seed)
    {
        var random = new Random(seed);
        byte[] whole = Encoding.UTF8.GetBytes(_file.Json.ToJsonString());
        for (int round = 0; round < 50; round++)
        {
            var bytes = whole.ToList();
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0: bytes[at] = (byte)random.Next(32, 127); break;
                    case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at)); break;
                    case 2: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(1, 40)).ToList()); break;
                    default: bytes[at] = (byte)"0123456789-"[random.Next(11)]; break;
                }
            }
            File.WriteAllBytes(_file.File, [.. bytes]);
            try
            {
                TfjsModel.Load(_file.File).Bind(new BindOptions { OpenLength = 8 });
            }
            catch (ModelException e)
            {
                Assert.That(e.Message, Does.Not.Contain("\n"));
            }
        }
    }
}
