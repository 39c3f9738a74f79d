using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Gl;

/// <summary>A run that is spread over several steps: what is drawn and read meanwhile is always of one complete run.</summary>
public class LongRunTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromHours(1);

    private readonly Node _x = new(new Input([2, 5, 3, 7]), "x");
    private Node[] _maps = [];
    private IGlSession _session = null!;

    // Each map holds the number of the run plus its own place in the chain.
    [SetUp]
    public void Compile()
    {
        var maps = new List<Node>();
        for (var node = _x; maps.Count < 5; maps.Add(node))
            node += 1f;
        // A last one whose channels lie packed by four.
        var eye = new Tensor([5, 5, 1, 1]);
        for (int i = 0; i < 5; i++)
            eye.Floats[i * 5 + i] = 1;
        maps.Add(new Node(new Conv(), [maps[^1], new Node(new Constant(eye))], "copy"));
        _maps = [.. maps];
        _session = (IGlSession)GlSetup.Backend.CompileNow(new Graph(_maps[^1]), new VariableSet());
    }

    [TearDown]
    public void Free() => _session.Dispose();

    // A device that works beside us may not have done the last run: the next step would wait for it and begin nothing.
    private void Write(int run)
    {
        SpinWait.SpinUntil(() => _session.IsIdle);
        var value = new Tensor(_x.Shape);
        value.Floats.Fill(run);
        _session.Write(_x, value);
    }

    private void Complete(int run, TimeSpan budget)
    {
        Write(run);
        while (!_session.Step(budget)) { }
    }

    // The first texel's first channel.
    private static float First(GlView view)
    {
        var texel = new float[1];
        var gl = GlSetup.Context.Gl;
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, view.Handle);
        gl.GetBufferSubData<float>(BufferTargetARB.CopyReadBuffer, 0, texel.AsSpan());
        return texel[0];
    }

    // Which run each map is of.
    private float[] Runs(Func<Node, GlView?> viewOf) => [.. _maps.Select((map, i) => First(viewOf(map)!.Value) - Math.Min(i + 1, 5))];

    private float[] Shown() => Runs(_session.ViewOf);

    [Test]
    public void WhatIsShownIsTheLastCompleteRun()
    {
        Complete(1, TimeSpan.Zero);
        Assert.That(Shown(), Is.All.EqualTo(1));
        // Where the maps lie while nothing runs: without copies, this is what would be drawn.
        var own = _maps.ToDictionary(map => map, map => _session.ViewOf(map));
        for (int run = 2; run < 5; run++)
        {
            int steps = 0, mixed = 0;
            Write(run);
            while (!_session.Step(TimeSpan.Zero))
            {
                steps++;
                Assert.That(Shown(), Is.All.EqualTo(run - 1));
                if (Runs(map => own[map]).Distinct().Count() > 1)
                    mixed++;
            }
            Assert.That(Shown(), Is.All.EqualTo(run));
            Assert.That(steps, Is.GreaterThanOrEqualTo(5));
            Assert.That(mixed, Is.GreaterThanOrEqualTo(4), "the control: in place, two runs are mixed");
        }
    }

    [Test]
    public void ARunThatFitsIntoOneStepCopiesNothing()
    {
        Complete(1, Plenty);
        int before = SessionTests.LiveObjects();
        var places = _maps.Select(map => _session.ViewOf(map)!.Value.Handle).ToArray();
        for (int run = 2; run < 5; run++)
        {
            Write(run);
            Assert.That(_session.Step(Plenty), Is.True);
            Assert.That(Shown(), Is.All.EqualTo(run));
            Assert.That(_maps.Select(map => _session.ViewOf(map)!.Value.Handle), Is.EqualTo(places));
        }
        Assert.That(SessionTests.LiveObjects(), Is.EqualTo(before));
    }

    [Test]
    public void ARunThatUsedToFitEndsLateOnceAndIsCopiedFromThenOn()
    {
        Complete(1, Plenty);
        Assert.That(Shown(), Is.All.EqualTo(1));
        Write(2);
        Assert.That(_session.Step(TimeSpan.Zero), Is.True);
        Assert.That(Shown(), Is.All.EqualTo(2));
        Write(3);
        Assert.That(_session.Step(TimeSpan.Zero), Is.False);
        Assert.That(Shown(), Is.All.EqualTo(2));
        while (!_session.Step(TimeSpan.Zero)) { }
        Assert.That(Shown(), Is.All.EqualTo(3));
    }

    [Test]
    public void OfAMapThatNobodyAskedForThereIsNothingUntilTheRunIsComplete()
    {
        Assert.That(_session.ViewOf(_maps[0]), Is.Null, "before the first run");
        Complete(1, TimeSpan.Zero);
        _session.ViewOf(_maps[1]);
        Write(2);
        Assert.That(_session.Step(TimeSpan.Zero), Is.False);
        Assert.That(_session.ViewOf(_maps[0]), Is.Null);
        Assert.That(_session.ViewOf(_maps[1]), Is.Not.Null);
        while (!_session.Step(TimeSpan.Zero)) { }
        Assert.That(Shown(), Is.All.EqualTo(2));
    }

    [Test]
    public void CopiesGoWhenNobodyAsksForThemAndWithTheSession()
    {
        Complete(1, TimeSpan.Zero);
        int before = SessionTests.LiveObjects();
        Shown();
        Complete(2, TimeSpan.Zero);
        Assert.That(SessionTests.LiveObjects(), Is.EqualTo(before + _maps.Length));
        Complete(3, TimeSpan.Zero);
        Assert.That(SessionTests.LiveObjects(), Is.EqualTo(before));
    }

    [Test]
    public void AReadbackAskedForDuringARunAnswersWithThatRun()
    {
        Complete(1, TimeSpan.Zero);
        using var readback = _session.Readback(_maps[4]);
        using var forgotten = _session.Readback(_maps[^1]);
        Write(2);
        _session.Step(TimeSpan.Zero);
        readback.Request();
        forgotten.Request();
        forgotten.Dispose();
        var value = new Tensor(_x.Shape);
        Assert.That(readback.TryTake(value), Is.False);
        while (!_session.Step(TimeSpan.Zero)) { }
        Write(3);
        _session.Step(TimeSpan.Zero);
        GlSetup.Context.Gl.Finish();
        Assert.That(readback.TryTake(value), Is.True);
        Assert.That(value.Floats.ToArray(), Is.All.EqualTo(2 + 5));
    }
}
