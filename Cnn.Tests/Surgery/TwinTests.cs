using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Surgery;
using NUnit.Framework;

namespace Cnn.Tests.Surgery;

/// <summary>Both networks in one graph say what each of them says alone.</summary>
public class TwinTests
{
    private readonly OperatedNetwork _network = new();

    private VariableSet Copy()
    {
        var set = new VariableSet();
        set.Write(_network.Variables.Published);
        return set;
    }

    [Test]
    public void Both_say_to_the_bit_what_they_say_alone()
    {
        var operation = _network.Begin().With(new NegateKernel(_network["conv2"], 1)).With(new PruneChannel(_network["depthwise"], 2))
            .With(new ChangePool(_network["pool3"], PoolKind.Max));
        var set = Copy();
        var twin = new Twin(operation, set, _network["conv2"]);
        using var session = new ReferenceBackend().CompileNow(twin.Graph, set);
        Run(session, twin);
        foreach (string name in new[] { "conv1", "conv2", "norm2", "depthwise", "pool3", "probabilities" })
        {
            Assert.That(session.Read(_network[name]).Floats.ToArray(), Is.EqualTo(_network.Value(_network.Begin(), name).Floats.ToArray()));
            Assert.That(session.Read(twin.Of(_network[name])!).Floats.ToArray(),
                Is.EqualTo(_network.Value(operation, name).Floats.ToArray()), name);
        }
    }

    [Test]
    public void What_lies_before_the_first_layer_that_may_be_cut_is_computed_once()
    {
        var twin = new Twin(_network.Begin(), Copy(), _network["conv2"]);
        Assert.That(twin.Of(_network["pool1"]), Is.SameAs(_network["pool1"]));
        Assert.That(twin.Of(_network["conv2"]), Is.Not.SameAs(_network["conv2"]));
        Assert.That((twin.Reaches(_network["conv1"]), twin.Reaches(_network["fc"])), Is.EqualTo((false, true)));
        var early = new Twin(_network.Begin().With(new ZeroKernel(_network["conv1"], 0)), Copy(), _network["conv2"]);
        Assert.That(early.Reaches(_network["conv1"]), "what was cut before comes first");
        Assert.That(new Twin(_network.Begin(), Copy()).Graph.Nodes.Count(n => n.Op is Conv), Is.EqualTo(6));
        Assert.That(twin.Graph.Nodes.Count(n => n.Op is Conv), Is.EqualTo(5));
    }

    [TestCase("reference")]
    [TestCase("cpu")]
    [TestCase("gl")]
    public void Cuts_of_numbers_are_followed_by_the_session_that_runs(string backend)
    {
        using var backends = new OpenBackends();
        var made = backends.All.First(open => open.Name == backend);
        var (operation, set) = (_network.Begin(), Copy());
        var twin = new Twin(operation, set);
        using var session = made.CompileNow(twin.Graph, set);
        List<float[]> said = [Run(session, twin)];
        foreach (var cut in new Cut[]
        {
            new SetNumber(_network["conv1"], 2, 1, 4, 2), new NegateKernel(_network["conv2"], 3), new AddNoise(_network["fc"], 1),
            new PruneChannel(_network["conv1"], 0), new SwapKernels(_network["depthwise"], 0, 6),
        })
        {
            operation = operation.With(cut);
            Assert.That(twin.TryFollow(operation), Is.True, $"{cut}");
            said.Add(Run(session, twin));
            Assert.That(said[^1], Is.Not.EqualTo(said[^2]), $"{cut}");
            using var alone = made.CompileNow(operation.Graph, operation.Variables);
            alone.Write(operation.Graph.Inputs[0], _network.Picture);
            alone.Run();
            Assert.That(said[^1], Is.EqualTo(alone.Read(operation.Graph.Outputs[0]).Floats.ToArray()).Within(1e-6), $"{cut}");
        }
        for (int i = said.Count - 2; i >= 0; i--)
        {
            operation = operation.Undo();
            Assert.That(twin.TryFollow(operation), Is.True);
            Assert.That(Run(session, twin), Is.EqualTo(said[i]), "undone, to the bit");
        }
    }

    [Test]
    public void A_cut_publishes_only_the_weights_that_it_changed()
    {
        var set = Copy();
        var twin = new Twin(_network.Begin(), set);
        var before = set.Published;
        Assert.That(twin.TryFollow(_network.Begin().With(new ZeroKernel(_network["conv2"], 0))), Is.True);
        string[] written = [.. set.Names.Where(name => set.Version(name) != before.Version(name))];
        Assert.That(written, Has.Length.EqualTo(1));
        Assert.That(written[0], Does.EndWith(": kernels"));
        Assert.That(_network.Variables.Names, Has.None.StartsWith("cut "), "the original's set stays as it is");
    }

    [Test]
    public void What_is_no_number_needs_another_graph()
    {
        var set = Copy();
        var twin = new Twin(_network.Begin(), set, _network["conv2"]);
        var published = set.Published;
        foreach (Cut cut in new Cut[]
        {
            new ChangePool(_network["pool3"], PoolKind.Max), new SwapActivation(_network["sigmoid2"], new Relu()),
            new RemoveLayer(_network["sigmoid2"]), new ZeroKernel(_network["conv1"], 1), new PruneChannel(_network["conv2"], 1),
        })
            Assert.That(twin.TryFollow(_network.Begin().With(cut)), Is.False, $"{cut}");
        Assert.That(set.Published, Is.SameAs(published));
        Assert.That(twin.Operation.Cuts, Is.Empty);
    }

    [Test]
    public void A_removed_layer_has_no_counterpart()
    {
        var twin = new Twin(_network.Begin().With(new RemoveLayer(_network["sigmoid2"])), Copy());
        Assert.That(twin.Of(_network["sigmoid2"]), Is.Null);
        Assert.That(twin.Of(_network["norm2"]), Is.Not.Null);
    }

    private float[] Run(ISession session, Twin twin)
    {
        session.Write(_network.Graph.Inputs[0], _network.Picture);
        session.Run();
        return session.Read(twin.Of(_network.Graph.Outputs[0])!).Floats.ToArray();
    }
}
