using Cnn.Networks;
using Cnn.Ops;
using Cnn.Surgery;
using Cnn.Tests.Explain;
using NUnit.Framework;

namespace Cnn.Tests.Surgery;

/// <summary>Kernels of ConvTranspose, Gemm and MatMul, whose numbers lie otherwise than those of Conv.</summary>
public class OtherKernelTests
{
    private const int Maps = 6, Batch = 2;

    private readonly VariableSet _variables = new();

    private static readonly string[] s_layers = ["up", "gemm", "transposed", "matmul"];

    private Node Weight(string name, params int[] lengths)
    {
        var shape = new Shape(lengths);
        _variables.Write(name, TestInputs.Of(shape, name.Length, 1));
        return new Node(new Variable(shape), name);
    }

    // Each layer makes 6 maps or units, of 2 groups of 2 channels or of 4 numbers.
    private Node Layer(string name) => name switch
    {
        "up" => new Node(new ConvTranspose([2, 1], [0, 1, 1, 0], Group: 2),
            [new Node(new Input([Batch, 4, 3, 5]), "x"), Weight("up.weight", 4, Maps / 2, 3, 2), Weight("up.bias", Maps)], name),
        "gemm" => new Node(new Gemm(Beta: 0.5f), [Row(), Weight("gemm.weight", 4, Maps), Weight("gemm.bias", 1, Maps)], name),
        "transposed" => new Node(new Gemm(1.5f, TransB: true), [Row(), Weight("t.weight", Maps, 4), Weight("t.bias", 1)], name),
        _ => new Node(new MatMul(), [Row(), Weight("m.weight", 4, Maps)], name),
    };

    private static Node Row() => new(new Input([Batch, 4]), "x");

    [TestCaseSource(nameof(s_layers))]
    public void A_cut_changes_the_map_that_it_names_and_no_other(string name)
    {
        var layer = Layer(name);
        Cut[] cuts =
        [
            new ZeroKernel(layer, 4), new ZeroKernel(layer, 4, 1), new NegateKernel(layer, 4), new AddNoise(layer, 4),
            new SetNumber(layer, 4, 1, 0, 9), new PruneChannel(layer, 4),
        ];
        var before = Value(layer, layer, null);
        foreach (var cut in cuts)
        {
            var after = Value(layer, layer, cut);
            for (int i = 0; i < after.Count; i++)
                if (MapOf(after, i) != 4)
                    Assert.That(after.Floats[i], Is.EqualTo(before.Floats[i]), $"{cut}");
            Assert.That(Of(after, 4), Is.Not.EqualTo(Of(before, 4)), $"{cut}");
        }
        Assert.That(Of(Value(layer, layer, cuts[^1]), 4), Is.All.Zero);
    }

    [TestCaseSource(nameof(s_layers))]
    public void A_kernel_is_what_its_map_is_made_with(string name)
    {
        var layer = Layer(name);
        var layout = KernelLayout.Of(layer)!;
        Assert.That((layout.Maps, layout.Channels), Is.EqualTo((Maps, name == "up" ? 2 : 4)));
        // The maps of a network in which only one kernel has numbers are those of that one: sums over what it reads.
        var weights = _variables[layer.Inputs[1].Name];
        float[] kernel = layout.Read(weights, 5, null);
        foreach (int other in Enumerable.Range(0, Maps).Except([5]))
            layout.Write(weights, other, null, new float[kernel.Length]);
        var alone = Value(layer, layer, new ZeroKernel(layer, 5));
        var with = Value(layer, layer, new SetKernel(layer, 5, null, [.. kernel.Select(v => 2 * v)]));
        var once = Value(layer, layer, null);
        for (int i = 0; i < once.Count; i++)
            Assert.That(with.Floats[i] - once.Floats[i], Is.EqualTo(once.Floats[i] - alone.Floats[i]).Within(1e-5));
        Assert.That(weights.Floats.ToArray().Where(v => v != 0), Is.EquivalentTo(kernel), "the rest were the other maps'");
    }

    [TestCaseSource(nameof(s_layers))]
    public void Swapped_kernels_swap_what_is_said_without_a_bias(string name)
    {
        var layer = Layer(name);
        layer = new Node(layer.Op, layer.Inputs.AsSpan()[..2], layer.Name);
        // Of a ConvTranspose in one group: another group reads other channels.
        var (before, after) = (Value(layer, layer, null), Value(layer, layer, new SwapKernels(layer, 3, 5)));
        Assert.That((Of(after, 3), Of(after, 5)), Is.EqualTo((Of(before, 5), Of(before, 3))));
    }

    [TestCaseSource(nameof(s_layers))]
    public void Every_cut_is_the_same_in_OnnxRuntime(string name)
    {
        var layer = Layer(name);
        var output = new Node(new Sigmoid(), [layer], "sigmoid");
        var operation = Operation.On(new Graph(output), _variables);
        foreach (Cut cut in new Cut[]
        {
            new NegateKernel(layer, 1), new ZeroKernel(layer, 0, 1), new SwapKernels(layer, 4, 5), new AddNoise(layer, 2),
            new SetNumber(layer, 4, 0, 0, 2), new PruneChannel(layer, 3),
        })
        {
            operation = operation.With(cut);
            OperatedNetwork.RequireSameInOnnxRuntime(operation, Picture(layer));
        }
        Assert.That(Of(OperatedNetwork.Value(operation.Graph, _variables, operation.Of(output)!, Picture(layer)), 3), Is.All.Zero,
            "pruned behind the sigmoid too");
    }

    [Test]
    public void A_unit_is_pruned_behind_what_is_added_to_it()
    {
        var layer = Layer("matmul");
        var sum = new Node(new Add(), [layer, new Node(new Constant(TestInputs.Of([Maps], 3, 1)), "bias")], "sum");
        var relu = new Node(new Relu(), [sum], "relu");
        var after = Value(layer, relu, new PruneChannel(layer, 2));
        Assert.That(Of(after, 2), Is.All.Zero);
        Assert.That(Of(after, 1), Is.EqualTo(Of(Value(layer, relu, null), 1)));
    }

    private static Tensor Picture(Node layer) => TestInputs.Of(layer.Inputs[0].Shape, 8, 2);

    private Tensor Value(Node layer, Node output, Cut? cut)
    {
        var operation = Operation.On(new Graph(output), _variables);
        if (cut is not null)
            operation = operation.With(cut);
        return OperatedNetwork.Value(operation.Graph, _variables, operation.Of(output)!, Picture(layer));
    }

    private static int MapOf(Tensor value, int index) => index / value.Shape.Product(2, value.Shape.Rank) % Maps;

    private static float[] Of(Tensor value, int map) =>
        [.. Enumerable.Range(0, value.Count).Where(i => MapOf(value, i) == map).Select(i => value.Floats[i])];
}
