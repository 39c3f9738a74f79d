using System.Numerics;
using Demo.Platform;
using Demo.Ui;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>The part of a walk through the view Filters that takes kernels, edits them, and lays them on the picture.</summary>
/// <param name="walker">Whose hands.</param>
internal sealed class KernelSteps(LabWalker walker)
{
    private const string Cell = "Drag up or down, turn the wheel";

    private LabState Lab => walker.Lab;

    private FilterStage Filter => Lab.Filter!;

    private FilterKernel Kernel => Filter.Kernel;

    public IEnumerable<string> Draw()
    {
        var sheet = walker.Scene.List.HotSpots.ToArray().Single(spot => spot.Kind == HotKind.Canvas).Rect;
        Vector2 At(float x, float y) => new(sheet.X + x * sheet.Width, sheet.Y + y * sheet.Height);
        walker.Drag(MouseButton.Left, At(0.3f, 0.2f), At(0.7f, 0.2f), At(0.45f, 0.8f));
        yield return "a stroke";
        Assert.That(walker.Values(Lab.Run.Graph!.Picture).Max(), Is.GreaterThan(0.9f));
    }

    public IEnumerable<string> Kernels()
    {
        string first = Kernel.Name;
        FilterKernel[] all = [.. Lab.Library.Presets, .. Lab.Learned.Kernels];
        Assert.That(all, Has.Length.EqualTo(Lab.Library.Presets.Length + 8), "those of the digit network too");
        int at = Array.FindIndex(all, kernel => kernel.Name == first);
        for (int i = 1; i <= all.Length; i++)
        {
            walker.Press(Key.K);
            yield return "the next kernel";
            Assert.That(Kernel, Is.EqualTo(all[(at + i) % all.Length]));
        }
        walker.Press(Key.J);
        yield return "the kernel before";
        Assert.That(Kernel, Is.EqualTo(all[(at - 1 + all.Length) % all.Length]));
        walker.Click("A kernel that comes with", index: 1);
        yield return "a click on a kernel";
        Assert.That(Lab.Library.Presets.Select(preset => preset.Name), Has.Member(Kernel.Name).And.Not.EqualTo(first));
    }

    public IEnumerable<string> Numbers()
    {
        foreach (var (key, size) in new[] { (Key.Number3, 3), (Key.Number5, 5), (Key.Number7, 7) })
        {
            walker.Press(Key.F);
            yield return "a free kernel";
            walker.Press(key);
            yield return $"{size} × {size}";
            Assert.That((Kernel.Size, Kernel.Numbers.Count), Is.EqualTo((size, size * size)));
            var graph = Lab.Run.Graph;
            float[] before = walker.Values(graph!.Stages[0].Output);
            walker.Click(Cell);
            yield return "a click on a number";
            foreach (var typed in new[] { Key.Minus, Key.Number2, Key.Comma, Key.Number5 })
                walker.Press(typed);
            yield return "a number half typed";
            walker.Press(Key.Enter);
            yield return "a number typed";
            Assert.That(Kernel.Numbers[0], Is.EqualTo(-2.5f));
            Assert.That(Lab.Run.Graph, Is.SameAs(graph), "nothing is compiled");
            Assert.That(walker.Values(graph.Stages[0].Output), Is.Not.EqualTo(before));

            var middle = walker.Place(Cell, size * size / 2);
            walker.Drag(MouseButton.Left, Centre(middle), Centre(middle) - new Vector2(0, 12), Centre(middle) - new Vector2(0, 20));
            yield return "a number dragged";
            Assert.That(Kernel.Numbers[size * size / 2], Is.EqualTo(1.5f).Within(1e-5));
            walker.Wheel(Cell, -3, size * size - 1);
            yield return "a number turned";
            Assert.That(Kernel.Numbers[^1], Is.EqualTo(-0.1f).Within(1e-5));
            walker.Drag(MouseButton.Right, Centre(walker.Place(Cell, 1)), Centre(walker.Place(Cell, 2)));
            yield return "numbers painted";
            Assert.That((Kernel.Numbers[1], Kernel.Numbers[2]), Is.EqualTo((-0.1f, -0.1f)).Within(1e-5));
        }
        walker.Click("What all numbers are multiplied by");
        yield return "a click on the scale";
        foreach (var typed in new[] { Key.Number1, Key.Slash, Key.Number4, Key.Enter })
            walker.Press(typed);
        yield return "the scale typed";
        Assert.That(Kernel.Scale, Is.EqualTo(0.25f));
        walker.Wheel("What is added at the end", 1);
        yield return "the bias turned";
        Assert.That(Kernel.Bias, Is.EqualTo(0.1f).Within(1e-6));

        var kernel = Kernel;
        walker.Press(Key.N);
        yield return "normalised";
        Assert.That(Kernel, Is.EqualTo(kernel.Normalise()).And.Not.EqualTo(kernel));
        kernel = Kernel;
        walker.Press(Key.M);
        yield return "mirrored";
        Assert.That(Kernel, Is.EqualTo(kernel.Mirror()).And.Not.EqualTo(kernel));
        kernel = Kernel;
        walker.Press(Key.R);
        yield return "turned";
        Assert.That(Kernel, Is.EqualTo(kernel.Rotate()).And.Not.EqualTo(kernel));
        walker.Press(new Chord(Key.K, Modifiers.Ctrl));
        yield return "kept";
        Assert.That(FilterFile.Read(Lab.Library.OwnPath), Is.EqualTo(new[] { Kernel }));
        walker.Press(new Chord(Key.Delete, Modifiers.Ctrl));
        yield return "removed";
        Assert.That(Lab.Library.Own, Is.Empty);
    }

    public IEnumerable<string> Options()
    {
        walker.Press(Key.Number3);
        yield return "3 × 3";
        foreach (var padding in new[] { Padding.Edge, Padding.Mirror, Padding.None, Padding.Zero })
        {
            walker.Press(Key.V);
            yield return $"padding {padding}";
            Assert.That((Filter.Padding, Lab.Run.Graph!.Sizes[0].Rows.Pad), Is.EqualTo((padding, padding == Padding.None ? 0 : 1)));
        }
        foreach (int stride in new[] { 2, 3, 1 })
        {
            walker.Press(Key.T);
            yield return $"stride {stride}";
            Assert.That(Lab.Run.Graph!.Stages[0].Output.Shape[3], Is.EqualTo((Lab.Run.Graph.Width - 1) / stride + 1));
        }
        foreach (int dilation in new[] { 2, 3, 1 })
        {
            walker.Press(Key.D);
            yield return $"dilation {dilation}";
            Assert.That(Lab.Run.Graph!.Sizes[0].Rows.Extent, Is.EqualTo(2 * dilation + 1));
        }
        foreach (var colours in (LabColours[])
            [LabColours.Each, LabColours.Across, LabColours.Red, LabColours.Green, LabColours.Blue, LabColours.Grey])
        {
            walker.Press(Key.O);
            yield return $"colours {colours}";
            Assert.That((Lab.Row.Colours, Lab.Run.Graph!.Result.Shape[1]), Is.EqualTo((colours, colours == LabColours.Each ? 3 : 1)));
            if (colours != LabColours.Each)
                continue;
            walker.Click("Takes red, green or blue apart", index: 1);
            yield return "green taken apart";
            Assert.That(Lab.Channel, Is.EqualTo(1));
        }
        foreach (int side in new[] { 640, 160, 320 })
        {
            walker.Click("How many pixels the longest side");
            yield return $"side {side}";
            Assert.That(Math.Max(Lab.Run.Graph!.Width, Lab.Run.Graph.Height), Is.LessThanOrEqualTo(side));
        }
    }

    private static Vector2 Centre(in Rect rect) => new(rect.CentreX, rect.CentreY);
}
