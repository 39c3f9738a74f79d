using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// Says at every fourth pixel of a grey picture whether a digit's middle is there, and how large the digit is. Fully
/// convolutional: one set of weights for pictures of every size, and for one picture at several scales. Centres and sizes
/// as in Zhou et al. 2019, "Objects as points".
/// </summary>
public static class DigitFinder
{
    /// <summary>Pixels between two answers; a picture's sides are multiples of <see cref="Multiple"/>.</summary>
    public const int Stride = 4;

    /// <summary>Half of the answers' resolution is the coarsest: 8 pixels.</summary>
    public const int Multiple = 8;

    /// <summary>A digit whose side is so many pixels has 0 as the logarithm of its size.</summary>
    public const float UnitSize = 16;

    /// <summary>The side of the square in which it sees a whole frame, in pixels.</summary>
    public const int FrameSide = 256;

    /// <summary>The smallest and the largest digit that it is trained to find, longer side in pixels.</summary>
    public const float Smallest = 8, Largest = 80;

    // Of all places one in a hundred is a digit's middle at first.
    private const float HeatBias = -4;

    /// <summary>Puts the network onto a picture.</summary>
    /// <param name="variables">Where the weights are kept, named <c>finder.…</c>; those it already has are used.</param>
    /// <param name="picture">[N,1,H,W], −½ black … ½ white, 0 beyond the picture; H and W multiples of 8.</param>
    /// <param name="seed">Seeds new weights.</param>
    /// <returns>
    /// [N,5,H/4,W/4]: the logit of a middle; how far below and right of the cell's middle it lies, in cells; the natural
    /// logarithms of height and width, in units of 16 pixels.
    /// </returns>
    public static Node Apply(VariableSet variables, Node picture, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Shape.Rank != 4 || picture.Shape[2] % Multiple != 0 || picture.Shape[3] % Multiple != 0)
            throw new CnnException($"the finder's picture is {picture.Shape}; its sides are multiples of {Multiple}");
        if (!variables.Contains("finder.answer.bias"))
            variables.Write("finder.answer.bias", Tensor.Vector(HeatBias, 0f, 0f, 0f, 0f));
        var b = new GraphBuilder(variables, seed);
        var x = Layer(b, picture, 8, "finder.half", stride: 2);
        x = Layer(b, x, 16, "finder.quarter", stride: 2);
        var fine = Layer(b, x, 16, "finder.fine");
        x = Layer(b, fine, 32, "finder.eighth", stride: 2);
        // Dilated: a digit of 80 pixels and what is around it are within reach of its middle.
        x = Layer(b, x, 32, "finder.near");
        x = Layer(b, x, 32, "finder.around", dilation: 2);
        x = Layer(b, x, 32, "finder.far", dilation: 4);
        x = Layer(b, x, 32, "finder.again");
        x = new Node(new DepthToSpace(2), [b.Relu(b.Conv(x, 64, 1, "finder.spread"))], "finder.doubled");
        x = Layer(b, b.Add(x, fine, "finder.both"), 16, "finder.joined");
        return b.Conv(x, 5, 1, "finder.answer");
    }

    /// <summary>The network with an input of its own.</summary>
    /// <param name="variables">Where the weights are kept.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="seed">Seeds new weights.</param>
    public static (Node Input, Node Output) Build(VariableSet variables, int height, int width, int batch = 1, int seed = 1)
    {
        var picture = new Node(new Input([batch, 1, height, width]), "picture");
        return (picture, Apply(variables, picture, seed));
    }

    private static Node Layer(GraphBuilder b, Node x, int maps, string name, int stride = 1, int dilation = 1) =>
        b.Relu(b.Conv(x, maps, 3, name, stride, pad: dilation, dilation), $"{name}.relu");
}
