using Demo.Sources;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Sources;

/// <summary>What a person can choose from, and how it is opened: one thing at a time, and the newest wish counts.</summary>
[NonParallelizable]
public class SourceListTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("list").FullName;
        foreach (string name in new[] { "1.png", "2.png", "3.png" })
        {
            using var bitmap = new SKBitmap(40, 30);
            bitmap.Erase(SKColors.Teal);
            using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(At(name), png.ToArray());
        }
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [Test]
    public void A_key_that_is_held_opens_one_file_at_a_time()
    {
        using var list = Make();
        list.OpenNow(At("1.png"));
        // However often the key repeats before the next picture is there, that one is next.
        for (int i = 0; i < 50; i++)
            Assert.That(list.OpenNext(1));
        WaitForOther(list);
        Assert.That((list.Current.Name, list.Busy), Is.EqualTo(("2.png", false)));
    }

    [Test]
    public void The_newest_wish_counts()
    {
        using var list = Make();
        list.OpenNow(At("1.png"));
        list.Open(At("nothing.png"));
        list.Open(At("2.png"));
        list.Open(At("3.png"));
        WaitForOther(list);
        Assert.That((list.Current.Name, list.Busy, list.Count), Is.EqualTo(("3.png", false, 2)));
    }

    [Test]
    public void Who_goes_back_to_what_is_shown_keeps_it()
    {
        using var list = Make();
        list.OpenNow(At("1.png"));
        list.Open(At("2.png"));
        list.Choose(1);
        while (list.Busy)
            Assert.That(list.Poll(out _), Is.False);
        Assert.That(list.Current.Name, Is.EqualTo("1.png"));
    }

    [Test]
    public void A_camera_says_what_it_is_and_a_canvas_what_it_cannot()
    {
        using var canvas = new CanvasSource(TimeProvider.System, 32);
        IFrameSource source = canvas;
        source.Held = true;
        source.Wind(TimeSpan.FromSeconds(1));
        source.StepOnce();
        Assert.That((source.Title, source.Can, source.IsLive, source.Length, source.Fault, source.Held),
            Is.EqualTo(("Canvas", SourceAbilities.None, false, (TimeSpan?)null, (string?)null, false)));
        var titles = new[] { "test", "test:64x48", "rtsp://camera.example/1" }.Select(name => MovingInput.Find(name, 30).Title);
        Assert.That(titles, Is.EqualTo(new[] { "Test pattern", "Test pattern", "Stream" }));
    }

    [Test]
    [Platform("Linux")]
    public void Pictures_of_ffmpeg_leave_no_handle_open()
    {
        int before = Pipes();
        for (int i = 0; i < 10; i++)
        {
            using var ffmpeg = new Ffmpeg(["-f", "lavfi", "-i", "color=size=16x16:rate=1"], []);
            Assert.That(ffmpeg.Pictures.ReadByte(), Is.EqualTo('P'));
        }
        // The runtime itself may open one or two.
        Assert.That(Pipes() - before, Is.LessThan(5));
    }

    [Test]
    public void A_large_picture_is_made_smaller_while_it_is_decoded_or_refused()
    {
        // 41 million pixels.
        using (var bitmap = new SKBitmap(new SKImageInfo(8200, 5000, SKColorType.Gray8)))
        {
            bitmap.Erase(SKColors.Gray);
            foreach (var (name, format) in new[] { ("large.jpg", SKEncodedImageFormat.Jpeg), ("large.png", SKEncodedImageFormat.Png) })
            {
                using var data = bitmap.Encode(format, 50);
                File.WriteAllBytes(At(name), data.ToArray());
            }
        }
        var picture = Picture.Load(At("large.jpg"), capacity: 82 * 50);
        Assert.That(((double)picture.Width / picture.Height, picture.Pixels[0] & 0xFF), Is.EqualTo((1.64, 128)).Within(0.05));
        Assert.That(() => Picture.Load(At("large.png")),
            Throws.TypeOf<CnnException>().With.Message.Contain("8200×5000").And.Message.Contain("as PNG"));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static SourceList Make() =>
        new(new CanvasSource(TimeProvider.System, 32), null, new MovingOptions(), TimeProvider.System, waits: false);

    private static void WaitForOther(SourceList list)
    {
        while (!list.Poll(out _))
            Thread.Yield();
    }

    private static int Pipes() => Directory.GetFiles("/proc/self/fd")
        .Count(file => new FileInfo(file).LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) == true);
}
