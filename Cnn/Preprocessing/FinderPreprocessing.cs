using System.Collections.Immutable;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Ops.Preprocessing;

namespace Cnn.Preprocessing;

/// <summary>Builds the graph that finds all digits of a photo, a scan or a camera's frame by two small networks.</summary>
internal static class FinderPreprocessing
{
    /// <summary>How many digits are found at most.</summary>
    public const int MostDigits = 8;

    // The finder sees the frame at this size, and once more at a quarter of it, where large digits are small enough.
    private const int FrameSide = DigitFinder.FrameSide, Coarse = 4;

    // What the finder holds for a digit with less than this is never read.
    private const float Threshold = 0.2f;

    // From which probability on one is kept: the likeliest, those of its size beside it, others. By the finder alone, and with the
    // model's word.
    private static readonly KeepDigits s_alone = new(First: 0.38f, Beside: 0.34f, Apart: 0.6f);
    private static readonly KeepDigits s_read = new(First: 0.28f, Beside: 0.28f, Apart: 0.6f);

    // Where the logit of ink is this much above or below the middle there is ink or none: no faint rim may widen a digit's box, and
    // narrow gaps, of which the network is not sure, stay open.
    private const float FullInk = 3, MiddleInk = 0.5f;

    /// <summary>Builds it.</summary>
    /// <param name="size">Pixels along each side of a digit that the model reads.</param>
    /// <param name="weights">Those of <see cref="DigitFinder"/> and <see cref="InkNetwork"/>.</param>
    /// <param name="capacity">How many pixels a frame may have.</param>
    public static PreprocessingGraph Photo(int size, VariableSet weights, int capacity)
    {
        var (frame, frameSize) = PreprocessingGraph.FrameInputs(capacity);
        var fit = Switch.OnOff("fit 20×20",
            "Cuts the digit out and scales it to 20×20 pixels, as MNIST's digits are; off shows the middle of the frame.");
        var centre = Switch.OnOff("centre of mass", "Moves the digit until its centre of mass lies in the middle; off centres its box.");
        var whole = new Node(new FrameSquare(), [frameSize], "page");
        var middle = new Node(new FrameSquare(Centre: true), [frameSize], "centre square");

        var picture = new Node(new SampleSquare(FrameSide, Light: true), [frame, frameSize, whole], "grey page");
        var small = new Node(new AveragePool([Coarse, Coarse], [Coarse, Coarse], [0, 0, 0, 0]), [picture], "small page");
        var near = DigitFinder.Apply(weights, picture);
        // The same weights, at the other scale.
        var far = GraphRewriter.Replace(new Graph(near), new Dictionary<Node, Node> { [picture] = small }).Map[near];
        var boxes = new Node(
            new PickDigits(MostDigits, Threshold, DigitFinder.Stride, DigitFinder.UnitSize), [near, far, whole], "candidates");

        var squares = new Node(new DigitSquare(), [boxes, middle, fit.Input], "digits' squares");
        var close = new Node(new SampleSquare(InkNetwork.Side, Light: true), [frame, frameSize, squares], "grey digits");
        var ink = Ink(InkNetwork.Apply(weights, close), boxes);
        var bounds = new Node(new InkBounds(), [ink, fit.Input], "ink's boxes");
        var mass = new Node(new MassCentre(), [ink, bounds, centre.Input], "centres of mass");
        var digits = new Node(new FitDigit(size, size * 20 / 28), [ink, bounds, mass], "digits");
        var first = new Node(new Slice([0], [1]), [digits], "what the network sees");
        var heat = new Node(new Sigmoid(), [new Node(new Split(1, [1, 4], 0), [near])], "where digits are");
        var kept = new Node(s_alone, [boxes], "digits' boxes");
        return new PreprocessingGraph(frame, frameSize, first, [picture, heat, first], [fit, centre], kept)
        {
            Digits = digits,
            Finding = heat,
        };
    }

    /// <summary>The same where a model has read all candidates: what it reads well is a digit more probably.</summary>
    /// <param name="graph">Of <see cref="Photo"/>.</param>
    /// <param name="probabilities">Float32 [N,classes], for each of <see cref="PreprocessingGraph.Digits"/>.</param>
    public static PreprocessingGraph Read(PreprocessingGraph graph, Node probabilities)
    {
        var boxes = new Node(s_read, [graph.Box!.Inputs[0], probabilities], "digits' boxes");
        var sure = new Node(new Split(1, [1, 4], 0), [boxes]);
        var best = new Node(new ArgMax(Axis: 0, KeepDims: false), [sure], "the surest");
        return graph with { Box = boxes, Output = new Node(new Gather(), [graph.Digits!, best], "what the network sees") };
    }

    // As 0 … 255; nothing where there is no digit.
    private static Node Ink(Node strokes, Node boxes)
    {
        var level = new Node(new HardSigmoid(0.5f / FullInk, 0.5f - MiddleInk * 0.5f / FullInk), [strokes], "likely ink") * 255.5f;
        var score = new Node(new Reshape([MostDigits, 1, 1, 1]), [new Node(new Split(1, [1, 4], 0), [boxes])]);
        var found = new Node(new Clip(), [score, Whole(0), Whole(1)], "found?");
        return new Node(new Mul(), [new Node(new Cast(DataType.Int32), [level]), found], "ink");
    }

    private static Node Whole(int value) => new(new Constant(Tensor.Scalar(value)));
}
