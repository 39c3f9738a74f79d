using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Surgery;
using Cnn.Tests.Explain;
using NUnit.Framework;

namespace Cnn.Tests.Surgery;

public class OperationTests
{
    private readonly OperatedNetwork _network = new();

    private Cut[] Cuts() =>
    [
        new NegateKernel(_network["conv1"], 1), new ZeroKernel(_network["conv2"], 0, 3), new SwapKernels(_network["conv1"], 0, 1),
        new AddNoise(_network["depthwise"], 3), new SetKernel(_network["conv2"], 5, 1, [1, -1, 0.5f, 0]),
        new PruneChannel(_network["conv2"], 2), new ChangePool(_network["pool1"], PoolKind.Average),
        new SwapActivation(_network["relu1"], new Tanh()), new ChangePool(_network["pool3"], PoolKind.Max),
        new RemoveLayer(_network["relu1"]),
    ];

    [Test]
    public void Undo_and_redo_give_the_same_outputs_to_the_bit()
    {
        List<float[]> outputs = [Probabilities(_network.Begin())];
        var operation = _network.Begin();
        foreach (var cut in Cuts())
        {
            operation = operation.With(cut);
            outputs.Add(Probabilities(operation));
            Assert.That(outputs[^1], Is.Not.EqualTo(outputs[^2]), $"{cut.GetType().Name} changes something");
        }
        Assert.That(operation.Cuts, Is.EqualTo(Cuts().Select((c, i) => operation.Cuts[i])));
        for (int i = outputs.Count - 2; i >= 0; i--)
        {
            operation = operation.Undo();
            Assert.That(Probabilities(operation), Is.EqualTo(outputs[i]));
        }
        Assert.That((operation.CanUndo, operation.CanRedo, operation.Cuts.IsEmpty), Is.EqualTo((false, true, true)));
        Assert.That(operation.Graph, Is.SameAs(_network.Graph));
        Assert.That(operation.Undo(), Is.SameAs(operation));
        for (int i = 1; i < outputs.Count; i++)
        {
            operation = operation.Redo();
            Assert.That(Probabilities(operation), Is.EqualTo(outputs[i]));
        }
        Assert.That(operation.Redo(), Is.SameAs(operation));
    }

    [Test]
    public void A_cut_after_undo_forgets_what_was_undone()
    {
        var first = new NegateKernel(_network["conv1"], 1);
        var second = new ZeroKernel(_network["conv1"], 2);
        var before = _network.Begin().With(first).Undo();
        var after = before.With(second);
        Assert.That(after.Cuts, Is.EqualTo(new Cut[] { second }));
        Assert.That(after.CanRedo, Is.False);
        Assert.That(before.Redo().Cuts, Is.EqualTo(new Cut[] { first }), "the one that was kept is as it was");
    }

    [Test]
    public void Every_cut_is_the_same_in_OnnxRuntime()
    {
        var operation = _network.Begin();
        foreach (var cut in Cuts())
        {
            OperatedNetwork.RequireSameInOnnxRuntime(_network.Begin().With(cut), _network.Picture);
            operation = operation.With(cut);
        }
        OperatedNetwork.RequireSameInOnnxRuntime(operation, _network.Picture);
    }

    [Test]
    public void Both_networks_run_side_by_side_and_share_the_weights_that_no_cut_touched()
    {
        using var backend = new CpuBackend();
        var operation = _network.Begin().With(new ZeroKernel(_network["conv1"], 0));
        using var original = backend.CompileNow(_network.Graph, _network.Variables);
        using var operated = backend.CompileNow(operation.Graph, operation.Variables);
        Assert.That(Run(original), Is.Not.EqualTo(Run(operated)));

        // A new bias reaches both; new kernels only the one that has not been cut.
        var (before, beforeOperated) = (Run(original), Run(operated));
        var kernels = _network.Variables["conv1.weight"].Clone();
        kernels.Floats.Fill(0.1f);
        _network.Variables.Write("conv1.weight", kernels);
        Assert.That(Run(original), Is.Not.EqualTo(before));
        Assert.That(Run(operated), Is.EqualTo(beforeOperated));
        _network.Variables.Write("fc.bias", TestInputs.Of([4], 99, 3));
        Assert.That(Run(operated), Is.Not.EqualTo(beforeOperated));

        float[] Run(ISession session)
        {
            var graph = session == original ? _network.Graph : operation.Graph;
            session.Write(graph.Inputs[0], _network.Picture);
            session.Run();
            return session.Read(graph.Outputs[0]).Floats.ToArray();
        }
    }

    [Test]
    public void A_network_that_was_finished_can_learn_the_weights_that_were_cut()
    {
        var (graph, variables) = _network.Begin().With(new NegateKernel(_network["conv1"], 0)).Finished();
        Assert.That(graph.Variables.Select(v => v.Name), Is.EquivalentTo(_network.Graph.Variables.Select(v => v.Name)));
        Assert.That(variables["conv1.weight"].Floats[0], Is.EqualTo(-_network.Variables["conv1.weight"].Floats[0]));
        Assert.That(variables["fc.weight"], Is.SameAs(_network.Variables["fc.weight"]));
    }

    private float[] Probabilities(Operation operation) =>
        OperatedNetwork.Value(operation.Graph, _network.Variables, operation.Graph.Outputs[0], _network.Picture).Floats.ToArray();
}
