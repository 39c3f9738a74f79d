using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

public sealed class ResizeTests : OperatorTests<ResizeTests>, IOperatorCases
{
    private static readonly Shape X = [2, 3, 4, 5];

    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (var mode in Enum.GetValues<ResizeMode>())
                foreach (var coordinates in Enum.GetValues<ResizeCoordinates>())
                {
                    if (coordinates is ResizeCoordinates.TfCropAndResize or ResizeCoordinates.TfHalfPixelForNn)
                        continue;
                    yield return Of($"{mode} {coordinates} sizes up", new Resize([], [2, 3, 9, 7], mode, coordinates));
                    yield return Of($"{mode} {coordinates} sizes down", new Resize([], [2, 3, 3, 2], mode, coordinates));
                    yield return Of($"{mode} {coordinates} scales", new Resize([1, 1, 2, 0.6f], [], mode, coordinates));
                    yield return Of($"{mode} {coordinates} to one", new Resize([], [2, 3, 1, 5], mode, coordinates));
                }
            foreach (var nearest in Enum.GetValues<ResizeNearest>())
                foreach (var coordinates in
                    new[] { ResizeCoordinates.HalfPixel, ResizeCoordinates.Asymmetric, ResizeCoordinates.AlignCorners })
                    yield return Of($"{nearest} {coordinates}",
                        new Resize([], [2, 3, 7, 10], ResizeMode.Nearest, coordinates) { Nearest = nearest });
            foreach (var mode in Enum.GetValues<ResizeMode>())
                yield return Of($"{mode} crop", new Resize([], [2, 3, 5, 4], mode, ResizeCoordinates.TfCropAndResize)
                {
                    Region = [0, 0, 0.2f, -0.3f, 1, 1, 0.9f, 1.2f],
                    Extrapolation = 10,
                });
            yield return Of("cubic, outside excluded",
                new Resize([1, 1, 1.7f, 0.8f], [], ResizeMode.Cubic) { ExcludeOutside = true, CubicA = -0.5f });
            yield return Of("linear down, antialias", new Resize([], [2, 3, 2, 3], ResizeMode.Linear) { Antialias = true });
            yield return Of("linear up, antialias", new Resize([], [2, 3, 7, 3], ResizeMode.Linear) { Antialias = true });
            yield return Of("cubic down, antialias", new Resize([1, 1, 0.4f, 0.55f], [], ResizeMode.Cubic) { Antialias = true });
            yield return Of("linear down, antialias, outside excluded",
                new Resize([], [2, 3, 2, 3], ResizeMode.Linear) { Antialias = true, ExcludeOutside = true });
            yield return Of("axes", new Resize([], [6, 7], ResizeMode.Linear) { Axes = [3, 2] });
            yield return Of("not larger", new Resize([], [6, 7], ResizeMode.Linear) { Axes = [2, 3], Aspect = ResizeAspect.NotLarger });
            yield return Of("not smaller", new Resize([], [6, 7], ResizeMode.Linear) { Axes = [2, 3], Aspect = ResizeAspect.NotSmaller });
        }
    }

    [TestCase("0.0001", "", false)]
    [TestCase("-1", "an axis of length 5 cannot be scaled by -1", true)]
    [TestCase("NaN", "an axis of length 5 cannot be scaled by NaN", true)]
    [TestCase("1E+30", "an axis of length 5 cannot be scaled by 1E+30", true)]
    public void A_scale_that_makes_no_sense_is_named(string scale, string message, bool fails)
    {
        var op = new Resize([1, 1, 1, float.Parse(scale)]);
        if (fails)
            Assert.That(Assert.Throws<NodeException>(() => _ = new Node(op, [new Node(new Input(X))]))!.Message, Does.Contain(message));
        else
            Assert.That(new Node(op, [new Node(new Input(X))]).Shape[3], Is.Zero);
    }

    private static OperatorCase Of(string name, Resize op) => new(name, op, X);
}
