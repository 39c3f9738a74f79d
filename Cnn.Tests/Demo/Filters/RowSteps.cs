using System.Numerics;
using Demo.Platform;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>The part of a walk through the view Filters that lets the kernel slide, and changes what follows it.</summary>
/// <param name="walker">Whose hands.</param>
internal sealed class RowSteps(LabWalker walker)
{
    private const string Pool = "A click puts this pool into the row";

    private LabState Lab => walker.Lab;

    public IEnumerable<string> Slide()
    {
        walker.Press(Key.G);
        var place = Lab.Slide.Place;
        for (int i = 0; i < 5; i++)
            yield return "the slide";
        Assert.That((Lab.Slide.Runs, Lab.Slide.Place), Is.Not.EqualTo((true, place)));
        string speed = Lab.Slide.SpeedText;
        walker.Press(Key.PageUp);
        yield return "faster";
        Assert.That(Lab.Slide.SpeedText, Is.Not.EqualTo(speed));
        walker.Press(Key.PageDown);
        walker.Press(Key.Right);
        place = Lab.Slide.Place;
        walker.Press(Key.Left);
        yield return "a step";
        Assert.That((Lab.Slide.Runs, Lab.Slide.IsOn, Lab.Slide.Place), Is.EqualTo((false, true, (place.X - 1, place.Y))));
        walker.Click("What leaves the filter", across: 0.7f, down: 0.6f);
        yield return "a click on the output";
        var output = Lab.Run.Graph!.Stages[0].Output.Shape;
        Assert.That(Lab.Slide.Place, Is.EqualTo(((int)(0.7f * output[3]), (int)(0.6f * output[2]))).Within(1));
        walker.Press(Key.G);
        yield return "going on";
        Assert.That(Lab.Slide.Runs, Is.True);
        walker.Press(Key.G);
        yield return "the slide's end";
        Assert.That(Lab.Slide.IsOn, Is.False);
    }

    public IEnumerable<string> Activations()
    {
        foreach (var kind in (ActivationKind[])
            [ActivationKind.LeakyRelu, ActivationKind.Sigmoid, ActivationKind.Tanh, ActivationKind.None, ActivationKind.Relu])
        {
            walker.Press(Key.A);
            yield return $"activation {kind}";
            Assert.That(Lab.Run.Graph!.Row.Stages[1], Is.EqualTo(new ActivationStage(kind)));
            float[] values = walker.Values(Lab.Run.Graph.Stages[1].Output);
            Assert.That((values.Min() >= 0, values.Max() <= 1), kind is ActivationKind.Sigmoid ? Is.EqualTo((true, true))
                : kind is ActivationKind.Relu ? Is.EqualTo((true, values.Max() <= 1)) : Is.Not.Null);
        }
    }

    public IEnumerable<string> Pools()
    {
        // Whatever was painted before: the picture itself is seen to be shifted.
        walker.Press(Key.K);
        yield return "the first kernel";
        Assert.That(Lab.Filter!.Kernel.Name, Is.EqualTo("identity"));
        walker.Click(Pool, index: 1);
        yield return "average pooling";
        Assert.That(Lab.Row.Stages[^1], Is.EqualTo(new PoolStage(PoolKind.Average)));
        walker.Click("Every value is kept");
        yield return "no pooling";
        Assert.That(Lab.Row.Stages, Has.Length.EqualTo(2));
        walker.Click(Pool);
        yield return "maximum pooling";
        foreach (var (key, pool) in new[]
        {
            (Key.Y, new PoolStage(PoolKind.Max, 3)), (Key.U, new PoolStage(PoolKind.Max, 3, 3)),
            (Key.U, new PoolStage(PoolKind.Max, 3, 1)), (Key.Y, new PoolStage(PoolKind.Max, 2, 1)), (Key.U, new PoolStage(PoolKind.Max)),
        })
        {
            walker.Press(key);
            yield return $"{pool}";
            Assert.That(Lab.Run.Graph!.Row.Stages[^1], Is.EqualTo(pool));
        }
        var graph = Lab.Run.Graph!;
        float before = walker.Values(graph.Pools.Ways[2].Share)[0];
        var slider = walker.Place("Moves the compared picture by up to");
        walker.Drag(MouseButton.Left, new Vector2(slider.CentreX, slider.CentreY), new Vector2(slider.Right - 4, slider.CentreY));
        yield return "a shift";
        Assert.That((Lab.Run.Shift, Lab.Run.Graph), Is.EqualTo((LabShift.Most, graph)));
        Assert.That(walker.Values(graph.Pools.Ways[2].Share)[0], Is.GreaterThan(before));
        walker.Press(new Chord(Key.Left, Modifiers.Shift));
        yield return "a shift by a key";
        Assert.That(Lab.Run.Shift, Is.EqualTo(LabShift.Most - 1));
        walker.Press(Key.I);
        yield return "the change";
        Assert.That(walker.Scene.List.Maps.ToArray().Select(map => map.Node), Has.Member(graph.Pools.Ways[1].Change));
        walker.Click("How much the shift changes each value", across: 0.25f, down: 0.75f);
        yield return "a click on a pooled map";
        walker.Press(Key.I);
        yield return "what the pools yield";
        Assert.That(walker.Scene.List.Maps.ToArray().Select(map => map.Node), Has.Member(graph.Pools.Ways[1].Value));
    }

    public IEnumerable<string> Stages()
    {
        walker.Click("A pooling", across: 0.1f);
        yield return "the last stage";
        Assert.That(Lab.Stage, Is.EqualTo(2));
        walker.Press(Key.Insert);
        yield return "what can be added";
        walker.Click("Adds another filter");
        yield return "four stages";
        Assert.That(Lab.Run.Graph!.Stages, Has.Length.EqualTo(4));
        walker.Press(Key.Insert);
        yield return "no room for a fifth";
        Assert.That((Lab.Offers, walker.Notes[^1]), Is.EqualTo((false, StageChange.FullRow)));
        foreach (var key in new[] { Key.Left, Key.Left, Key.Right })
        {
            int stage = Lab.Stage;
            walker.Press(new Chord(key, Modifiers.Ctrl));
            yield return $"a stage to the {key}";
            Assert.That((Lab.Stage, Lab.Row.Stages[Lab.Stage] is FilterStage), Is.EqualTo((stage + (key == Key.Left ? -1 : 1), true)));
        }
        walker.Press(Key.Delete);
        yield return "a stage taken out";
        Assert.That(Lab.Row.Stages.Select(stage => stage.GetType()),
            Is.EqualTo(new[] { typeof(FilterStage), typeof(ActivationStage), typeof(PoolStage) }));
        walker.Press(Key.Tab);
        yield return "another stage";
        Assert.That(Lab.Stage, Is.Zero);
    }
}
