using System.Text;
using Cnn;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Demo.Files;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>Saves a row as a network like any other: an ONNX file, and the recipe beside it that gives it the lab's picture.</summary>
internal static class LabOnnx
{
    private const string Folder = "out";

    /// <summary>The next name that no file has, such as <c>out/filters-001.onnx</c>.</summary>
    public static string NextFree() => OutputFile.NextFree(Path.Combine(Folder, "filters"), ".onnx", ".json");

    /// <summary>Saves a lab's row under the next free name for pictures of the size that is computed with; says how to open it.</summary>
    public static void Save(LabState lab, Scene scene, IAppActions app)
    {
        try
        {
            if (scene.FrameSize.Width == 0)
                throw new CnnException("there is no picture yet, whose size the network could have");
            var (width, height) = lab.Row.SizeFor(scene.FrameSize.Width, scene.FrameSize.Height);
            string path = NextFree();
            Save(lab.Row, width, height, path);
            app.Say($"saved {path}; drop it onto the window, or demo --model {path}");
        }
        catch (CnnException e)
        {
            app.Say(e.Message);
        }
    }

    /// <summary>Saves a row for pictures of a size.</summary>
    /// <param name="row">The row.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="path">The ONNX file; the recipe has its name and the ending <c>.json</c>.</param>
    /// <exception cref="CnnException">The size is too small for a stage, or a file cannot be written.</exception>
    public static void Save(LabRow row, int width, int height, string path)
    {
        if (ModelFormats.IsTensorFlow(path))
            throw new CnnException($"{path} is the name of the recipe beside a network; the network's ends with .onnx");
        var model = new LabModel(row, width, height);
        OutputFile.Write(path, stream => OnnxWriter.Write(model.Graph, model.Variables, stream));
        byte[] recipe = Encoding.UTF8.GetBytes(RecipeFile.Format(LabModel.RecipeFor(row)));
        OutputFile.Write(RecipeFile.PathFor(path), stream => stream.Write(recipe));
    }
}
