using Demo.Cutting;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>What a beginner reads of the chosen layer: what to try, and what that shows.</summary>
/// <param name="state">The cuts.</param>
internal sealed class CutLesson(CutState state) : IOverlay
{
    private readonly Paragraph _paragraph = new();

    public string Name => "lesson";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, view.Layout.Lesson, "", out var head);
        head = LanguageTabs.Draw(scene, head, Key.K);
        scene.List.Text(head, TextStyle.Quiet.Cut, "What to try");
        string sentence = scene.Lessons[KeyFor(scene)];
        _paragraph.Break(scene, sentence, body.Width);
        _paragraph.Draw(scene, body, TextStyle.Value);
        scene.List.Hot(body, HotKind.Tip, sentence);
    }

    private string KeyFor(Scene scene)
    {
        if (state.Chosen(scene) is not { } node)
            return "cut.input";
        if (state.Operation.Of(node) is null)
            return "cut.out";
        var kinds = state.Layers[node].Kinds;
        return kinds.HasFlag(CutKinds.Kernels) ? node.Op is Cnn.Ops.Gemm or Cnn.Ops.MatMul ? "cut.unit" : "cut.kernel"
            : kinds.HasFlag(CutKinds.Pool) ? "cut.pool" : kinds.HasFlag(CutKinds.Activation) ? "cut.activation"
            : kinds.HasFlag(CutKinds.Remove) ? "cut.layer" : "cut.fixed";
    }
}
