using Cnn;
using Cnn.Onnx;
using Demo.Commands;

namespace Demo.Models;

/// <summary>The two networks that find digits on photos, as <c>train-finder</c> wrote them.</summary>
internal static class FinderFiles
{
    /// <summary>Their names.</summary>
    public const string Finder = "finder.onnx", Ink = "ink.onnx";

    /// <summary>The weights of both as they come with the program; null if they do not.</summary>
    /// <exception cref="CnnException">A file cannot be read.</exception>
    public static VariableSet? Load()
    {
        string folder = Content.File("models");
        return File.Exists(Path.Combine(folder, Finder)) ? Load(folder) : null;
    }

    /// <summary>The weights of both in a folder.</summary>
    /// <exception cref="CnnException">A file is missing or cannot be read.</exception>
    public static VariableSet Load(string folder) =>
        Join(WeightsOf(Path.Combine(folder, Finder)), WeightsOf(Path.Combine(folder, Ink)));

    // A model's weights are there once it is bound.
    private static VariableSet WeightsOf(string path)
    {
        var model = OnnxModel.Load(path);
        model.Bind();
        return model.Variables;
    }

    /// <summary>One set with the variables of two.</summary>
    public static VariableSet Join(VariableSet a, VariableSet b)
    {
        var both = new VariableSet();
        foreach (var set in new[] { a, b })
            both.Write(set.Names.Select(name => KeyValuePair.Create(name, set[name])));
        return both;
    }
}
