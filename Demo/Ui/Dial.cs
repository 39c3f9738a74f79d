using Cnn;

namespace Demo.Ui;

/// <summary>
/// A value that a person turns while the network runs: an Input of its graph, so turning it compiles nothing. Each change is another
/// tensor, which nobody writes to any more: a run on another thread may still be reading the last one.
/// </summary>
/// <param name="input">The Input.</param>
/// <param name="value">Its first value.</param>
internal sealed class Dial(Node input, Tensor value)
{
    public Node Input => input;

    public Tensor Value { get; set; } = value;
}
