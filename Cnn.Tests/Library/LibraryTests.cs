using Cnn.Tests.Platform;
using Demo.Pages;
using Example;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Library;

[NonParallelizable]
public class LibraryTests
{
    [TestCase("QuickStart.cs")]
    [TestCase("Sharpen.cs")]
    public void The_guides_program_is_the_one_that_is_tested(string file)
    {
        string[] tested = File.ReadAllLines(ArchitectureTests.PathOf($"Cnn.Sample/{file}"));
        int begin = Array.FindIndex(tested, l => l.Trim() == "// <program>") + 1;
        int end = Array.FindIndex(tested, l => l.Trim() == "// </program>");
        int indent = tested[begin].Length - tested[begin].TrimStart().Length;
        string lines = string.Join('\n', tested[begin..end].Select(l => l.Length > indent ? l[indent..] : l.Trim()));
        Assert.That(File.ReadAllText(ArchitectureTests.PathOf("docs/library.md")), Does.Contain($"```csharp\n{lines}\n```"));
        Assert.That(end - begin, Is.LessThanOrEqualTo(60));
    }

    [Test, OwnThread]
    public void It_reads_a_page_and_a_layer()
    {
        var page = Page.Generate(1, 0);
        using var bitmap = PagePainter.Paint(page);
        int[] pixels = [.. bitmap.Pixels.Select((SKColor c) => c.Red | c.Green << 8 | c.Blue << 16 | c.Alpha << 24)];
        var (probabilities, maps) = QuickStart.Run(
            ArchitectureTests.PathOf("content/models/digits.onnx"), pixels, bitmap.Height, bitmap.Width);
        Assert.That(probabilities.Floats.IndexOf(probabilities.Floats.ToArray().Max()), Is.EqualTo(page.Hand.Digit));
        Assert.That(maps.Shape, Is.EqualTo(new Shape(1, 8, 28, 28)));
    }
}
