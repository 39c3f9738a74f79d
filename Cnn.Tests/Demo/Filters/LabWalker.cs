using Demo.Views;
using Demo.Views.Filters;

namespace Cnn.Tests.Demo.Filters;

/// <summary>A walk through the view Filters: a step is done when what it asks for runs, with its newest numbers.</summary>
internal sealed class LabWalker(int width, int height, string? source, LabState lab) : AppWalker(
    width, height, ArchitectureTests.PathOf("content/models/digits.onnx"), [new LookView(), new FiltersView(lab)],
    options => options with { Source = source }, shown: "Filters")
{
    public LabState Lab { get; } = lab;

    protected override string Fault => Lab.Run.Fault;

    // What is wanted runs; or nothing can.
    protected override bool IsStill(int ticks) => Lab.Run.Fault.Length > 0
        || (Scene.Own is { } own && Lab.Run.On(Scene) is { } graph && graph.Parts == own && graph.Row == Lab.Row
            && Lab.Run.PartsFor(Scene.FrameSize.Width, Scene.FrameSize.Height) == own
            && (graph.Stages.IsEmpty || Scene.Read(graph.Result) is not null));
}
