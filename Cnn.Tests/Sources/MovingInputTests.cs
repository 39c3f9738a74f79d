using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

public class MovingInputTests
{
    [TestCase("camera", true)]
    [TestCase("camera:1", true)]
    [TestCase("screen:64x48+1+2", true)]
    [TestCase("test:64x48", true)]
    [TestCase("test.png", false)]
    [TestCase("rtsp://host/stream", true)]
    [TestCase("clip.MP4", true)]
    [TestCase("photo.png", false)]
    [TestCase("cameras.png", false)]
    [TestCase("ftp://host/x", false)]
    [TestCase("concat:a.png|b.png", false)]
    public void Names_say_whether_pictures_move(string name, bool moves) => Assert.That(MovingInput.IsMoving(name), Is.EqualTo(moves));

    // A file's name must never be read as an option or a protocol.
    [TestCase("-y.mp4")]
    [TestCase("concat:a.mp4")]
    [TestCase("with spaces and ü.mp4")]
    public void A_file_is_a_file_whatever_its_name(string name)
    {
        string folder = Directory.CreateTempSubdirectory("moving").FullName;
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, "");
        var input = MovingInput.Find(path, 30);
        Directory.Delete(folder, recursive: true);
        Assert.That(input.Arguments.TakeLast(2), Is.EqualTo(new[] { "-i", "file:" + path }));
        Assert.That(input.Live, Is.False);
    }

    [TestCase("no-such.mp4")]
    [TestCase("concat:a.ts|b.ts")]
    [TestCase("screen:640x480")]
    [TestCase("screen:0x48+1+2")]
    [TestCase("test:64")]
    [TestCase("test:64x48,drawtext=text=a")]
    [TestCase("test:64x5000")]
    [TestCase("camera:no camera has this name")]
    public void What_is_not_there_is_one_line(string name) =>
        Assert.That(Assert.Throws<CnnException>(() => MovingInput.Find(name, 30))!.Message,
            Does.Contain(name[(name.IndexOf(':') + 1)..]).And.Not.Contain("\n"));
}
