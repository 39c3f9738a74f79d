using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>A device that is slower than its orders: what it has not done yet is bounded, and nobody waits for it.</summary>
public class FenceTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(1);

    private HeldFences _fences = new();
    private GlBackend _backend = null!;
    private IGlSession _session = null!;
    private Node _input = null!, _output = null!;

    // A chain of so many launches.
    private void Open(int launches)
    {
        _fences = new HeldFences();
        _backend = OnFences(_fences);
        _input = new Node(new Input([1, 3, 4, 5]), "x");
        _output = _input;
        for (int i = 0; i < launches; i++)
            _output = new Node(new Sigmoid(), [_output]);
        _session = (IGlSession)_backend.CompileNow(new Cnn.Graph(_output), new VariableSet());
    }

    [TearDown]
    public void Close()
    {
        _session.Dispose();
        _backend.Dispose();
        Assert.That(_fences.Open, Is.Zero, "no fence is left");
    }

    [Test]
    public void A_second_run_begins_when_the_device_has_done_the_first()
    {
        Open(3);
        Assert.That(_session.Step(Budget), Is.True, "all of it was given to the device");
        Assert.That(_session.IsIdle, Is.False);
        _session.Write(_input, Filled(1));
        for (int i = 0; i < 5; i++)
            Assert.That(_session.Step(Budget), Is.False);
        Assert.That(_session.Read(_output).Floats[0], Is.EqualTo(0.65078f).Within(1e-4f), "still of the first run: sigmoid³(0)");
        Assert.That(_fences.Inserted, Is.EqualTo(1));
        _fences.PassAll();
        Assert.That(_session.IsIdle, Is.True);
        Assert.That(_session.Step(Budget), Is.True);
        Assert.That(_session.Read(_output).Floats[0], Is.EqualTo(0.66256f).Within(1e-4f), "sigmoid³(1)");
    }

    [Test]
    public void A_long_run_is_given_in_pieces_of_which_two_are_in_flight()
    {
        Open(100);
        Assert.That(_session.Step(Budget), Is.False);
        Assert.That(_fences.Inserted, Is.EqualTo(2));
        for (int i = 0; i < 5; i++)
            Assert.That(_session.Step(Budget), Is.False);
        Assert.That(_fences.Inserted, Is.EqualTo(2), "no order was given meanwhile");
        int steps = 0;
        while (true)
        {
            _fences.PassOne();
            long before = _fences.Inserted;
            bool done = _session.Step(Budget);
            Assert.That(_fences.Inserted - before, Is.InRange(1, 2));
            Assert.That(_fences.Open, Is.LessThanOrEqualTo(3), "two in flight, and the one that ends the run");
            if (done)
                break;
            Assert.That(++steps, Is.LessThan(200));
        }
        Assert.That(steps, Is.GreaterThan(2));
    }

    [Test]
    public void Nobody_waits_longer_than_the_budget_and_readbacks_not_at_all()
    {
        Open(40);
        using var readback = _session.Readback(_output);
        var value = new Tensor(_output.Shape);
        while (!_session.Step(Budget))
            _fences.PassOne();
        _fences.Waits.Clear();
        readback.Request();
        for (int i = 0; i < 3; i++)
            Assert.That(readback.TryTake(value), Is.False);
        _ = _session.IsIdle;
        Assert.That(_fences.Waits, Has.Count.GreaterThanOrEqualTo(4).And.All.EqualTo(TimeSpan.Zero));
        _session.Step(Budget);
        _session.Step(TimeSpan.Zero);
        Assert.That(_fences.Waits, Is.All.GreaterThanOrEqualTo(TimeSpan.Zero).And.All.LessThanOrEqualTo(Budget));
        _fences.PassAll();
        Assert.That(readback.TryTake(value), Is.True);
        Assert.That(value.Floats[0], Is.EqualTo(0.65905f).Within(1e-4f));
    }

    private static GlBackend OnFences(IFences fences) => new(GlSetup.Context.Gl, new GlOptions { Fences = fences });

    private Tensor Filled(float value)
    {
        var tensor = new Tensor(_input.Shape);
        tensor.Floats.Fill(value);
        return tensor;
    }
}
