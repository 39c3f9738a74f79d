using Cnn.Tests.Platform;
using Demo.Files;
using Demo.Pages;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo;

/// <summary>What the window shows of digits that a network found: a number, and where it expects digits.</summary>
public sealed class FindingOnScreenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("finding").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Test]
    public void The_number_is_said_and_the_finders_map_lies_over_the_source_while_the_input_is_chosen()
    {
        using var page = new PageSeries(seed: 5, camera: false, "Gradient", digits: 5).Paint(1);
        OutputFile.Write(At("page.png"), s => Png.Write(s, page.Bitmap.GetPixelSpan(), page.Bitmap.Width, page.Bitmap.Height));
        File.WriteAllText(At("script.jsonl"), $$"""
            {"frame":20,"key":"U"}
            {"frame":40,"shot":"{{At("heat.png")}}"}
            {"frame":41,"key":"Number1"}
            {"frame":60,"shot":"{{At("plain.png")}}"}
            """);
        var run = Demonstration.Run(
            "demo", "--headless", "--backend", "gl", "--source", At("page.png"), "--script", At("script.jsonl"), "--size", "1280x720");
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain(page.Label));
        using var heat = SKBitmap.Decode(At("heat.png"));
        using var plain = SKBitmap.Decode(At("plain.png"));
        // Bare paper, below the number: half of its light is left under a map that expects nothing there.
        var (under, paper) = (heat.GetPixel(60, 265), plain.GetPixel(60, 265));
        Assert.That(paper.Green, Is.GreaterThan(120));
        Assert.That(under.Green, Is.LessThan(0.7 * paper.Green));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
