using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;
using Demo.Ui;
using Demo.Views.Learn;
using Demo.Views.Teach;

namespace Demo.Touring;

/// <summary>The steps of the guided tour, in their order.</summary>
internal static class TourSteps
{
    // Enough for the curves to bend and the kernels to take shape.
    private const int StepsToWatch = 200;

    // How far a person goes towards the output.
    private const int LayersDeeper = 3;

    public static ImmutableArray<TourStep> All { get; } =
    [
        Look("input", layout => layout.Source, HasNewPicture) with { Layer = layer => layer.Index == 0, On = [Toggle.Sees] },
        Look("convolution", layout => layout.Inspector, (scene, began) => scene.State.IsOverMap && scene.State.Pixel != began.Pixel) with
        {
            Layer = IsConvolution,
            On = [Toggle.Kernels],
        },
        Look("filters", layout => layout.Centre, HasOtherMap) with { Layer = IsConvolution },
        Look("relu", layout => layout.Lesson, (scene, began) => scene.State.Slide.Runs != began.Slides) with
        {
            Layer = IsActivation,
            On = [Toggle.Lesson],
            Around = Middle,
        },
        Look("pooling", layout => layout.Lesson, HasOtherPool) with { Layer = IsPool, On = [Toggle.Lesson], Around = Middle },
        Look("deeper", layout => layout.Centre, IsDeeper) with { Layer = IsConvolution, On = [Toggle.Field] },
        Look("dense", layout => layout.Lesson, HasOtherMap) with
        {
            Layer = layer => layer is { IsVector: true, Node.Op: Gemm or MatMul or Conv },
            On = [Toggle.Lesson],
            Around = Middle,
        },
        Look("softmax", layout => layout.Predictions, HasNewPicture) with
        {
            Layer = layer => layer is { IsVector: true, Node.Op: Softmax },
            On = [Toggle.Predictions],
        },
        new("loss", "Learn", layout => layout is LearnLayout learn ? learn.Curves : default,
            (scene, began) => Learnt(scene) > began.Steps) { LeavesEnter = true },
        new("learning", "Learn", layout => layout is LearnLayout learn ? learn.Layers : default,
            (scene, began) => Learnt(scene) >= began.Steps + StepsToWatch || HasLearnt(scene)) { LeavesEnter = true },
        new("own", "Teach", layout => layout is TeachLayout teach ? teach.Cards : default,
            (scene, began) => Recorded(scene) > began.Examples),
        Look("fooled", layout => layout.Predictions, (scene, _) => scene.Tour.Fooling.IsFooled) with
        {
            On = [Toggle.Predictions],
            Fools = true,
        },
    ];

    /// <summary>What there is now.</summary>
    public static TourBeginning Now(Scene scene) => new(
        scene.Frame.Sequence, scene.Chosen, scene.State.Channel, scene.State.Pixel, scene.State.Slide.Runs, Learnt(scene), Recorded(scene));

    private static TourStep Look(string key, Func<Layout, Rect> at, Func<Scene, TourBeginning, bool> done) => new(key, "Look", at, done);

    // The network over its lesson.
    private static Rect Middle(Layout layout) => layout.Lesson with
    {
        Y = layout.Centre.Y,
        Height = layout.Lesson.Bottom - layout.Centre.Y,
    };

    private static bool HasNewPicture(Scene scene, TourBeginning began) =>
        scene.Frame.Sequence != began.Frame && scene.Frame.Pixels is not null && !(scene.IsCanvas && scene.SheetIsEmpty);

    private static bool HasOtherMap(Scene scene, TourBeginning began) =>
        scene.State.Layer == began.Layer.Index && scene.State.Channel != began.Channel;

    private static bool IsDeeper(Scene scene, TourBeginning began) =>
        scene.State.Layer >= Math.Min(began.Layer.Index + LayersDeeper, scene.Network.Layers.Length - 1);

    // Where the network has only one kind of pooling, another map of it does.
    private static bool HasOtherPool(Scene scene, TourBeginning began)
    {
        bool both = scene.Network.Layers.Any(IsMean) && scene.Network.Layers.Any(layer => IsPool(layer) && !IsMean(layer));
        return both ? IsPool(scene.Chosen) && IsMean(scene.Chosen) != IsMean(began.Layer) : HasOtherMap(scene, began);
    }

    private static bool IsConvolution(Layer layer) => layer is { IsVector: false, Node.Op: Conv };

    private static bool IsActivation(Layer layer) => layer.Node.Op is Relu or LeakyRelu or Clip or Sigmoid or Tanh or HardSwish or Elu;

    private static bool IsPool(Layer layer) => layer.Node.Op is MaxPool or GlobalMaxPool || IsMean(layer);

    private static bool IsMean(Layer layer) => layer.Node.Op is AveragePool or GlobalAveragePool;

    // Fewer pictures need fewer steps.
    private static bool HasLearnt(Scene scene) => scene.Views.All.OfType<LearnView>().Any(learn => learn.IsOver);

    private static long Learnt(Scene scene) => scene.Views.All.OfType<LearnView>().FirstOrDefault()?.StepsDone ?? 0;

    private static int Recorded(Scene scene) => scene.Views.All.OfType<TeachView>().FirstOrDefault()?.Examples ?? 0;
}
