using Cnn.Backends;
using Cnn.Gl;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>Weights between the set and the device, both ways.</summary>
public class PublicationTests
{
    private static ISession Doubling(GlBackend backend, VariableSet variables, params string[] names)
    {
        var updates = names.Select(name => new Node(new Variable([3]), name)).Select(w => new Update(w, w * 2f));
        return backend.CompileNow(new Cnn.Graph([], updates), variables);
    }

    private static VariableSet Ones(params string[] names)
    {
        var variables = new VariableSet();
        foreach (string name in names)
            variables.Write(name, Tensor.Vector(1f, 1f, 1f));
        return variables;
    }

    [Test]
    public void Updates_are_published_by_and_by_a_whole_step_at_once_and_without_waiting()
    {
        var fences = new HeldFences();
        var clock = new Clock();
        using var backend = new GlBackend(GlSetup.Context.Gl, new GlOptions { Fences = fences, Time = clock });
        var variables = Ones("a", "b");
        using var session = Doubling(backend, variables, "a", "b");
        session.Run();
        Assert.That(variables["a"].Floats[0], Is.EqualTo(1), "the device has not got there yet");
        fences.PassAll();
        session.Run();
        Assert.That((variables["a"].Floats[2], variables["b"].Floats[2]), Is.EqualTo((2f, 2f)), "of the first run; the second comes later");
        Assert.That((variables.Version("a"), variables.Published.Revision), Is.EqualTo((2L, 3L)));
        Run();
        Assert.That(variables["a"].Floats[0], Is.EqualTo(2), "so soon after the last time nothing is fetched");
        clock.Now += TimeSpan.FromSeconds(1);
        Run();
        Run();
        Assert.That((variables["a"].Floats[0], variables["b"].Floats[0]), Is.EqualTo((16f, 16f)));
        Assert.That(fences.Waits.Where(w => w > TimeSpan.Zero), Is.Empty);
        session.Publish();
        Assert.That(variables["b"].Floats[1], Is.EqualTo(32));

        void Run()
        {
            fences.PassAll();
            session.Run();
        }
    }

    [Test]
    public void What_was_written_meanwhile_wins_over_what_comes_back()
    {
        var fences = new HeldFences();
        using var backend = new GlBackend(GlSetup.Context.Gl, new GlOptions { Fences = fences });
        var variables = Ones("a", "b");
        using var session = Doubling(backend, variables, "a", "b");
        session.Run();
        variables.Write("a", Tensor.Vector(100f, 100f, 100f));
        fences.PassAll();
        session.Run();
        Assert.That((variables["a"].Floats[0], variables["b"].Floats[0]), Is.EqualTo((100f, 2f)));
        session.Publish();
        Assert.That((variables["a"].Floats[0], variables["b"].Floats[0]), Is.EqualTo((200f, 4f)));
    }

    [Test]
    public void New_weights_come_to_the_device_one_variable_a_step_and_of_one_publication()
    {
        var clock = new Clock();
        using var backend = new GlBackend(GlSetup.Context.Gl, new GlOptions { Time = clock });
        var variables = Ones("a", "b", "c");
        var sum = new Node(new Variable([3]), "a") + new Node(new Variable([3]), "b") + new Node(new Variable([3]), "c");
        using var session = (IGlSession)backend.CompileNow(new Cnn.Graph(sum), variables);
        session.Run();
        variables.Write(Step(10));
        Assert.That(session.Step(TimeSpan.Zero), Is.False);
        variables.Write(Step(100));
        while (!session.Step(TimeSpan.Zero)) { }
        Assert.That(session.Read(sum).Floats.ToArray(), Is.EqualTo(new[] { 30f, 30f, 30f }), "what was under way is not mixed with newer");
        Assert.That(session.Weights["c"].Floats[0], Is.EqualTo(10));
        session.Run();
        Assert.That(session.Read(sum).Floats.ToArray(), Is.EqualTo(new[] { 300f, 300f, 300f }));

        static IEnumerable<KeyValuePair<string, Tensor>> Step(float value) =>
            new[] { "a", "b", "c" }.Select(name => KeyValuePair.Create(name, Tensor.Vector(value, value, value)));
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
