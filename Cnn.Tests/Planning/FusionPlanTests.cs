using Cnn.Ops;
using Cnn.Planning;
using NUnit.Framework;

namespace Cnn.Tests.Planning;

/// <summary>For a backend whose convolutions add a map and apply a Relu or a LeakyRelu.</summary>
public class FusionPlanTests
{
    private static readonly Node X = new(new Input([2, 3, 5, 7]), "x");

    private static Node Conv(Node x, string name = "w") => new(new Conv(), [x, new Node(new Variable([3, 3, 1, 1]), name)], name);

    private static Node Rectified(Node x) => new(new Relu(), [x]);

    private static FusionPlan Plan(Graph graph, bool keepsAll = false) =>
        new(new GraphFacts(graph, keepsAll), node => node.Op is Conv, node => node.Op is Relu or LeakyRelu);

    [Test]
    public void An_addition_and_an_activation_go_into_the_convolution()
    {
        var conv = Conv(X);
        var sum = X + conv;
        var output = new Node(new LeakyRelu(0.3f), [sum]);
        var plan = Plan(new Graph(output));
        Assert.That(plan.Of(conv), Is.EqualTo(new Fusion(output, Residual: X, Activation: output)));
        Assert.That(new[] { conv, sum, output }.Select(plan.IsFused), Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public void A_gate_of_a_value_goes_into_the_convolution_if_nobody_else_reads_either()
    {
        var conv = Conv(X);
        var gate = new Node(new Sigmoid(), [conv]);
        var output = new Node(new Mul(), [conv, gate]);
        var plan = new FusionPlan(new GraphFacts(new Graph(output), false), node => node.Op is Conv, node => node.Op is Mul);
        Assert.That(plan.Of(conv), Is.EqualTo(new Fusion(output, Activation: output)));
        Assert.That(new[] { conv, gate, output }.Select(plan.IsFused), Is.EqualTo(new[] { false, true, true }));
        plan = new FusionPlan(new GraphFacts(new Graph(output, gate), false), node => node.Op is Conv, node => node.Op is Mul);
        Assert.That(plan.Of(conv), Is.EqualTo(new Fusion(conv)));
    }

    [Test]
    public void The_gradient_of_a_Relu_before_a_pool_goes_into_the_gradient_of_the_pool()
    {
        var pool = new MaxPool([2, 2], [2, 2]);
        var gradient = new Node(new Input([2, 3, 2, 3]), "dy");
        var back = new Node(new MaxPoolGrad(pool), [X, gradient]);
        Node relu = new(new ReluGrad(), [X, back]), another = new(new ReluGrad(), [new Node(new Relu(), [X]), back]);
        Assert.That(Of(new Graph(relu)), Is.EqualTo(new Fusion(relu, Activation: relu)));
        Assert.That(Of(new Graph(relu, back)), Is.EqualTo(new Fusion(back)), "it is wanted itself");
        Assert.That(Of(new Graph(another)), Is.EqualTo(new Fusion(back)), "of other values than the pool's");

        Fusion Of(Graph graph) => new FusionPlan(new GraphFacts(graph, false), node => node.Op is MaxPoolGrad, _ => true).Of(back);
    }

    [Test]
    public void Asking_changes_nothing()
    {
        var conv = Conv(X);
        var output = Rectified(conv);
        var plan = Plan(new Graph(output));
        var first = plan.Of(conv);
        Assert.That(plan.Of(conv), Is.EqualTo(first));
        Assert.That(plan.Of(conv).Target, Is.SameAs(output));
    }

    [Test]
    public void Of_two_branches_the_later_one_adds_the_other()
    {
        // Nodes are in the order in which the sum reads them.
        Node early = Conv(X, "early"), late = Conv(X, "late");
        var reluOfEarly = Rectified(early);
        var sum = reluOfEarly + late;
        var plan = Plan(new Graph(sum));
        Assert.That(plan.Of(early), Is.EqualTo(new Fusion(reluOfEarly, Activation: reluOfEarly)));
        Assert.That(plan.Of(late), Is.EqualTo(new Fusion(sum, Residual: reluOfEarly)));
        // What is not there yet cannot be added.
        var turned = Plan(new Graph(late + Rectified(new Node(new MaxPool([1, 1]), [X]))));
        Assert.That(turned.Of(late).Target, Is.SameAs(late));
    }

    [Test]
    public void What_is_kept_read_twice_or_of_another_shape_stays()
    {
        var conv = Conv(X);
        var relu = Rectified(conv);
        Assert.That(Plan(new Graph(relu), keepsAll: true).Of(conv).Target, Is.SameAs(conv));
        Assert.That(Plan(new Graph(relu, conv)).Of(conv).Target, Is.SameAs(conv));
        Assert.That(Plan(new Graph(new Node(new Mul(), [relu, conv]))).Of(conv).Target, Is.SameAs(conv));
        Assert.That(Plan(new Graph(conv + conv)).Of(conv).Target, Is.SameAs(conv));
        Assert.That(Plan(new Graph(conv + 1f)).Of(conv).Target, Is.SameAs(conv));
    }

    [Test]
    public void What_is_computed_once_does_not_take_over_what_follows_an_input()
    {
        var conv = Conv(new Node(new Variable([2, 3, 5, 7]), "map"));
        var plan = Plan(new Graph(conv + X));
        Assert.That(plan.Of(conv).Target, Is.SameAs(conv));
    }

    [Test]
    public void Other_kernels_compute_their_node_alone()
    {
        var pool = new Node(new MaxPool([2, 2]), [X]);
        var relu = Rectified(pool);
        var plan = Plan(new Graph(relu));
        Assert.That(plan.Of(pool), Is.EqualTo(new Fusion(pool)));
        Assert.That(plan.Of(relu), Is.EqualTo(new Fusion(relu)));
    }
}
