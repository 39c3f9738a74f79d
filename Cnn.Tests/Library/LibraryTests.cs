using Cnn.Tests.Platform;
using Demo.Pages;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Library;

[NonParallelizable]
public class LibraryTests
{
    [Test]
    public void The_guides_program_is_the_one_that_is_tested()
    {
        string tested = File.ReadAllText(ArchitectureTests.PathOf("Cnn.Tests/Library/QuickStart.cs"));
        string program = tested[(tested.IndexOf("// <program>", StringComparison.Ordinal) + 12)..tested.IndexOf("// </program>", StringComparison.Ordinal)];
        string lines = string.Join('\n', program.Trim().Split('\n').Select(l => l.Trim()));
        Assert.That(File.ReadAllText(ArchitectureTests.PathOf("docs/library.md")), Does.Contain(lines));
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
