using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Tests.Platform;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Space;

/// <summary>
/// A walk through the view 3D with keyboard and mouse in the built program: what is done is seen, nothing is said to have failed, and the
/// same script gives the same pictures.
/// </summary>
[Parallelizable]
public class SpaceWalkTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("space").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [TestCase("digits")]
    [TestCase("SqueezeNet")]
    [TestCase("ResNet-18")]
    public void Networks_are_walked_around(string network)
    {
        string model = ModelOf(network);
        string[] source = network == "digits" ? [] : ["--source", ArchitectureTests.PathOf("content/images/9-perspective.png")];
        string[] shots = ["whole", "turned", "chosen", "flown", "bare", "home"];
        byte[][] first = Walk("a"), second = Walk("b");
        Assert.That(second, Is.EqualTo(first), "the same script");
        for (int i = 0; i < shots.Length; i++)
            for (int k = 0; k < i; k++)
                Assert.That(first[i], Is.Not.EqualTo(first[k]), $"{shots[i]} and {shots[k]}");

        byte[][] Walk(string name)
        {
            string[] steps =
            [
                At(1, network == "digits" ? "\"stroke\":[[0.3,0.2],[0.7,0.22],[0.45,0.85]]" : Key("Home")),
                At(9, Shot("whole")),
                At(10, "\"drag\":[[700,300],[760,320],[860,330]]"), At(40, Shot("turned")),
                At(41, Key("Right")), At(41, Key("Right")), At(41, Key("Right")), At(42, Key("Down")), At(60, Shot("chosen")),
                At(61, Key("Enter")), At(62, "\"move\":[640,300]"), At(63, "\"wheel\":1"), At(110, Shot("flown")),
                At(111, Key("Number5")), At(111, Key("L")), At(112, "\"click\":[640,300]"), At(120, Shot("bare")),
                At(121, Key("Home")), At(122, Key("M")), At(170, Shot("home")),
            ];
            string script = Path.Combine(_folder, name + ".jsonl");
            File.WriteAllLines(script, steps);
            var outcome = Demonstration.Run(
            [
                "demo", "--headless", "--view", "3d", "--model", model, "--backend", "cpu", "--script", script, "--size", "960x540",
                .. source,
            ]);
            Assert.That((outcome.Code, outcome.Errors), Is.EqualTo((0, "")));
            return [.. shots.Select(shot => File.ReadAllBytes(PathOf(shot)))];

            string PathOf(string shot) => Path.Combine(_folder, $"{name}-{shot}.png");
            string Shot(string shot) => $"\"shot\":\"{PathOf(shot).Replace('\\', '/')}\"";
        }
    }

    private static string At(int frame, string what) => $"{{\"frame\":{frame},{what}}}";

    private static string Key(string key) => $"\"key\":\"{key}\"";

    private string ModelOf(string network)
    {
        if (network == "digits")
            return ArchitectureTests.PathOf("content/models/digits.onnx");
        var variables = new VariableSet();
        var built = network == "SqueezeNet" ? SqueezeNet.Build(variables, 65, 81, classes: 30)
            : ResNet18.Build(variables, height: 64, width: 64, classes: 20);
        string path = Path.Combine(_folder, "built.onnx");
        OnnxWriter.Write(new Graph(built.Probabilities), variables, path);
        return path;
    }
}
