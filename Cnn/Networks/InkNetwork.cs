using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// Makes of a picture of one digit, on whatever it is written, its strokes as MNIST would have them: ink 1 on nothing 0,
/// without shadows, printed lines and neighbours, and with strokes neither thin nor thick.
/// </summary>
public static class InkNetwork
{
    /// <summary>The side of its pictures, and what of it the digit's longer side takes, in pixels.</summary>
    public const int Side = 40, Digit = 28;

    /// <summary>Puts the network onto pictures.</summary>
    /// <param name="variables">Where the weights are kept, named <c>ink.…</c>; those it already has are used.</param>
    /// <param name="picture">[N,1,40,40], −½ black … ½ white, 0 beyond the frame; the digit in the middle, 28 pixels long.</param>
    /// <param name="seed">Seeds new weights.</param>
    /// <returns>[N,1,40,40]: the logit of ink.</returns>
    public static Node Apply(VariableSet variables, Node picture, int seed = 2)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(picture);
        var b = new GraphBuilder(variables, seed);
        var x = Layer(b, picture, 12, "ink.half", stride: 2);
        var fine = Layer(b, x, 16, "ink.fine");
        x = Layer(b, fine, 24, "ink.quarter", stride: 2);
        x = Layer(b, x, 24, "ink.near");
        x = Layer(b, x, 24, "ink.around", dilation: 2);
        x = new Node(new DepthToSpace(2), [b.Relu(b.Conv(x, 64, 1, "ink.spread"))], "ink.doubled");
        x = Layer(b, b.Add(x, fine, "ink.both"), 16, "ink.joined");
        return new Node(new DepthToSpace(2), [b.Conv(x, 4, 1, "ink.answer")], "ink.strokes");
    }

    /// <summary>The network with an input of its own.</summary>
    /// <param name="variables">Where the weights are kept.</param>
    /// <param name="batch">How many digits.</param>
    /// <param name="seed">Seeds new weights.</param>
    public static (Node Input, Node Output) Build(VariableSet variables, int batch = 1, int seed = 2)
    {
        var picture = new Node(new Input([batch, 1, Side, Side]), "digit");
        return (picture, Apply(variables, picture, seed));
    }

    private static Node Layer(GraphBuilder b, Node x, int maps, string name, int stride = 1, int dilation = 1) =>
        b.Relu(b.Conv(x, maps, 3, name, stride, pad: dilation, dilation), $"{name}.relu");
}
