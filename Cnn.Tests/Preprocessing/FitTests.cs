using Cnn.Backends;
using Cnn.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>How a picture comes into a model's proportions, and where the model's places lie in it.</summary>
public class FitTests
{
    // 16 rows of 64: all green.
    private static readonly int[] Green = [.. Enumerable.Repeat(0x00FF00, 16 * 64)];

    [TestCase(PictureFit.Crop)]
    [TestCase(PictureFit.Letterbox)]
    [TestCase(PictureFit.Stretch)]
    public void The_recipe_says_what_the_aspect_is_at_first(PictureFit fit)
    {
        var graph = PreprocessingGraph.For(new Recipe { Fit = fit }, [1, 3, 8, 6]);
        Assert.That(graph["aspect"].Default, Is.EqualTo((int)fit));
    }

    [Test]
    public void Bars_have_the_recipes_colour([Values] bool onGl, [Values] bool grey)
    {
        var recipe = new Recipe
        {
            Fit = PictureFit.Letterbox,
            Scale = 1,
            Colors = grey ? ColorOrder.Grey : ColorOrder.Bgr,
            Bars = grey ? [40] : [10, 20, 30],
        };
        var graph = PreprocessingGraph.For(recipe, [1, recipe.Channels, 8, 6]);
        IBackend backend = onGl ? PreprocessingBackends.Gl : PreprocessingBackends.Reference;
        using var session = backend.CompileNow(new Cnn.Graph(graph.Output), new VariableSet());
        graph.WriteDefaults(session);
        graph.WriteFrame(session, Green, 16, 64);
        session.Run();
        var seen = session.Read(graph.Output).Floats;
        // 64×16 in 6×8: 1.5 rows of picture in the middle.
        float[] bars = grey ? [40] : [30, 20, 10];
        for (int c = 0; c < recipe.Channels; c++)
            Assert.That((seen[c * 48], seen[c * 48 + 47]), Is.EqualTo((bars[c], bars[c])));
        Assert.That(seen[(grey ? 0 : 48) + 4 * 6 + 3], Is.EqualTo(grey ? 150 * 255 / 256f : 255).Within(1e-3));
    }

    // A frame of 64×16 for an input of 6×8.
    [TestCase(PictureFit.Crop, 0.5f, 0f, 0.5f, 0f)]
    [TestCase(PictureFit.Crop, 0f, 1f, 0.40625f, 1f)]
    [TestCase(PictureFit.Letterbox, 0f, 0.5f, 0f, 0.5f)]
    [TestCase(PictureFit.Letterbox, 1f, 0f, 1f, -2.15625f)]
    [TestCase(PictureFit.Stretch, 0.25f, 0.75f, 0.25f, 0.75f)]
    public void A_place_in_the_input_lies_in_the_frame_and_back(PictureFit fit, float x, float y, float frameX, float frameY)
    {
        var graph = PreprocessingGraph.For(new Recipe { Fit = fit }, [1, 3, 8, 6]);
        var part = graph.SeenPart(16, 64)!.Value;
        Assert.That(part.ToFrame(x, y), Is.EqualTo((frameX, frameY)));
        var (backX, backY) = part.ToInput(frameX, frameY);
        Assert.That(new[] { backX, backY }, Is.EqualTo(new[] { x, y }).Within(1e-5));
        var mirrored = graph.SeenPart(16, 64, s => s.Name == "mirror" ? 1 : s.Default)!.Value;
        Assert.That(mirrored.ToFrame(1 - x, y), Is.EqualTo((frameX, frameY)));
        Assert.That(mirrored.ToFrame(0.5f, 0.25f, 0.75f, 0.5f), Is.EqualTo(part.ToFrame(0.25f, 0.25f, 0.5f, 0.5f)));
    }

    // What the model sees at a place is what lies in the frame where the part says.
    [Test]
    public void The_part_is_where_the_pixels_come_from([Values] PictureFit fit, [Values] bool mirror)
    {
        int[] frame = new int[30 * 50];
        (int markX, int markY) = (23, 11);
        frame[markY * 50 + markX] = 0xFFFFFF;
        var graph = PreprocessingGraph.For(new Recipe { Fit = fit, Crop = 0.9f }, [1, 3, 300, 200]);
        using var session = PreprocessingBackends.Reference.CompileNow(new Cnn.Graph(graph.Output), new VariableSet());
        graph.WriteDefaults(session);
        session.Write(graph["mirror"].Input, Tensor.Vector(mirror ? 1 : 0));
        graph.WriteFrame(session, frame, 30, 50);
        session.Run();
        var seen = session.Read(graph.Output).Floats[..60_000];
        int best = 0;
        for (int i = 0; i < seen.Length; i++)
            best = seen[i] > seen[best] ? i : best;
        var part = graph.SeenPart(30, 50, s => s.Name == "mirror" ? mirror ? 1 : 0 : s.Default)!.Value;
        var (x, y) = part.ToInput((markX + 0.5f) / 50, (markY + 0.5f) / 30);
        Assert.That(new[] { best % 200, best / 200 }, Is.EqualTo(new[] { x * 200, y * 300 }).Within(2));
    }

    [Test]
    public void Ink_is_found_and_has_no_such_part() => Assert.That(
        PreprocessingGraph.For(new Recipe { Kind = RecipeKind.Ink, Colors = ColorOrder.Grey }, [1, 1, 28, 28]).SeenPart(30, 50), Is.Null);
}
