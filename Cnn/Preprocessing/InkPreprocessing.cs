using System.Collections.Immutable;
using Cnn.Ops.Preprocessing;

namespace Cnn.Preprocessing;

/// <summary>Where ink comes from.</summary>
public enum InkSource
{
    /// <summary>A photo or scan of a page: the digit is looked for, anywhere on it.</summary>
    Photo,
    /// <summary>A clean drawing: all ink on it is the digit. Many times faster.</summary>
    Drawing,
}

/// <summary>Builds the graphs that turn strokes into MNIST's kind of picture: white on black, 20×20 in 28×28, centred.</summary>
internal static class InkPreprocessing
{
    // A whole frame is searched at this size; a digit of a twentieth of it is ten pixels high.
    private const int PageSize = 256;

    // The digit is looked at closely at this size: 80 pixels for its longer side, 4 for each of the 20 it becomes.
    private const int DigitSize = 112;

    // The paper is found by a closing wider than any stroke, even one of MNIST's 28×28 pixels: its radius in blocks of
    // so many pixels is the sum of these steps.
    private const int PaperBlock = 4;
    private static readonly int[] ClosingSteps = [1, 3, 5];

    // The strongest ink close by is that of the blocks of 4 pixels up to the sum of these away.
    private static readonly int[] CloseSteps = [1, 2];

    // Ink in neighbouring blocks of this side is one piece: up to 2 pixels of the page lie between.
    private const int JoinBlock = 2;

    // The strokes' soft rims: nearly 2 pixels of the output, and one of the page is in the mask already.
    private const int HaloRadius = 7;

    // A printed line's ink lies this far from its middle, in pixels of the page and of the digit.
    private const int PageRule = 2, DigitRule = 3;

    // Absorbance below this (of 255) is the paper's texture, in the close-up and in the whole.
    private const int LeastInk = 20, LeastPageInk = 36;

    // Of a drawing.
    private const int LeastDrawn = 64;

    /// <summary>The graph for a source, to a picture of <paramref name="height"/> × <paramref name="width"/> pixels.</summary>
    /// <exception cref="CnnException">The picture is not square, or larger than the digit is looked at.</exception>
    internal static PreprocessingGraph Build(InkSource source, int height, int width, int capacity, VariableSet? finder)
    {
        if (height != width || height > DigitSize)
            throw new CnnException(
                $"ink becomes a square picture of at most {DigitSize} pixels a side; the model's input is {height}×{width}");
        return source == InkSource.Drawing ? Drawing(height, capacity)
            : finder is null ? Photo(height, capacity) : FinderPreprocessing.Photo(height, finder, capacity);
    }

    // For a photo, a scan or a camera's frame: finds the digit anywhere in it.
    private static PreprocessingGraph Photo(int size, int capacity)
    {
        var (frame, frameSize) = PreprocessingGraph.FrameInputs(capacity);
        var inkSwitch =
            Switch.Of("ink", "Whether dark ink is looked for, which is inverted, or light ink, which is not, or both.", 0, "auto", "dark",
                "light");
        var page = new Node(new FrameSquare(), [frameSize], "page");
        var grey = new Node(new SampleSquare(PageSize), [frame, frameSize, page], "grey page");
        // From here to the labels everything is there twice: for dark ink and for light ink.
        var bright = new Node(new PaperLevel(PaperBlock), [grey], "brightness");
        var closing = ClosingSteps.Aggregate(bright, (map, step) => new Node(new Morphology(Erodes: false, 1, step), [map], "closing"));
        var paper = ClosingSteps.Aggregate(closing, (map, step) => new Node(new Morphology(Erodes: true, 1, step), [map], "paper"));
        var absorbed = new Node(new Absorbance(), [grey, page, page, paper], "ink on page");
        var unruled = WithoutRules(absorbed, PageRule, "page without rules");
        var strongest = CloseSteps.Aggregate(
            new Node(new BlockMaximum(InkMask.Block), [unruled], "strongest ink"),
            (map, step) => new Node(new Morphology(Erodes: false, 1, step), [map], "strongest ink around"));
        var mask = new Node(new InkMask(LeastPageInk), [unruled, strongest], "ink mask");
        var joined = new Node(new BlockMaximum(JoinBlock), [mask], "joined");
        var labels = new Node(new ConnectedComponents(), [joined], "pieces");
        var boxes = new Node(new ComponentBoxes(JoinBlock), [labels, mask, unruled, grey], "boxes");
        var chosen = new Node(new ChooseDigit(JoinBlock), [boxes, labels, unruled, grey, inkSwitch.Input], "digit's label");
        var polarity = new Node(new InkPolarity((int)labels.Shape.Count / 2), [chosen], "dark ink?");
        var pieces = new Node(new DigitPieces(), [boxes, chosen], "digit's pieces");
        var box = new Node(new DigitBox(PageSize), [boxes, pieces, page], "digit's box");

        var digit = Closely(size, frame, frameSize, box, page, paper, polarity,
            found => WithoutRules(found, DigitRule, "digit without rules"),
            square => new Node(
                new Morphology(Erodes: false, HaloRadius),
                [new Node(new DigitMask(DigitSize), [labels, pieces, page, square], "digit mask")], "halo"));
        return new PreprocessingGraph(
            frame, frameSize, digit.Output, [grey, paper, absorbed, unruled, mask, .. digit.Steps], [inkSwitch, .. digit.Switches], box);
    }

    // For a clean drawing: all ink on it is the digit.
    private static PreprocessingGraph Drawing(int size, int capacity)
    {
        var (frame, frameSize) = PreprocessingGraph.FrameInputs(capacity);
        var polaritySwitch =
            Switch.Of("ink",
                "Whether strokes are lighter or darker than the sheet: dark ones are inverted, for the network sees white on black.", 0,
                    "light", "dark");
        var polarity = polaritySwitch.Input;
        var sheet = new Node(new FrameSquare(), [frameSize], "sheet");
        var grey = new Node(new SampleSquare(DigitSize), [frame, frameSize, sheet], "grey sheet");
        var paper = Filled([1, 1, DigitSize / 2, DigitSize / 2], 255, "white paper");
        var absorbed = new Node(new Absorbance(), [grey, sheet, sheet, paper, polarity], "ink on sheet");
        var box = new Node(new InkExtent(LeastDrawn), [absorbed, sheet], "digit's box");
        var digit = Closely(size, frame, frameSize, box, sheet, paper, polarity, found => found,
            _ => Filled([1, 1, DigitSize, DigitSize], 1, "halo"));
        return new PreprocessingGraph(
            frame, frameSize, digit.Output, [grey, .. digit.Steps], [polaritySwitch, .. digit.Switches], box);
    }

    // What both have in common: from the box of a digit in the frame to the model's input.
    private static (Node Output, ImmutableArray<Node> Steps, ImmutableArray<Switch> Switches) Closely(
        int size, Node frame, Node frameSize, Node box, Node whole, Node paper, Node polarity, Func<Node, Node> clean,
        Func<Node, Node> haloIn)
    {
        var fit = Switch.OnOff("fit 20×20",
            "Cuts the digit out and scales it to 20×20 pixels, as MNIST's digits are; off shows the middle of the frame.");
        var stroke =
            Switch.OnOff("stroke width", "Thickens thin strokes and thins thick ones towards those that the network was trained on.");
        var centre = Switch.OnOff("centre of mass", "Moves the digit until its centre of mass lies in the middle; off centres its box.");
        var middle = new Node(new FrameSquare(Centre: true), [frameSize], "centre square");
        var square = new Node(new DigitSquare(), [box, middle, fit.Input], "digit's square");
        var grey = new Node(new SampleSquare(DigitSize), [frame, frameSize, square], "grey digit");
        var absorbed = clean(new Node(new Absorbance(), [grey, square, whole, paper, polarity], "ink of digit"));
        var halo = haloIn(square);
        var levels = new Node(new InkLevels(), [absorbed, halo], "levels");
        var ink = new Node(new InkRamp(), [absorbed, halo, levels], "ink");
        var inkBox = new Node(new InkBounds(), [ink, fit.Input], "ink's box");
        var width = new Node(new StrokeWidth(), [ink], "stroke width");
        var strokes = new Node(new AdjustStroke(), [ink, width, inkBox, stroke.Input], "strokes");
        var bounds = new Node(new InkBounds(), [strokes, fit.Input], "strokes' box");
        var mass = new Node(new MassCentre(), [strokes, bounds, centre.Input], "centre of mass");
        var output = new Node(new FitDigit(size, size * 20 / 28), [strokes, bounds, mass], "what the network sees");
        return (output, [grey, ink, strokes, output], [fit, stroke, centre]);
    }

    // Without the lines printed on the paper.
    private static Node WithoutRules(Node absorbed, int reach, string name)
    {
        var threshold = new Node(new InkThreshold(LeastInk), [absorbed], name + ": threshold");
        var rules = new Node(new FindRules(), [absorbed, threshold], name + ": rules");
        var thickness = new Node(new RuleThickness(), [absorbed, threshold, rules], name + ": thickness");
        return new Node(new RemoveRules(reach), [absorbed, threshold, rules, thickness], name);
    }

    private static Node Filled(Shape shape, int value, string name)
    {
        var tensor = new Tensor(shape, DataType.Int32);
        tensor.Span<int>().Fill(value);
        return new Node(new Constant(tensor), name);
    }
}
