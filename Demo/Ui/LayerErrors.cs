using Cnn;

namespace Demo.Ui;

/// <summary>How far one run of a backend was from the reference.</summary>
internal sealed class LayerErrors
{
    /// <summary>One node's row.</summary>
    /// <param name="Own">Largest |backend − reference| with the reference fed the backend's own inputs: this kernel's error.</param>
    /// <param name="EndToEnd">Largest |backend − reference| with the reference fed the picture: all errors up to here.</param>
    /// <param name="ReferenceMs">How long the reference took; NaN when the clock is virtual.</param>
    public readonly record struct Row(float Own, float EndToEnd, double ReferenceMs);

    public required IReadOnlyDictionary<Node, Row> Rows { get; init; }

    /// <summary>The largest end-to-end error of all rows.</summary>
    public required float Largest { get; init; }

    /// <summary>The run that was compared.</summary>
    public required long Run { get; init; }
}
