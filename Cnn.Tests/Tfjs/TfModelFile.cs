using System.Text;
using System.Text.Json.Nodes;

namespace Cnn.Tests.Tfjs;

/// <summary>Makes a TensorFlow.js graph model in a folder of its own, which goes with it.</summary>
public sealed class TfModelFile : IDisposable
{
    private readonly JsonArray _nodes = [], _weights = [];
    private readonly MemoryStream _bytes = new();

    public TfModelFile() => Folder = Directory.CreateTempSubdirectory("tfjs").FullName;

    public string Folder { get; }

    public string File => Path.Combine(Folder, "model.json");

    /// <summary>The whole model.json, to be changed before it is saved.</summary>
    public JsonObject Json => field ??= new()
    {
        ["format"] = "graph-model",
        ["modelTopology"] = new JsonObject { ["node"] = _nodes },
        ["weightsManifest"] = new JsonArray(new JsonObject { ["paths"] = new JsonArray("weights.bin"), ["weights"] = _weights }),
    };

    public TfModelFile Input(string name, params int[] dims) =>
        Node("Placeholder", name, [], ("dtype", Type("DT_FLOAT")), ("shape", Dims(dims)));

    public TfModelFile Floats(string name, int[] shape, params float[] values) =>
        Weight(name, "float32", shape, values.SelectMany(BitConverter.GetBytes).ToArray());

    public TfModelFile Ints(string name, params int[] values) => Ints(name, [values.Length], values);

    public TfModelFile Ints(string name, int[] shape, int[] values) =>
        Weight(name, "int32", shape, values.SelectMany(BitConverter.GetBytes).ToArray());

    /// <summary>A constant whose bytes lie in the weights' file.</summary>
    public TfModelFile Weight(string name, string type, int[] shape, byte[] bytes, JsonObject? quantization = null)
    {
        var entry = new JsonObject
        {
            ["name"] = name,
            ["dtype"] = type,
            ["shape"] = new JsonArray([.. shape.Select(d => JsonValue.Create(d))])
        };
        if (quantization is not null)
            entry["quantization"] = quantization;
        _weights.Add(entry);
        _bytes.Write(bytes);
        return Node("Const", name, []);
    }

    public TfModelFile Node(string type, string name, string[] inputs, params (string Name, JsonObject Value)[] attributes)
    {
        var attr = new JsonObject();
        foreach (var (key, value) in attributes)
            attr[key] = value;
        _nodes.Add(new JsonObject
        {
            ["name"] = name,
            ["op"] = type,
            ["input"] = new JsonArray([.. inputs.Select(i => JsonValue.Create(i))]),
            ["attr"] = attr,
        });
        return this;
    }

    /// <summary>Names the outputs, as a signature does.</summary>
    public TfModelFile Outputs(params string[] names)
    {
        var outputs = new JsonObject();
        foreach (string name in names)
            outputs[$"key of {name}"] = new JsonObject { ["name"] = name };
        Json["signature"] = new JsonObject { ["outputs"] = outputs };
        return this;
    }

    public string Save()
    {
        System.IO.File.WriteAllText(File, Json.ToJsonString());
        System.IO.File.WriteAllBytes(Path.Combine(Folder, "weights.bin"), _bytes.ToArray());
        return File;
    }

    public static JsonObject Type(string type) => new() { ["type"] = type };

    public static JsonObject Word(string word) => new() { ["s"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(word)) };

    public static JsonObject Words(params string[] words) => new()
    {
        ["list"] = new JsonObject { ["s"] = new JsonArray([.. words.Select(w => (JsonNode?)Word(w)["s"]!.DeepClone())]) },
    };

    // Numbers of 64 bits are texts in protobuf's JSON.
    public static JsonObject Number(int number) => new() { ["i"] = number.ToString() };

    public static JsonObject Numbers(params int[] numbers) => new()
    {
        ["list"] = new JsonObject { ["i"] = new JsonArray([.. numbers.Select(n => JsonValue.Create(n.ToString()))]) },
    };

    public static JsonObject Real(float number) => new() { ["f"] = number };

    public static JsonObject Flag(bool flag) => new() { ["b"] = flag };

    public static JsonObject Dims(params int[] dims) => new()
    {
        ["shape"] = new JsonObject { ["dim"] = new JsonArray([.. dims.Select(d => new JsonObject { ["size"] = d.ToString() })]) },
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
