using Cnn.Networks;
using Cnn.Ops;

namespace Cnn.Training;

/// <summary>The training graph of the two networks that find digits: one learns from windows, the other from close-ups.</summary>
public static class FinderTraining
{
    /// <summary>A window's side in pixels.</summary>
    public const int Window = 128;

    // Of places and sizes, against the finder's heat map.
    private const float BoxWeight = 1;

    /// <summary>Builds it.</summary>
    /// <param name="variables">The weights of <see cref="DigitFinder"/> and <see cref="InkNetwork"/>.</param>
    /// <param name="windows">How many windows a step.</param>
    /// <param name="inks">How many close-ups a step.</param>
    /// <param name="seed">Seeds new weights.</param>
    /// <returns>The graph, and the parts of its loss: heat map, boxes, ink.</returns>
    public static (TrainingGraph Graph, Node Heat, Node Boxes, Node Ink) Build(VariableSet variables, int windows, int inks, int seed)
    {
        const int cells = Window / DigitFinder.Stride;
        var (picture, answer) = DigitFinder.Build(variables, Window, Window, windows, seed);
        var (digit, strokes) = InkNetwork.Build(variables, inks, seed + 1);
        var present = Plane("present", 1);
        var absent = Plane("absent", 1);
        var inside = Plane("inside", 1);
        var places = Plane("places", 4);
        var ink = new Node(new Input(strokes.Shape), "ink");
        var heat = Losses.Focal(Part(0), present, absent);
        var boxes = Losses.Distance(Part(1), places, inside);
        var clean = Losses.BinaryCrossEntropy(strokes, ink);
        // The networks share no weights, and Adam's steps do not depend on a loss's scale: their sum weighs neither.
        var graph = new TrainingGraph(
            variables, heat + boxes * BoxWeight + clean, [picture, present, absent, inside, places, digit, ink], [heat, boxes, clean]);
        return (graph, heat, boxes, clean);

        Node Part(int i) => new(new Split(1, [1, 4], i), [answer]);
        Node Plane(string name, int channels) => new(new Input([windows, channels, cells, cells]), name);
    }
}
