using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Tests.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Cpu;

/// <summary>Sessions of the backend <c>cpu</c>: threads, weights that change, memory.</summary>
public class CpuSessionTests
{
    [Test]
    public void Two_sessions_on_two_threads_do_not_disturb_each_other()
    {
        using var backend = new CpuBackend(threads: 3);
        var variables = new VariableSet();
        var network = ResNet18.Build(variables, 64, 48, classes: 5);
        var inputs = Enumerable.Range(0, 2).Select(i => TestInput.Floats(network.Input.Shape).Value(i)).ToArray();
        var expected = inputs.Select(input => RunOnce(backend, network, variables, input)).ToArray();
        Parallel.For(0, 2, i =>
        {
            using var session = backend.CompileNow(network.Graph, variables, new CompileOptions { Watched = [] });
            session.Write(network.Input, inputs[i]);
            for (int round = 0; round < 30; round++)
            {
                session.Run();
                // To the bit: who computes a task changes nothing of it.
                Assert.That(session.Read(network.Probabilities).Floats.SequenceEqual(expected[i].Floats), $"session {i}, round {round}");
            }
        });
    }

    [Test]
    public void Weights_that_are_written_count_from_the_next_run_on()
    {
        using var backend = new CpuBackend(threads: 2);
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        var picture = TestInput.Floats(network.Input.Shape).Value(1);
        using var session = backend.CompileNow(network.Graph, variables);
        session.Write(network.Input, picture);
        session.Run();
        var before = session.Read(network.Probabilities);
        string name = variables.Names.First(n => n.StartsWith("conv1", StringComparison.Ordinal));
        variables.Write(name, TestInput.Floats(variables[name].Shape).Value(9));
        session.Run();
        var after = session.Read(network.Probabilities);
        Assert.That(after.Floats.SequenceEqual(before.Floats), Is.False);
        Assert.That(new Closeness().Difference(RunOnce(new ReferenceBackend(), network, variables, picture), after), Is.Null);
    }

    // Depthwise convolutions and products of matrices in the one, Winograd's way in the other.
    [TestCase("mobilenetv2")]
    [TestCase("resnet18")]
    public void A_run_allocates_nothing(string name)
    {
        using var backend = new CpuBackend(threads: 2);
        var variables = new VariableSet();
        var network = name == "resnet18" ? ResNet18.Build(variables, 96, 64, classes: 5) : MobileNetV2.Build(variables, 64, 64, classes: 5);
        using var session = backend.CompileNow(network.Graph, variables, new CompileOptions { Watched = [] });
        var output = new Tensor(network.Probabilities.Shape);
        Repeat(3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(10);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Repeat(int runs)
        {
            for (int i = 0; i < runs; i++)
            {
                session.Run();
                session.Read(network.Probabilities, output);
            }
        }
    }

    [Test]
    public void Layers_share_memory_where_only_outputs_are_wanted()
    {
        using var backend = new CpuBackend(threads: 1);
        var network = ResNet18.Build(new VariableSet(), 64, 64);
        long kept = backend.ActivationBytes(network.Graph);
        long reused = backend.ActivationBytes(network.Graph, new CompileOptions { Watched = [] });
        Assert.That(reused, Is.LessThan(kept / 4));
    }

    [Test]
    public void A_session_that_was_disposed_says_so()
    {
        using var backend = new CpuBackend(threads: 1);
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        var session = backend.CompileNow(network.Graph, variables);
        session.Dispose();
        Assert.That(Assert.Throws<CnnException>(() => session.Run())!.Message, Does.StartWith("the session was disposed"));
        Assert.That(Assert.Throws<CnnException>(() => new CpuBackend(-1))!.Message, Does.StartWith("-1 threads cannot run anything"));
    }

    [Test]
    public void What_runs_inside_a_task_of_the_same_threads_is_done_too()
    {
        using var crew = new ThreadCrew(3);
        int done = 0;
        var inner = new Counting(5, () => Interlocked.Increment(ref done));
        for (int round = 0; round < 200; round++)
            crew.Run(new Counting(7, () => crew.Run(inner)));
        Assert.That(done, Is.EqualTo(200 * 7 * 5));
    }

    [Test]
    public void An_error_in_a_task_names_the_node_and_the_threads_go_on()
    {
        using var crew = new ThreadCrew(2);
        var error = Assert.Throws<CnnException>(() => crew.Run(new Counting(8, () => throw new InvalidOperationException("broken"))))!;
        Assert.That(error.Message, Is.EqualTo("node 'x': broken"));
        int done = 0;
        crew.Run(new Counting(8, () => Interlocked.Increment(ref done)));
        Assert.That(done, Is.EqualTo(8));
    }

    private sealed class Counting(int tasks, Action act) : Launch(X, "count", [], Nothing)
    {
        private static readonly Node X = new(new Input([1]), "x");
        private static readonly CpuTensor Nothing = CpuTensor.New([1], DataType.Float32, CpuLayout.Rows, lanes: 4);

        public override bool IsShort => false;

        public override int Tasks => tasks;

        public override void Run(int task) => act();
    }

    private static Tensor RunOnce(IBackend backend, Network network, VariableSet variables, Tensor input)
    {
        using var session = backend.CompileNow(network.Graph, variables, new CompileOptions { Watched = [] });
        session.Write(network.Input, input);
        session.Run();
        return session.Read(network.Probabilities);
    }
}
