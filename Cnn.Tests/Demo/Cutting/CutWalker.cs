using Demo.Engines;
using Demo.Platform;
using Demo.Views;
using Demo.Views.Cut;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Cutting;

/// <summary>A walk through the view Cut: a step is done when what it asks for runs, with its newest numbers.</summary>
internal sealed class CutWalker(int width, int height, string model, string? source, string backend, CutState state) : AppWalker(
    width, height, model, [new LookView(), new CutView(state)], options => options with
    {
        Source = source,
        Backends = [.. BackendTable.Rows.OrderBy(row => row.Name == backend ? 0 : 1)],
    }, shown: "Cut")
{
    public CutState State { get; } = state;

    /// <summary>What the changed network says, and what the opened one does.</summary>
    public float[] Changed => Values(Both.Changed.Node);

    public float[] Original => Values(Scene.Network.Parts.Placed[Output]);

    public global::Demo.Cutting.CutNetwork Both => State.Live.Shown!;

    protected override string Fault => State.Live.Fault;

    // What was drawn in one tick runs in the next.
    protected override bool IsStill(int ticks) => ticks > 2 && (State.Live.Fault.Length > 0
        || (State.Live.IsReady && State.Live.Shown!.Operation == State.Operation && Scene.Read(State.Live.Shown.Distances) is not null));

    private Node Output => Scene.Network.Parts.Model.Outputs[0];

    /// <summary>Presses keys one after the other.</summary>
    public IEnumerable<string> Keys(string keys)
    {
        foreach (string key in keys.Split(' '))
        {
            Assert.That(Chord.TryParse(key, out var chord), key);
            Press(chord);
            yield return key;
        }
    }

    /// <summary>Draws a stroke on the canvas.</summary>
    public IEnumerable<string> Draw()
    {
        var sheet = Scene.List.HotSpots.ToArray().First(spot => spot.Kind == global::Demo.Ui.HotKind.Canvas).Rect;
        Drag(MouseButton.Left, new(sheet.X + 0.3f * sheet.Width, sheet.Y + 0.2f * sheet.Height),
            new(sheet.X + 0.7f * sheet.Width, sheet.Y + 0.25f * sheet.Height),
            new(sheet.X + 0.4f * sheet.Width, sheet.Y + 0.85f * sheet.Height));
        yield return "drawn";
    }
}
