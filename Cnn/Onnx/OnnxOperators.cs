using System.Collections.Immutable;
using Cnn.Models;

namespace Cnn.Onnx;

/// <summary>
/// The operators that ONNX files may use: the library's own, and those that a caller adds. Immutable; given to
/// <see cref="OnnxModel.Load(string, ModelLimits?, OnnxOperators?, IReadOnlyList{string}?)"/> and to <see cref="OnnxWriter"/>.
/// </summary>
public sealed class OnnxOperators
{
    private readonly ImmutableDictionary<(string Domain, string Type), OnnxOperator> _read;
    private readonly ImmutableDictionary<Type, OnnxOperator> _written;

    private OnnxOperators(
        ImmutableDictionary<(string Domain, string Type), OnnxOperator> read, ImmutableDictionary<Type, OnnxOperator> written)
    {
        _read = read;
        _written = written;
    }

    /// <summary>The operators of docs/onnx.md.</summary>
    public static OnnxOperators Standard { get; } = new(
        ImmutableDictionary<(string Domain, string Type), OnnxOperator>.Empty, ImmutableDictionary<Type, OnnxOperator>.Empty);

    /// <summary>These and one more, with one output.</summary>
    /// <param name="domain">Whose operator it is, such as <c>com.example</c>; empty for one of ONNX's own that the library lacks.</param>
    /// <param name="type">Its name in files.</param>
    /// <param name="read">Makes the node: attributes and inputs by <see cref="NodeReader"/>, which refuses what nobody asked for.</param>
    /// <param name="write">Gives the node of the file its attributes; the node's own inputs are listed already.</param>
    /// <param name="version">
    /// The version of the domain that is written, and the newest that is read; of ONNX's own the oldest operator set in which
    /// it means this.
    /// </param>
    /// <exception cref="CnnException">The library or this list reads or writes it already.</exception>
    public OnnxOperators Add<T>(
        string domain, string type, Func<NodeReader, Node> read, Action<T, NodeWriter> write, int version = 1) where T : Op
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(write);
        if (domain == "ai.onnx")
            domain = "";
        if (Find(domain, type) is not null)
            throw new CnnException($"{type}{(domain == "" ? "" : $" of domain '{domain}'")} is read already");
        if (typeof(T).Assembly == typeof(Op).Assembly || _written.ContainsKey(typeof(T)))
            throw new CnnException($"{typeof(T).Name} is written already, or is the library's own");
        var row = OnnxOperator.Of(type, domain == "" ? version : 1, read, write) with { Domain = domain, Version = version };
        return new(_read.Add((domain, type), row), _written.Add(typeof(T), row));
    }

    /// <summary>The row that reads an operator of a file, or null.</summary>
    internal OnnxOperator? Find(string domain, string type) =>
        _read.GetValueOrDefault((domain, type)) ?? (domain == "" ? OperatorTable.Find(type) : null);

    /// <summary>The row that writes an operator, or null.</summary>
    internal OnnxOperator? Find(Op op) =>
        // Somebody's own Relu is not the library's.
        _written.GetValueOrDefault(op.GetType()) ?? (op.GetType().Assembly == typeof(Op).Assembly ? OperatorTable.Find(op.Name) : null);
}
