using System.Text.Json.Nodes;

namespace Cnn.Tests.Tfjs;

/// <summary>
/// One operator of TensorFlow with a definition of its own. The result is flattened inside the file, which brings it into
/// TensorFlow's order of axes: so a case also holds the layout that the operator left.
/// </summary>
/// <param name="Name">What tells the case apart.</param>
/// <param name="Expected">What the definition says.</param>
/// <param name="Build">Adds weights and the node "y" to a file that has the inputs.</param>
/// <param name="Inputs">The inputs "x0", "x1", …</param>
public sealed record OperatorCase(string Name, PlainArray Expected, Action<TfModelFile> Build, params PlainArray[] Inputs)
{
    /// <summary>The output of "y" that is meant.</summary>
    public string Output { get; init; } = "y";

    /// <summary>Whether the result is no float, and is cast before it is compared.</summary>
    public bool IsCast { get; init; }

    public override string ToString() => Name;

    /// <summary>A node "y" of x0 and more.</summary>
    public static OperatorCase Node(string name, string type, PlainArray expected, PlainArray[] inputs,
        params (string, JsonObject)[] attributes) =>
        new(name, expected, file => file.Node(type, "y", [.. inputs.Select((_, k) => $"x{k}")], attributes), inputs);

    public string Save(TfModelFile file)
    {
        for (int k = 0; k < Inputs.Length; k++)
            file.Input($"x{k}", Inputs[k].Shape);
        Build(file);
        string result = Output;
        if (IsCast)
            file.Node("Cast", result = "cast", [Output], ("DstT", TfModelFile.Type("DT_FLOAT")));
        return file.Ints("all", -1).Node("Reshape", "flat", [result, "all"]).Outputs("flat").Save();
    }

    /// <summary>The inputs as the graph wants them: maps NCHW.</summary>
    public Tensor[] Tensors() =>
        [.. Inputs.Select(x => x.Shape.Length == 4 ? x.ToNchw() : Tensor.From(new Shape(x.Shape), x.Values))];
}
