using System.Collections.Immutable;

namespace Cnn.Onnx;

/// <summary>
/// One row of the table: how an ONNX operator is read into this library's, and how that one is written. Both directions
/// stand side by side, so that an attribute's name and default have one place.
/// </summary>
/// <param name="Type">ONNX's name, which is also <see cref="Op.Name"/>.</param>
/// <param name="Since">The oldest operator set in which it means what it means here.</param>
/// <param name="Read">Makes the node of output k.</param>
/// <param name="Write">Gives a node of the file its attributes and inputs; null when nothing here is written as this.</param>
/// <param name="Outputs">How many outputs can be used.</param>
internal sealed record OnnxOperator(
    string Type, int Since, Func<NodeReader, int, Node> Read, Action<Node, NodeWriter>? Write, int Outputs = 1)
{
    /// <summary>Whose operator it is; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The version of <see cref="Domain"/> that is written, and the newest that is read; without meaning for ONNX's own.</summary>
    public int Version { get; init; }

    /// <summary>
    /// For an operator with several outputs: the operator of the first output, which output this one is, and how many a
    /// file must list.
    /// </summary>
    public Func<Op, (Op First, int Output, int Listed)> Split { get; init; } = op => (op, 0, 1);

    /// <summary>
    /// What ONNX has no single operator for: the nodes that mean the same, from the node and its rewritten inputs; else null.
    /// </summary>
    public Func<Node, ImmutableArray<Node>, Node?> Lower { get; init; } = (_, _) => null;

    /// <summary>A row for an operator with one output that is written from its own record.</summary>
    public static OnnxOperator Of<T>(string type, int since, Func<NodeReader, Node> read, Action<T, NodeWriter> write) where T : Op =>
        new(type, since, (n, _) => read(n), (node, w) => write((T)node.Op, w));

    /// <summary>A row for an operator without attributes.</summary>
    public static OnnxOperator Plain(string type, int since, Op op, int inputs) =>
        new(type, since, (n, _) => n.Make(op, n.Inputs(inputs)), (_, _) => { });

    /// <summary>A row for an operator with any number of inputs and no attributes.</summary>
    public static OnnxOperator Variadic(string type, int since, Op op) =>
        new(type, since, (n, _) => n.Make(op, n.Inputs(1)), (_, _) => { });

    /// <summary>A row for what is only read: it becomes other operators.</summary>
    public static OnnxOperator ReadOnly(string type, int since, Func<NodeReader, Node> read) =>
        new(type, since, (n, _) => read(n), null);
}
