using Cnn.Models;
using Cnn.Onnx;
using Cnn.Tfjs;

namespace Cnn;

/// <summary>Opens a model file of any format that is known.</summary>
public static class ModelFormats
{
    /// <summary>Reads a model file: an ONNX file, or the model.json of a TensorFlow.js graph model, told apart by <c>.json</c>.</summary>
    /// <param name="path">The file; what it needs besides is looked for in its folder.</param>
    /// <param name="limits">How much the file may ask for; null: the defaults.</param>
    /// <param name="outputs">The values that are wanted in place of the file's own outputs, as the file calls them; null: its own.</param>
    /// <exception cref="ModelException">The file cannot be read, is damaged, exceeds a limit, or uses what is not supported.</exception>
    public static ModelFile Load(string path, ModelLimits? limits = null, IReadOnlyList<string>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return IsTensorFlow(path) ? TfjsModel.Load(path, limits, outputs) : OnnxModel.Load(path, limits, outputs: outputs);
    }

    /// <summary>Whether a file's name says that it is a TensorFlow.js model.</summary>
    public static bool IsTensorFlow(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
    }
}
