using Cnn;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Cnn.Surgery;
using Demo.Files;

namespace Demo.Cutting;

/// <summary>Saves a network that was cut as a model like any other: an ONNX file and, beside it, the recipe with all names.</summary>
internal static class CutFile
{
    /// <summary>Saves it.</summary>
    /// <param name="operation">The cuts into the model.</param>
    /// <param name="recipe">How pictures become the model's input, and what its classes are called.</param>
    /// <param name="path">The ONNX file; the recipe has its name and the ending <c>.json</c>.</param>
    /// <exception cref="CnnException">A file cannot be written.</exception>
    public static void Save(Operation operation, Recipe recipe, string path)
    {
        if (!Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new CnnException($"{path}: models are written as ONNX; end the name with .onnx");
        var (graph, variables) = operation.Finished();
        OutputFile.Write(path, stream => OnnxWriter.Write(graph, variables, stream));
        RecipeFile.Write(RecipeFile.PathFor(path), recipe);
    }
}
