using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Cnn.Onnx;
using Cnn.Preprocessing;

namespace Example;

/// <summary>The program that docs/library.md opens with: the lines between the marks, which a test holds equal and runs.</summary>
public static class QuickStart
{
    /// <summary>Runs a model on a picture.</summary>
    public static (Tensor Probabilities, Tensor Maps) Run(string file, int[] pixels, int height, int width)
    {
        // <program>
        var model = OnnxModel.Load(file);
        var network = model.Bind();
        var picture = PreprocessingGraph.For(RecipeFile.Read(RecipeFile.PathFor(file)), network.Inputs[0].Shape);
        var (graph, map) = picture.Before(network, network.Inputs[0]);
        using var gpu = GlBackend.OpenHeadless();
        using var session = gpu.CompileNow(graph, model.Variables);
        picture.WriteDefaults(session);
        picture.WriteFrame(session, pixels, height, width);
        session.Run();
        Tensor probabilities = session.Read(map[network.Outputs[0]]);
        Tensor maps = session.Read(map[network.Nodes.First(n => n.Name == "conv1")]);
        // </program>
        return (probabilities, maps);
    }
}
