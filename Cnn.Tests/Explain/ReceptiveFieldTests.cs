using Cnn.Explain;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Explain;

public class ReceptiveFieldTests
{
    [Test]
    public void Kernels_strides_and_dilations_add_up_per_axis()
    {
        var x = new Node(new Input([1, 1, 40, 60]), "x");
        var conv = new Node(new Conv(Strides: [2, 1]), [x, new Node(new Variable([4, 1, 3, 5]), "w")]);
        var pool = new Node(new MaxPool([2, 2], Strides: [2, 2]), [conv]);
        var dilated = new Node(new Conv(Dilations: [2, 3]), [pool, new Node(new Variable([4, 4, 3, 3]), "v")]);

        var fields = ReceptiveField.Of(new Graph(dilated));

        Assert.That(fields[x], Is.EqualTo(new ReceptiveField(1, 1)));
        Assert.That(fields[conv], Is.EqualTo(new ReceptiveField(3, 5)));
        Assert.That(fields[pool], Is.EqualTo(new ReceptiveField(3 + 2, 5 + 1)));
        Assert.That(fields[dilated], Is.EqualTo(new ReceptiveField(5 + 2 * 2 * 4, 6 + 2 * 3 * 2)));
    }

    [Test]
    public void A_fully_connected_layer_sees_what_all_positions_see()
    {
        var x = new Node(new Input([1, 1, 6, 9]), "x");
        var conv = new Node(new Conv(), [x, new Node(new Variable([2, 1, 3, 3]), "w")]);
        var flat = new Node(new Flatten(), [conv]);
        var dense = new Node(new Gemm(), [flat, new Node(new Variable([2 * 4 * 7, 10]), "v")]);

        var fields = ReceptiveField.Of(new Graph(dense));

        Assert.That(fields[flat], Is.EqualTo(new ReceptiveField(3, 3)));
        Assert.That(fields[dense], Is.EqualTo(new ReceptiveField(6, 9)));
        Assert.That(fields.Keys.Any(n => n.Op is Variable), Is.False);
    }

    [Test]
    public void What_stretches_a_map_brings_its_elements_closer()
    {
        var x = new Node(new Input([1, 1, 12, 18]), "x");
        var pool = new Node(new MaxPool([2, 3], Strides: [2, 3]), [x]);
        var up = new Node(new Resize([1, 1, 2, 1]), [pool]);
        var transposed = new Node(new ConvTranspose(Strides: [2, 1]), [pool, new Node(new Variable([1, 1, 3, 3]), "w")]);

        var fields =
            ReceptiveField.Of(new Graph(up, transposed, new Node(new Conv(), [up, new Node(new Variable([1, 1, 3, 1]), "v")], "conv")));

        Assert.That(fields[up], Is.EqualTo(new ReceptiveField(2, 3)));
        // Neighbouring rows now lie one input row apart.
        Assert.That(fields.Single(f => f.Key.Name == "conv").Value, Is.EqualTo(new ReceptiveField(2 + 2, 3)));
        // Of the three rows of the kernel at stride 2 at most two reach an element; of its three columns all.
        Assert.That(fields[transposed], Is.EqualTo(new ReceptiveField(2 + 2, 3 + 6)));
    }

    [Test]
    public void A_normalisation_of_the_map_sees_all_of_it()
    {
        var x = new Node(new Input([1, 2, 6, 9]), "x");
        var weight = new Node(new Variable([2]), "w");
        var norm = new Node(new InstanceNormalization(), [x, weight, weight]);
        Assert.That(ReceptiveField.Of(new Graph(norm))[norm], Is.EqualTo(new ReceptiveField(6, 9)));
    }
}
