namespace Cnn.Tfjs;

/// <summary>One row of the table: how an operator of TensorFlow is read into this library's.</summary>
/// <param name="Type">TensorFlow's name.</param>
/// <param name="Read">Makes the outputs of a node.</param>
internal sealed record TfOperator(string Type, Func<TfReader, Value[]> Read)
{
    /// <summary>A row for an operator with one output.</summary>
    public static TfOperator Of(string type, Func<TfReader, Value> read) => new(type, n => [read(n)]);
}
