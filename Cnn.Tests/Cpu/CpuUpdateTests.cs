using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Cpu;

/// <summary>Variables that a run's updates change: what the next run sees, and when all others do.</summary>
public sealed class CpuUpdateTests : IDisposable
{
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(5);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private readonly Clock _clock = new();
    private VariableSet _variables = null!;
    private CpuBackend? _backend;
    private Node _a = null!, _b = null!, _sum = null!;

    [SetUp]
    public void Make()
    {
        _backend = new CpuBackend(2, _clock);
        _variables = new VariableSet();
        _variables.Write("a", Tensor.From<float>([3], [1, 2, 3]));
        _variables.Write("b", Tensor.From<float>([3], [10, 20, 30]));
        (_a, _b) = (new Node(new Variable([3]), "a"), new Node(new Variable([3]), "b"));
        _sum = new Node(new Add(), [_a, _b], "sum");
    }

    [TearDown]
    public void Dispose() => _backend?.Dispose();

    // a becomes a + b.
    private ISession Growing() => _backend!.CompileNow(new Cnn.Graph([_sum], [new Update(_a, _sum)]), _variables);

    private float[] A => _variables["a"].Floats.ToArray();

    [Test]
    public void Each_run_sees_what_the_last_one_made_and_others_see_it_a_few_times_a_second()
    {
        using var session = Growing();
        session.Run();
        Assert.That(A, Is.EqualTo(new[] { 11, 22, 33 }), "the first step is published at once");
        session.Run();
        session.Run();
        Assert.That(session.Read(_sum).Floats.ToArray(), Is.EqualTo(new[] { 31, 62, 93 }));
        Assert.That(A, Is.EqualTo(new[] { 11, 22, 33 }));
        _clock.Now += TimeSpan.FromSeconds(0.2);
        session.Run();
        Assert.That(A, Is.EqualTo(new[] { 41, 82, 123 }));
        session.Run();
        session.Publish();
        Assert.That(A, Is.EqualTo(new[] { 51, 102, 153 }), "whoever asks has the newest");
        long revision = _variables.Published.Revision;
        session.Publish();
        Assert.That(_variables.Published.Revision, Is.EqualTo(revision), "there is nothing new");
    }

    [Test]
    public void What_was_not_published_is_when_the_session_ends()
    {
        var session = Growing();
        session.Run();
        session.Run();
        session.Dispose();
        Assert.That(A, Is.EqualTo(new[] { 21, 42, 63 }));
    }

    [Test]
    public void What_somebody_wrote_meanwhile_wins()
    {
        using var session = Growing();
        session.Run();
        session.Run();
        _variables.Write("a", Tensor.From<float>([3], [0, 0, 7]));
        session.Publish();
        Assert.That(A, Is.EqualTo(new[] { 0, 0, 7 }));
        session.Run();
        Assert.That(session.Read(_sum).Floats.ToArray(), Is.EqualTo(new[] { 10, 20, 37 }));
        _variables.Write("b", Tensor.From<float>([3], [1, 1, 1]));
        session.Run();
        Assert.That(session.Read(_sum).Floats.ToArray(), Is.EqualTo(new[] { 11, 21, 38 }), "a is its own, b the other's");
    }

    [Test]
    public void Variables_may_change_places()
    {
        using var session = _backend!.CompileNow(new Cnn.Graph([_sum], [new Update(_a, _b), new Update(_b, _a)]), _variables);
        session.Run();
        session.Publish();
        Assert.That((A, _variables["b"].Floats.ToArray()), Is.EqualTo((new[] { 10f, 20, 30 }, new[] { 1f, 2, 3 })));
    }

    [Test]
    public void A_step_between_publications_allocates_nothing()
    {
        using var session = Growing();
        for (int i = 0; i < 3; i++)
            session.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            session.Run();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
