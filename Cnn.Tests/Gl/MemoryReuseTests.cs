using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using Cnn.Tests.Planning;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Gl;

/// <summary>
/// Runs whose values share memory: their outputs are those of the reference, whatever is watched, step by step and again.
/// </summary>
public class MemoryReuseTests
{
    private static Node In(Shape shape) => new(new Input(shape), "x");

    private static Node Relu(Node x) => new(new Relu(), [x]);

    private static Node Conv(Node x, string name) => new(new Conv(), [x, new Node(new Variable([8, x.Shape[1], 1, 1]), name)], name);

    private static Node Pool(Node x) => new(new MaxPool([2, 2], Pads: [0, 1, 1, 0]), [x]);

    private static Node Chain(Node x, int length) => length == 0 ? x : Pool(Chain(x, length - 1));

    private static IEnumerable<TestCaseData> Hard()
    {
        TestCaseData Case(string name, Func<Node, Node[]> outputs) => new TestCaseData(outputs).SetArgDisplayNames(name);
        yield return Case("joined in place, read late", x =>
        {
            var join = new Node(new Concat(1), [Conv(x, "a"), Pool(Conv(x, "b")), Conv(Pool(x), "c")]);
            return [Chain(join, 3) + join];
        });
        yield return Case("a chain of aliases, read at both ends", x =>
        {
            var map = Conv(x, "a");
            var flat = new Node(new Reshape([1, -1]), [map]);
            var back = new Node(new Reshape([.. map.Shape]), [new Node(new Flatten(), [flat])]);
            return [Chain(map, 4) + back, Chain(back, 2)];
        });
        yield return Case("a diamond with branches of other lengths", x =>
        {
            var top = Pool(x);
            return [Pool(Chain(top, 5) * Chain(top, 1))];
        });
        yield return Case("read twice by one node, and again at the end", x =>
        {
            var map = Pool(x);
            return [Chain(map * map, 4) + map];
        });
        yield return Case("outputs in the middle, one an alias", x =>
        {
            var map = Conv(x, "a");
            var flat = new Node(new Flatten(), [Chain(map, 2)]);
            return [flat, Chain(map, 3), map, Chain(map, 5)];
        });
        yield return Case("packed and row-major", x =>
        {
            var map = Conv(x, "a");
            var turned = new Node(new Transpose([0, 1, 3, 2]), [map]);
            return [Conv(Chain(map, 3), "b"), new Node(new ReduceSum([2]), [turned]), Chain(map, 4)];
        });
    }

    [TestCaseSource(nameof(Hard))]
    public void What_is_hard_to_plan_is_right(Func<Node, Node[]> outputs) =>
        Kernels.Agree(new Cnn.Graph(outputs(In([1, 8, 5, 7]))), watchAll: false);

    [Test]
    public void Random_graphs_are_right([Range(1, 12)] int seed) => Kernels.Agree(RandomGraph.Of(seed), watchAll: false);

    [Test]
    public void A_second_run_in_steps_with_other_values_is_right()
    {
        var x = In([2, 5, 6, 7]);
        var deep = Relu(x) * 2f;
        for (int i = 0; i < 6; i++)
            deep = new Node(new MaxPool([2, 3], Pads: [1, 1, 0, 1]), [deep + deep * 0.25f]);
        var graph = new Graph(deep, deep * 3f);
        using var truth = new ReferenceBackend().CompileNow(graph, new VariableSet());
        using var session = GlSetup.Backend.CompileNow(graph, new VariableSet(), new CompileOptions { Watched = [] });
        var random = new Random(5);
        for (int run = 0; run < 3; run++)
        {
            var value = Kernels.Values(random, x);
            truth.Write(x, value);
            session.Write(x, value);
            truth.Run();
            while (!session.Step(TimeSpan.Zero)) { }
            foreach (var output in graph.Outputs)
                Assert.That(new Closeness().Difference(truth.Read(output), session.Read(output)), Is.Null, $"run {run}, {output}");
        }
        // An input that is not written again keeps its value.
        session.Run();
        Assert.That(new Closeness().Difference(truth.Read(deep), session.Read(deep)), Is.Null);
    }

    [Test]
    public void What_is_shown_and_read_back_while_a_run_goes_on_is_of_a_complete_run()
    {
        // Each map holds the number of the run; those between the watched ones share memory.
        var x = In([2, 5, 3, 7]);
        var maps = new List<Node>();
        for (var node = x; maps.Count < 9; maps.Add(node))
            node = new Node(new MaxPool([1, 1]), [node]);
        Node[] watched = [maps[2], maps[5]];
        using var session = (IGlSession)GlSetup.Backend.CompileNow(
            new Graph(maps[^1]), new VariableSet(), new CompileOptions { Watched = [.. watched] });
        using var readback = session.Readback(watched[0]);
        var answer = new Tensor(x.Shape);
        for (int run = 1; run < 6; run++)
        {
            var value = new Tensor(x.Shape);
            value.Floats.Fill(run);
            session.Write(x, value);
            int steps = 0;
            for (; !session.Step(TimeSpan.Zero); steps++)
                foreach (var map in watched)
                    // From the second run on there are copies of what was asked for.
                    Assert.That(session.ViewOf(map) is { } view ? First(view) : 0, Is.EqualTo(run - 1), $"run {run}, {map}");
            Assert.That(steps, Is.GreaterThanOrEqualTo(6));
            readback.Request();
            GlSetup.Context.Gl.Finish();
            Assert.That(readback.TryTake(answer), Is.True);
            Assert.That(answer.Floats.ToArray(), Is.All.EqualTo(run));
            foreach (var map in watched)
            {
                Assert.That(First(session.ViewOf(map)!.Value), Is.EqualTo(run));
                Assert.That(session.Read(map).Floats.ToArray(), Is.All.EqualTo(run));
            }
            Assert.Throws<CnnException>(() => session.Read(maps[3]));
        }
    }

    private static float First(GlView view)
    {
        var texel = new float[1];
        GlSetup.Context.Gl.BindBuffer(BufferTargetARB.CopyReadBuffer, view.Handle);
        GlSetup.Context.Gl.GetBufferSubData<float>(BufferTargetARB.CopyReadBuffer, 0, texel.AsSpan());
        return texel[0];
    }

    private sealed record Turned : Op
    {
        public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => new(inputs[0].Shape);

        public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            for (int i = 0; i < output.Count; i++)
                output.Floats[i] = inputs[0].Floats[output.Count - 1 - i];
        }
    }

    [Test]
    public void Definitions_between_kernels_are_right()
    {
        using var backend = new GlBackend(GlSetup.Context.Gl, new GlOptions { AllowDefinitions = true });
        var x = In([2, 5, 6, 7]);
        var y = Chain(new Node(new Turned(), [Chain(x, 3)]), 3);
        Kernels.Agree(new Node(new Turned(), [Pool(y * 2f)]) + y, backend, watchAll: false);
    }

    [Test]
    public void Updates_take_the_values_of_their_run()
    {
        Shape shape = [1, 8, 3, 5];
        var x = In(shape);
        Node a = new(new Variable(shape), "a"), b = new(new Variable(shape), "b");
        // The first is computed packed and taken row-major, long before the run ends; the two exchange values besides.
        var first = new Node(new Conv(), [x, new Node(new Variable([8, 8, 1, 1]), "w")]) + b;
        var last = Relu(Relu(Relu(Relu(first) * 3f) + 1f) * 0.5f);
        var graph = new Graph([last], [new Update(a, first), new Update(b, a)]);
        var (ours, theirs) = (new VariableSet(), new VariableSet());
        var random = new Random(3);
        foreach (var variable in graph.Variables)
        {
            var value = Kernels.Values(random, variable);
            ours.Write(variable.Name, value);
            theirs.Write(variable.Name, value);
        }
        using var truth = new ReferenceBackend().CompileNow(graph, theirs);
        using var session = GlSetup.Backend.CompileNow(graph, ours, new CompileOptions { Watched = [] });
        for (int run = 0; run < 3; run++)
        {
            var value = Kernels.Values(random, x);
            truth.Write(x, value);
            session.Write(x, value);
            truth.Run();
            session.Run();
            session.Publish();
            foreach (string name in theirs.Names)
                Assert.That(new Closeness().Difference(theirs[name], ours[name]), Is.Null, $"run {run}, {name}");
        }
    }

    [Test]
    public void Joined_maps_larger_than_a_texture_are_right()
    {
        using var backend =
            new GlBackend(GlSetup.Context.Gl, new GlOptions { Limits = GlLimits.Guaranteed with { TextureBufferTexels = 100 } });
        var x = In([1, 8, 5, 7]);
        var joined = new Node(new Concat(1), [Relu(new Node(new Conv(), [x, new Node(new Variable([8, 8, 1, 1]), "w")])), x * 2f, Relu(x)]);
        Kernels.Agree(Relu(joined), backend, watchAll: false);
    }

    [Test]
    public void Values_lie_in_several_buffers_where_one_would_be_too_large()
    {
        using var backend = new GlBackend(GlSetup.Context.Gl, new GlOptions { Limits = GlLimits.Guaranteed with { BufferBytes = 6000 } });
        var x = In([2, 5, 10, 7]);
        var y = Relu(x) * 0.5f;
        Kernels.Agree(Relu(y * Relu(y) + 1f), backend, watchAll: false);
    }
}
