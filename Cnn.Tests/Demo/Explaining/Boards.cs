using Demo.Explaining;
using Demo.Ui;

namespace Cnn.Tests.Demo.Explaining;

/// <summary>Boards that are full of patches, and pictures as if they had been made up.</summary>
internal static class Boards
{
    /// <summary>A board on which nine pictures of noise were offered.</summary>
    public static PatchBoard Full(Stage stage, Layer layer)
    {
        var board = new PatchBoard(stage.Network, layer);
        var random = new Random(3);
        var entered = stage.Network.Parts.Preprocessing.Output.Shape;
        for (int i = 0; i < 9; i++)
            board.Offer(Noise(layer.Node.Shape, random), Noise(entered, random), new($"{i}.png", i, null));
        return board;
    }

    /// <summary>Answers: in the middle, at the end, and none.</summary>
    public static IEnumerable<AscentAnswer> MadeUp(Scene scene)
    {
        var question = new AscentQuestion(scene.Network, scene.Chosen, scene.State.Channel, 0);
        var picture = new PatchPixels(new byte[3 * 40 * 30], 40, 30);
        foreach (int steps in (int[])[4, 192])
        {
            var curve = Enumerable.Range(0, steps).Select(i => new PlotPoint(i, -1234.5 + i * 17)).ToArray();
            yield return new AscentAnswer(question, picture, curve, -12345.678f, 192, "");
        }
        yield return new AscentAnswer(question, null, [], 0, 0, "Gather (node 'a node with a long name') has no gradient");
    }

    public static Tensor Noise(Shape shape, Random random)
    {
        var noise = new Tensor(shape);
        foreach (ref float value in noise.Floats)
            value = random.NextSingle();
        return noise;
    }
}
