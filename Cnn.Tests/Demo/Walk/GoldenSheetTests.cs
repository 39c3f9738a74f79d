using NUnit.Framework;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Cnn.Tests.Demo.Walk;

/// <summary>What a sheet lets pass and what it does not, on a window of 960×540 with a panel and a line of small marks.</summary>
public class GoldenSheetTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sheet").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(300, 40, 3, ExpectedResult = true, Description = "noise")]
    [TestCase(301, 40, 0, ExpectedResult = true, Description = "an edge one pixel further")]
    [TestCase(330, 40, 0, ExpectedResult = false, Description = "a panel that has moved")]
    [TestCase(300, 80, 0, ExpectedResult = false, Description = "one of another colour")]
    [TestCase(2000, 40, 0, ExpectedResult = false, Description = "one that is gone")]
    public bool A_picture_passes(int left, int light, int noise)
    {
        var sheet = new GoldenSheet(Path.Combine(_folder, "sheet.png"));
        sheet.Add("step", Draw(300, 40, 0));
        sheet.Save();
        var other = new GoldenSheet(Path.Combine(_folder, "sheet.png"));
        other.Add("step", Draw(left, light, noise));
        return other.Differences().Count == 0;
    }

    [Test]
    public void Steps_that_are_gone_or_new_are_named()
    {
        var sheet = new GoldenSheet(Path.Combine(_folder, "sheet.png"));
        sheet.Add("old", Draw(300, 40, 0));
        sheet.Save();
        var other = new GoldenSheet(Path.Combine(_folder, "sheet.png"));
        other.Add("new", Draw(300, 40, 0));
        Assert.That(other.Differences().Single(), Does.Contain("no 'old'").And.Contain("new"));
    }

    private string Draw(int left, int light, int noise)
    {
        using var picture = new Image<Rgb24>(960, 540);
        var random = new Random(1);
        for (int y = 0; y < picture.Height; y++)
            for (int x = 0; x < picture.Width; x++)
            {
                bool inside = x >= left && x < left + 250 && y is >= 100 and < 300;
                int value = Math.Clamp((inside ? light : 20) + random.Next(-noise, noise + 1), 0, 255);
                picture[x, y] = new Rgb24((byte)value, (byte)value, (byte)value);
            }
        string path = Path.Combine(_folder, $"{Guid.NewGuid()}.png");
        picture.SaveAsPng(path);
        return path;
    }
}
