using Cnn.Models;

namespace Demo.Models;

/// <summary>What a person chooses where a model file leaves it open, and how much the file may ask for.</summary>
/// <param name="Bind">Lengths that the file leaves open.</param>
/// <param name="Limits">How much it may ask for.</param>
/// <param name="Outputs">The values that are wanted in place of its own outputs; empty: its own.</param>
internal sealed record ModelChoices(BindOptions Bind, ModelLimits Limits, IReadOnlyList<string> Outputs)
{
    /// <summary>Reads a model file of any format.</summary>
    /// <exception cref="Cnn.CnnException">The file cannot be used.</exception>
    public ModelFile Load(string path) => Cnn.ModelFormats.Load(path, Limits, Outputs);
}
