using Demo.Sources;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo;

/// <summary>Canvas and picture files: what a person draws or passes arrives as upright RGBA, or as one clear line.</summary>
public class SourceTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sources").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [Test]
    public void AStrokeIsUnbrokenAndSoft()
    {
        using var canvas = new CanvasSource(TimeProvider.System, 100);
        canvas.Draw([(0.2f, 0.3f), (0.8f, 0.3f)]);
        Assert.That(canvas.TryTake(out var frame));
        Assert.That(Enumerable.Range(20, 60).Select(x => frame.Pixels[30 * 100 + x] & 0xFF), Is.All.EqualTo(255));
        var across = Enumerable.Range(20, 20).Select(y => frame.Pixels[y * 100 + 50] & 0xFF).ToArray();
        Assert.That(across, Has.Some.InRange(20, 235), "the rim fades out");
        Assert.That(across[0], Is.Zero, "far from the stroke there is no ink");
        Assert.That(canvas.TryTake(out _), Is.False, "a frame is given once");
    }

    [Test]
    public void ErasingAndClearingTakeInkAway()
    {
        using var canvas = new CanvasSource(TimeProvider.System, 64);
        canvas.Draw(0.2f, 0.5f, 0.8f, 0.5f);
        canvas.Draw(0.5f, 0.5f, 0.5f, 0.5f, erase: true);
        canvas.TryTake(out var frame);
        Assert.That(frame.Pixels[32 * 64 + 32] & 0xFF, Is.Zero);
        Assert.That(frame.Pixels[32 * 64 + 14] & 0xFF, Is.EqualTo(255));
        Assert.That(canvas.IsEmpty, Is.False);
        canvas.Clear();
        Assert.That(canvas.TryTake(out frame));
        Assert.That(frame.Pixels, Is.All.EqualTo(unchecked((int)0xFF000000)));
        Assert.That(canvas.IsEmpty);
    }

    [Test]
    public void Strokes_and_clearing_are_taken_back_one_by_one()
    {
        using var canvas = new CanvasSource(TimeProvider.System, 64);
        canvas.Draw([(0.2f, 0.5f), (0.8f, 0.5f)]);
        int[] first = Pixels();
        canvas.BeginStroke();
        canvas.Draw(0.5f, 0.1f, 0.5f, 0.2f);
        canvas.Draw(0.5f, 0.2f, 0.6f, 0.9f, erase: true);
        canvas.Clear();
        Assert.That(canvas.IsEmpty);
        canvas.Undo();
        Assert.That(canvas.IsEmpty, Is.False);
        canvas.Undo();
        Assert.That(Pixels(), Is.EqualTo(first));
        canvas.Undo();
        Assert.That((canvas.IsEmpty, Pixels().Distinct().Count()), Is.EqualTo((true, 1)));
        canvas.Undo();
        Assert.That(canvas.TryTake(out _), Is.False, "there is nothing left to take back");

        int[] Pixels() => canvas.TryTake(out var frame) ? [.. frame.Pixels] : [];
    }

    [Test]
    public void The_brush_can_be_thicker_and_has_an_end()
    {
        using var canvas = new CanvasSource(TimeProvider.System, 100);
        canvas.ChangeBrush(3);
        Assert.That(canvas.Brush, Is.EqualTo(0.0684).Within(0.0001));
        canvas.Draw([(0.5f, 0.5f)]);
        canvas.TryTake(out var frame);
        // A disc of that radius, and its soft rim.
        Assert.That(frame.Pixels.Count(p => (p & 0xFF) > 127), Is.EqualTo(Math.PI * 7.4 * 7.4).Within(8));
        canvas.ChangeBrush(-1000);
        Assert.That(canvas.Brush, Is.EqualTo(0.008f));
        canvas.ChangeBrush(1000);
        Assert.That(canvas.Brush, Is.EqualTo(0.15f));
    }

    [Test]
    public void StrokesOutsideTheSheetAreCutOff()
    {
        using var canvas = new CanvasSource(TimeProvider.System, 50);
        Assert.DoesNotThrow(() => canvas.Draw(-3, -3, 4, 5));
    }

    // EXIF orientations 1…8 of one picture, 3 wide and 2 high when upright, whose top left pixel is red.
    [TestCaseSource(nameof(Origins))]
    public void ExifOrientationIsApplied(int origin)
    {
        string path = Save("turned.jpg", JpegWithOrientation(origin));
        var picture = Picture.Load(path);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((48, 32)));
        Assert.That(picture.Pixels[4 * 48 + 4] & 0xFF, Is.GreaterThan(200), "the top left is red");
        Assert.That(picture.Pixels[28 * 48 + 44] & 0xFF, Is.LessThan(60), "the bottom right is not");
    }

    private static readonly int[] Origins = [1, 2, 3, 4, 5, 6, 7, 8];

    [Test]
    public void LargePicturesAreScaledDownToTheCapacity()
    {
        var picture = Picture.Load(Save("wide.png", Png(301, 100)), capacity: 1000);
        Assert.That(picture.Width * picture.Height, Is.LessThanOrEqualTo(1000));
        Assert.That((double)picture.Width / picture.Height, Is.EqualTo(3.01).Within(0.2));
    }

    [Test]
    public void WhatIsNoPictureIsOneLineWithTheName()
    {
        byte[] png = Png(40, 30);
        var huge = (byte[])png.Clone();
        // Width and height of the IHDR chunk, big-endian, and its checksum: a header of 30,000×30,000.
        foreach (int at in new[] { 16, 20 })
            (huge[at], huge[at + 1], huge[at + 2], huge[at + 3]) = (0, 0, 0x75, 0x30);
        uint crc = Crc(huge.AsSpan(12, 17));
        for (int i = 0; i < 4; i++)
            huge[29 + i] = (byte)(crc >> (24 - 8 * i));
        Refused(Path.Combine(_folder, "missing.png"), "no picture");
        Refused(_folder, "folder");
        Refused(Save("empty.png", []), "0 bytes");
        Refused(Save("text.png", "not a picture at all"u8.ToArray()), "not a picture");
        Refused(Save("cut.png", png[..(png.Length - 40)]), "cut short");
        Refused(Save("huge.png", huge), "30000×30000");
    }

    private static void Refused(string path, string why)
    {
        var error = Assert.Throws<CnnException>(() => Picture.Load(path))!;
        Assert.That(error.Message, Does.Contain(why).And.Contain(Path.GetFileName(path)).And.Not.Contain("\n"));
    }

    private string Save(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Png(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        for (int i = 0; i < width * height; i++)
            bitmap.SetPixel(i % width, i / width, new SKColor((byte)(i * 37), (byte)(i * 11), (byte)(i >> 3)));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    // Stores the picture the way a camera held in that orientation would, and inserts an EXIF block that says so.
    private static byte[] JpegWithOrientation(int origin)
    {
        bool swapped = origin >= 5;
        int width = swapped ? 32 : 48, height = swapped ? 48 : 32;
        using var stored = new SKBitmap(width, height);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                var (across, down) = swapped ? (y, x) : (x, y);
                // Which side of the stored picture the upright one begins at, by the definition of the tag.
                bool right = origin is 2 or 3 or 6 or 7, bottom = origin is 3 or 4 or 7 or 8;
                int uprightX = right ? 47 - across : across, uprightY = bottom ? 31 - down : down;
                stored.SetPixel(x, y, uprightX < 16 && uprightY < 16 ? SKColors.Red : SKColors.Black);
            }
        using var data = stored.Encode(SKEncodedImageFormat.Jpeg, 95);
        byte[] jpeg = data.ToArray();
        // APP1 "Exif", little-endian TIFF header, one entry: tag 0x0112 (orientation), type SHORT, one value.
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)origin, 0, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = crc >> 1 ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }
}
