using Cnn.Backends;
using Cnn.Gl;
using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Gl;

/// <summary>What a session promises beyond its numbers: stepping, sharing variables, reading without waiting, freeing.</summary>
public class SessionTests
{
    private static Node In(Shape shape, string name = "x", DataType type = DataType.Float32) => new(new Input(shape, type), name);

    private static ISession Compile(Cnn.Graph graph, VariableSet? variables = null, CompileOptions? options = null) =>
        GlSetup.Backend.CompileNow(graph, variables ?? new VariableSet(), options);

    [Test]
    public void CompilesAndRunsInSteps()
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        using var compilation = GlSetup.Backend.Compile(network.Graph, variables);
        Assert.Throws<InvalidOperationException>(() => _ = compilation.Session);
        int steps = 1;
        double progress = compilation.Progress;
        while (!compilation.Step(TimeSpan.Zero))
        {
            Assert.That(compilation.Progress, Is.GreaterThan(progress).And.LessThan(1));
            progress = compilation.Progress;
            steps++;
        }
        Assert.That(compilation.Progress, Is.EqualTo(1));
        Assert.That(steps, Is.GreaterThan(8));
        using var session = compilation.Session;
        session.Write(network.Input, Kernels.Values(new Random(1), network.Input));
        int runSteps = 1;
        while (!session.Step(TimeSpan.Zero))
            runSteps++;
        var stepped = session.Read(network.Probabilities);
        Assert.That(runSteps, Is.GreaterThan(6));
        session.Run();
        Assert.That(session.Read(network.Probabilities).Floats.ToArray(), Is.EqualTo(stepped.Floats.ToArray()));
    }

    // How many buffers and textures there are; names are counted up from 1.
    internal static int LiveObjects()
    {
        var gl = GlSetup.Context.Gl;
        uint buffer = gl.GenBuffer(), texture = gl.GenTexture();
        gl.DeleteBuffer(buffer);
        gl.DeleteTexture(texture);
        return Enumerable.Range(1, (int)buffer).Count(i => gl.IsBuffer((uint)i))
            + Enumerable.Range(1, (int)texture).Count(i => gl.IsTexture((uint)i));
    }

    [Test]
    public void ACancelledCompilationFreesItsBuffers()
    {
        int before = LiveObjects();
        var compilation = GlSetup.Backend.Compile(new Cnn.Graph(new Node(new Relu(), [In([1, 4, 5, 6])])), new VariableSet());
        compilation.Step(TimeSpan.Zero);
        Assert.That(LiveObjects(), Is.GreaterThan(before));
        compilation.Dispose();
        Assert.That(LiveObjects(), Is.EqualTo(before));
    }

    [Test]
    public void DisposeFreesBuffersAndTextures()
    {
        int before = LiveObjects();
        var variables = new VariableSet();
        var network = LeNet.Build(variables, 2);
        using (var session = Compile(network.Graph, variables))
        {
            session.Run();
            session.Read(network.Graph.Nodes.First(n => n.Name == "conv1"));
            using var readback = session.Readback(network.Probabilities);
            readback.Request();
            Assert.That(LiveObjects(), Is.GreaterThan(before + 20));
        }
        Assert.That(LiveObjects(), Is.EqualTo(before));
    }

    [Test]
    public void VariablesAreSharedAndReadAfterTheirWriting()
    {
        var variables = new VariableSet();
        variables.Write("w", Tensor.Vector(1f, 2f, 3f));
        var w = new Node(new Variable([3]), "w");
        using var trainer = Compile(new Cnn.Graph([], [new Update(w, w * 2f)]), variables);
        using var display = Compile(new Cnn.Graph(w + 1f), variables);
        var shown = display.Graph.Outputs[0];
        trainer.Run();
        trainer.Run();
        display.Run();
        Assert.That(display.Read(shown).Floats.ToArray(), Is.EqualTo(new[] { 5f, 9f, 13f }));
        trainer.Publish();
        Assert.That(variables["w"].Floats.ToArray(), Is.EqualTo(new[] { 4f, 8f, 12f }));
        variables.Write("w", Tensor.Vector(0f, 0f, 7f));
        display.Run();
        Assert.That(display.Read(shown).Floats.ToArray(), Is.EqualTo(new[] { 1f, 1f, 8f }));
        trainer.Run();
        trainer.Publish();
        Assert.That(variables["w"].Floats.ToArray(), Is.EqualTo(new[] { 0f, 0f, 14f }));
    }

    [Test]
    public void WhatWasLearntOutlivesTheSession()
    {
        var variables = new VariableSet();
        variables.Write("w", Tensor.Vector(1f, 2f));
        var w = new Node(new Variable([2]), "w");
        int before = LiveObjects();
        using (var trainer = Compile(new Cnn.Graph([], [new Update(w, w * 3f)]), variables))
            trainer.Run();
        Assert.That(variables["w"].Floats.ToArray(), Is.EqualTo(new[] { 3f, 6f }));
        Assert.That(LiveObjects(), Is.EqualTo(before));
    }

    [Test]
    public void UpdatesSeeTheOldValues()
    {
        var variables = new VariableSet();
        variables.Write("a", Tensor.Vector(1f));
        variables.Write("b", Tensor.Vector(2f));
        Node a = new(new Variable([1]), "a"), b = new(new Variable([1]), "b");
        using var session = Compile(new Cnn.Graph([], [new Update(a, b), new Update(b, a)]), variables);
        session.Run();
        session.Publish();
        Assert.That((variables["a"].Floats[0], variables["b"].Floats[0]), Is.EqualTo((2f, 1f)));
        session.Run();
        session.Publish();
        Assert.That((variables["a"].Floats[0], variables["b"].Floats[0]), Is.EqualTo((1f, 2f)));
    }

    [Test]
    public void PackedWeightsFollowTheirVariable()
    {
        var variables = new VariableSet();
        variables.Write("w", Tensor.From([1, 1, 1, 1], new[] { 3f }));
        var x = new Node(new Constant(Tensor.From([1, 1, 1, 2], new[] { 1f, 2f })));
        using var session = Compile(new Cnn.Graph(new Node(new Conv(), [x, new Node(new Variable([1, 1, 1, 1]), "w")])), variables);
        var y = session.Graph.Outputs[0];
        session.Run();
        Assert.That(session.Read(y).Floats.ToArray(), Is.EqualTo(new[] { 3f, 6f }));
        variables.Write("w", Tensor.From([1, 1, 1, 1], new[] { -1f }));
        session.Run();
        Assert.That(session.Read(y).Floats.ToArray(), Is.EqualTo(new[] { -1f, -2f }));
    }

    [Test]
    public void ReadbackAnswersOncePerRequest()
    {
        var x = In([1, 5, 2, 3]);
        var y = new Node(new Conv(),
            [x, new Node(new Constant(Tensor.From([5, 5, 1, 1], Enumerable.Range(0, 25).Select(i => (float)i).ToArray())))]);
        using var session = Compile(new Cnn.Graph(y));
        using var readback = session.Readback(y);
        var value = new Tensor(y.Shape);
        Assert.That(readback.TryTake(value), Is.False);
        session.Write(x, Kernels.Values(new Random(3), x));
        session.Run();
        readback.Request();
        GlSetup.Context.Gl.Finish();
        Assert.That(readback.TryTake(value), Is.True);
        Assert.That(value.Floats.ToArray(), Is.EqualTo(session.Read(y).Floats.ToArray()));
        Assert.That(readback.TryTake(value), Is.False);
        Assert.Throws<CnnException>(() => { readback.Request(); readback.TryTake(new Tensor([3])); });
    }

    [Test]
    public unsafe void ViewsShowWhereTheValueLies()
    {
        var x = In([2, 5, 2, 3]);
        var weights = Kernels.Values(new Random(2), new Node(new Variable([6, 5, 1, 1]), "w"));
        var y = new Node(new Conv(), [x, new Node(new Constant(weights))]);
        using var session = (IGlSession)Compile(new Cnn.Graph(y));
        session.Write(x, Kernels.Values(new Random(3), x));
        session.Run();
        var view = session.ViewOf(y)!.Value;
        Assert.That((view.Layout, view.Shape, session.ViewOf(x)!.Value.Layout), Is.EqualTo((GlLayout.C4, y.Shape, GlLayout.Nchw)));
        var texels = new float[2 * 2 * 6 * 4];
        var gl = GlSetup.Context.Gl;
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, view.Handle);
        gl.GetBufferSubData<float>(BufferTargetARB.CopyReadBuffer, 0, texels.AsSpan());
        var value = session.Read(y).Floats;
        for (int n = 0; n < 2; n++)
            for (int c = 0; c < 8; c++)
                for (int i = 0; i < 6; i++)
                    Assert.That(texels[((n * 2 + c / 4) * 6 + i) * 4 + c % 4], Is.EqualTo(c < 6 ? value[(n * 6 + c) * 6 + i] : 0));
    }

    [Test]
    public void FusedLayersCannotBeRead()
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        var relu = network.Graph.Nodes.Single(n => n.Name == "relu1");
        using var session = Compile(network.Graph, variables, new CompileOptions { Watched = [relu] });
        session.Run();
        session.Read(relu);
        var error = Assert.Throws<CnnException>(() => session.Read(relu.Inputs[0]));
        Assert.That(error!.Message, Does.Contain("conv1"));
        Assert.That(session.Timings.Select(t => t.Node.Name), Does.Not.Contain("relu1"));
    }

    [Test]
    public void TimesBelongToEveryLaunch()
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        using var session = Compile(network.Graph, variables);
        session.Run();
        GlSetup.Context.Gl.Finish();
        var rows = session.Timings;
        Assert.That(rows.Select(r => r.Kernel),
            Has.Some.StartsWith("conv_packed").And.Some.EqualTo("to NCHW").And.Some.EqualTo("pack weights"));
        Assert.That(rows.Where(r => r.Kernel.StartsWith("conv_packed")).Select(r => r.Milliseconds), Has.All.GreaterThan(0));
    }

    [Test]
    public void ARunAllocatesNothing()
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        using var session = Compile(network.Graph, variables);
        var value = new Tensor(network.Input.Shape);
        void Repeat(int times)
        {
            for (int i = 0; i < times; i++)
            {
                session.Write(network.Input, value);
                session.Run();
                session.TimeNextRun();
            }
        }
        Repeat(3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(20);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1024));
    }

    [Test]
    public void EmptyTensorsLaunchNothing()
    {
        var x = In([0, 3]);
        var joined = new Node(new Concat(0), [x, In([2, 3], "y"), x]);
        using var session = Compile(new Cnn.Graph(new Node(new Relu(), [x]), joined, new Node(new ReduceSum([0]), [x])));
        session.Write(session.Graph.Input("y"), Tensor.From([2, 3], new float[] { 1, 2, 3, 4, 5, 6 }));
        session.Run();
        Assert.That(session.Timings.Select(t => t.Node.Op.Name), Is.EquivalentTo(new[] { "Concat", "ReduceSum" }));
        Assert.That(session.Read(joined).Floats.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(session.Read(session.Graph.Outputs[2]).Floats.ToArray(), Is.EqualTo(new float[3]));
        Assert.That(session.Read(session.Graph.Outputs[0]).Count, Is.Zero);
    }

    [Test]
    public void AShorterFrameReplacesTheFront()
    {
        var x = In([5], type: DataType.Int32);
        using var session = Compile(new Cnn.Graph(new Node(new Identity(), [x])));
        session.Write(x, Tensor.Vector(1, 2, 3, 4, 5));
        session.Write(x, Tensor.Vector(7, 8));
        session.Run();
        Assert.That(session.Read(session.Graph.Outputs[0]).Span<int>().ToArray(), Is.EqualTo(new[] { 7, 8, 3, 4, 5 }));
        Assert.Throws<CnnException>(() => session.Write(x, Tensor.Vector(1f)));
    }

    [Test]
    public void AnIntegerThatNeedsMoreThan32BitsIsAnError()
    {
        var x = In([2], type: DataType.Int64);
        using var session = Compile(new Cnn.Graph(new Node(new Identity(), [x])));
        Assert.That(Assert.Throws<CnnException>(() => session.Write(x, Tensor.Vector(1L, 1L << 40)))!.Message, Does.Contain("32 bits"));
        session.Write(x, Tensor.Vector(long.MaxValue, long.MinValue));
        session.Run();
        Assert.That(session.Read(session.Graph.Outputs[0]).Span<long>().ToArray(), Is.EqualTo(new long[] { int.MaxValue, int.MinValue }));
    }

    [Test]
    public void AnOperatorWithoutKernelIsAnErrorOrTheDefinition()
    {
        var y = new Node(new NoKernel(), [In([2, 3])]);
        Assert.Throws<UnsupportedOperatorException>(() => Compile(new Cnn.Graph(y)));
        using var backend = new GlBackend(GlSetup.Context.Gl, new GlOptions { AllowDefinitions = true });
        Kernels.Agree(y + 1f, backend);
        using var session = backend.CompileNow(new Cnn.Graph(y), new VariableSet());
        Assert.That(session.Timings.Single().Kernel, Is.EqualTo("definition"));
    }

    private sealed record NoKernel : Op
    {
        public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => inputs[0];
        public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) => output.Floats.Fill(inputs[0].Floats[0] + 3);
    }
}
