using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>Row-major tensors whose elements are computed four at once: also where their number is no multiple of four.</summary>
public class NeighbourTests
{
    private static Node In(Shape shape, string name = "x", DataType type = DataType.Float32) => new(new Input(shape, type), name);

    private static Node Of(Op op, params Node[] inputs) => new(op, inputs);

    [Test]
    public void A_rest_of_less_than_four_is_computed_and_harms_nothing([Range(1, 9)] int count)
    {
        var (x, y) = (In([count]), In([count], "positive y"));
        // Behind the last element there is infinity or NaN now: 1 / 0, 0 / 0, log 0.
        var wild = Of(new Log(), Of(new Reciprocal(), y)) / y;
        var pair = Of(new Concat(0), x + wild, y);
        Kernels.Agree(new Graph(Of(new ReduceSum(KeepDims: false), wild), Of(new ReduceMax([0]), x * wild), Of(new Softmax(0), wild), pair,
            Of(new Reshape([1, 1, 1, -1]), pair * 2f)));
    }

    [Test]
    public void Maps_of_odd_sizes_are_right(
        [Values(1, 3, 5)] int channels, [Values(1, 3, 4)] int height, [Values(1, 2, 7)] int width, [Values] bool watchAll)
    {
        var x = In([3, channels, height, width]);
        var moved = Of(new Abs(), x * 0.5f - In([1, channels, 1, 1], "per channel")) + In([], "scalar");
        var kept = Of(new Clip(), moved, new Node(new Constant(Tensor.Scalar(0.1f))), new Node(new Constant(Tensor.Scalar(0.7f))));
        Node[] outputs =
        [
            Of(new ReduceL1([2, 3]), kept * In([height, width], "each place")), Of(new Max(), kept, moved, x),
            Of(new Mean(), kept, x, In([1, 1, 1, 1], "one")), Of(new Relu(), x) + In([width], "row"),
        ];
        Kernels.Agree(new Graph(outputs), watchAll: watchAll);
    }

    [Test]
    public void What_lay_in_shared_memory_before_does_not_come_in_with_the_rest([Values(33, 34, 35)] int count)
    {
        // NaN fills memory that later and smaller values get; none of it equals itself.
        var none = Of(new Log(), In([257], "large") + -100f);
        var nothing = Of(new ReduceSum(KeepDims: false), Of(new Cast(DataType.Float32), Of(new Equal(), none, none)));
        var later = Of(new Relu(), Of(new Relu(), Of(new Relu(), In([count]) + nothing) * 2f) + -1f);
        Kernels.Agree(new Graph(Of(new ReduceSum(KeepDims: false), later), Of(new ReduceL1(), later)), watchAll: false);
    }

    [Test]
    public void All_of_a_tensor_is_summed_four_neighbours_at_once([Values(4_099, 4_100, 20_001, 20_004)] int count, [Values] bool watchAll)
    {
        var x = In([1, 1, count, 3], "x");
        Op[] folds = [new ReduceSum(), new ReduceMean(), new ReduceL1(KeepDims: false), new ReduceL2(), new ReduceMax(), new ReduceMin()];
        var nodes = folds.Select(fold => Of(fold, Of(new Abs(), x)));
        Kernels.Agree(new Graph([.. nodes]), watchAll: watchAll);
    }

    [Test]
    public void A_row_is_gathered_four_neighbours_at_once([Values(1, 3, 4, 8)] int count)
    {
        var columns = new Node(new Constant(Tensor.Vector([.. Enumerable.Range(0, count).Select(i => i * 5 % 7 - i % 2)])), "columns");
        Kernels.Agree(new Graph(Of(new Gather(3), In([2, 3, 5, 7]), columns), Of(new Gather(2), In([2, 3, 7, 4], "y"), columns),
            Of(new Gather(3), In([2, 3, 5, 7], "whole", DataType.Int32), columns)));
    }

    [Test]
    public void Whole_numbers_and_relations_are_computed_one_by_one([Values(3, 4, 6)] int count)
    {
        var (a, b) = (In([2, count], "a", DataType.Int32), In([count], "b", DataType.Int32));
        var (x, y) = (In([2, count]), In([2, count], "y"));
        Kernels.Agree(new Graph(a + b, Of(new Greater(), x, y), Of(new Where(), Of(new Less(), x, y), x, y), Of(new Pow(), x, a)));
    }

    [Test]
    public void An_invocation_has_four_neighbours_and_the_last_one_the_rest()
    {
        var x = In([1, 3, 5, 7]);
        Assert.That(Invocations(Of(new Relu(), x)), Is.EqualTo(27));
        Assert.That(Invocations(x * 0.5f), Is.EqualTo(27));
        Assert.That(Invocations(x + In([1, 3, 5, 7], "y")), Is.EqualTo(27));
        // A texel must not reach into the next channel.
        Assert.That(Invocations(x + In([1, 3, 1, 1], "y")), Is.EqualTo(105));
        Assert.That(Invocations(In([1, 3, 5, 8]) + In([1, 3, 1, 1], "y")), Is.EqualTo(30));
        Assert.That(Invocations(x + In([7], "y")), Is.EqualTo(105));
    }

    private static int Invocations(Node node) => GraphPlanner
        .Plan(new CompiledGraph(new Graph(node), null), v => GlTensor.New(v.Shape), new GlOptions(), int.MaxValue)
        .Launches.OfType<KernelLaunch>().Single().Kernel.Invocations;
}
