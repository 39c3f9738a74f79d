using Cnn.Backends;
using Cnn.Gl;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Planning;
using Cnn.Preprocessing;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Planning;

/// <summary>What plans of <c>gl</c> do with memory: no device is needed for them.</summary>
public class PlannedMemoryTests
{
    private static readonly Dictionary<string, Func<VariableSet, Graph>> Networks = new()
    {
        ["LeNet"] = v => LeNet.Build(v, batch: 2).Graph,
        ["digit network"] = v => DigitNetwork.Build(v, batch: 3).Graph,
        ["SqueezeNet"] = v => SqueezeNet.Build(v, 97, 65).Graph,
        ["MobileNetV2"] = v => MobileNetV2.Build(v, 64, 96).Graph,
        ["MobileNetV3Small"] = v => MobileNetV3Small.Build(v, 65, 96, batch: 2).Graph,
        ["ResNet18"] = v => ResNet18.Build(v, 65, 97).Graph,
        ["ShuffleNetV2"] = v => ShuffleNetV2.Build(v, 65, 97).Graph,
        ["EfficientNetB0"] = v => EfficientNetB0.Build(v, 65, 97).Graph,
        ["DenseNet121"] = v => DenseNet121.Build(v, 65, 97).Graph,
        ["UNet"] = v => UNet.Build(v, 65, 97, maps: 8).Graph,
        ["TinyYolo"] = v => TinyYolo.Build(v, 65, 97),
        ["a page before the digit network"] = Page,
        ["training"] = v => new TrainingGraph(LeNet.Build(v, batch: 4), v).Graph,
    };

    private static Graph Page(VariableSet variables)
    {
        var network = DigitNetwork.Build(variables);
        return PreprocessingGraph.For(Recipe.Guess(network.Input.Shape), network.Input.Shape).Before(network.Graph, network.Input).Graph;
    }

    private static Plan Plan(Graph graph, params Node[] watched) => GraphPlanner.Plan(
        new CompiledGraph(graph, new CompileOptions { Watched = [.. watched] }), v => GlTensor.New(v.Shape), new GlOptions(), int.MaxValue);

    private static IEnumerable<(IEnumerable<GlMemory> Reads, GlMemory Written)> Touched(Plan plan) =>
        plan.Launches.Select(l => (l.Reads.Select(t => t.Memory), l.Written.Memory));

    private static (object, long, long)? PlaceOf(GlMemory memory) =>
        memory.Whole == memory ? null : (memory.Whole, memory.Offset, memory.Offset + memory.Bytes);

    private static IEnumerable<string> Names => Networks.Keys;

    [TestCaseSource(nameof(Names))]
    public void Every_launch_finds_what_it_reads(string name)
    {
        var graph = Networks[name](new VariableSet());
        var middle = graph.Nodes.Where(n => !n.IsLeaf).ElementAt(graph.Nodes.Count(n => !n.IsLeaf) / 2);
        foreach (var plan in new[] { Plan(graph), Plan(graph, middle) })
        {
            Assert.That(MemoryCheck.Fault(Touched(plan), PlaceOf), Is.Null);
            foreach (var node in new[] { middle }.Concat(graph.Outputs).Where(n => plan.TryValueOf(n, out _) && plan.IsKept(n)))
                Assert.That(PlaceOf(plan.ValueOf(node).Memory), Is.Null, $"{node} can be read after the run");
        }
    }

    [Test]
    public void Every_launch_of_a_random_graph_finds_what_it_reads([Range(1, 300)] int seed)
    {
        var plan = Plan(RandomGraph.Of(seed));
        Assert.That(MemoryCheck.Fault(Touched(plan), PlaceOf), Is.Null);
        Assert.That(plan.Updates.Select(u => PlaceOf(u.Value.Memory)), Is.All.Null);
    }

    // The checker must see what a planner that ends a life one launch early does.
    [Test]
    public void A_life_that_ends_too_early_is_found()
    {
        var launches = Touched(Plan(SqueezeNet.Build(new VariableSet(), 97, 65).Graph)).ToArray();
        var lives = Lifetimes.Of(launches, memory => memory.Bytes);
        var memory = lives.Keys.ToArray();
        string? Fault(Func<Lifetime, Lifetime> change)
        {
            var arena = new Arena([.. memory.Select(m => change(lives[m]))], 256, long.MaxValue);
            var places = memory.Zip(arena.Places).ToDictionary(p => p.First, p => p.Second);
            return MemoryCheck.Fault(launches, m => !places.TryGetValue(m, out var place) ? null
                : (arena, place.Offset, place.Offset + m.Bytes));
        }
        Assert.That(Fault(life => life), Is.Null);
        Assert.That(Fault(life => life with { Last = Math.Max(life.First, life.Last - 1) }), Does.Contain("overwrite"));
        Assert.That(Fault(life => life with { First = Math.Min(life.First + 1, life.Last) }), Does.Contain("overwrite"));
    }

    [TestCase("SqueezeNet")]
    [TestCase("ResNet18")]
    public void Reuse_leaves_two_fifths_or_less(string name)
    {
        var variables = new VariableSet();
        var graph = name == "ResNet18" ? ResNet18.Build(variables).Graph : SqueezeNet.Build(variables).Graph;
        long kept = GlBackend.PlannedBytes(graph), reused = GlBackend.PlannedBytes(graph, new CompileOptions { Watched = [] });
        // What is only fused, and shares nothing, is the stricter measure.
        long fused = Touched(Plan(graph)).Select(l => l.Written).Distinct().Sum(memory => memory.Bytes);
        TestContext.Out.WriteLine($"{name}: {kept:N0} bytes kept, {fused:N0} fused, {reused:N0} reused");
        Assert.That(fused, Is.LessThan(kept));
        Assert.That(reused, Is.LessThanOrEqualTo(0.4 * fused));
        Assert.That(reused, Is.GreaterThan(0));
    }

    [Test]
    public void Who_watches_everything_keeps_everything()
    {
        var graph = LeNet.Build(new VariableSet()).Graph;
        var plan = GraphPlanner.Plan(new CompiledGraph(graph, null), v => GlTensor.New(v.Shape), new GlOptions(), int.MaxValue);
        Assert.That(Touched(plan).Select(l => PlaceOf(l.Written)), Is.All.Null);
        Assert.That(plan.ActivationBytes, Is.EqualTo(GlBackend.PlannedBytes(graph)));
    }
}
