using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

// What ffmpeg 5.1 wrote in each case.
public class ComplaintTests
{
    [TestCase("[video4linux2,v4l2 @ 0x555] Cannot open video device /dev/video0: Permission denied|/dev/video0: Permission denied",
        "add yourself to the group video (sudo usermod -aG video $USER)")]
    [TestCase("[video4linux2,v4l2 @ 0x555] ioctl(VIDIOC_STREAMON): Device or resource busy|/dev/video0: Device or resource busy",
        "another program uses it; close that one")]
    [TestCase("[video4linux2,v4l2 @ 0x555] Cannot open video device /dev/video0: No such file or directory"
        + "|/dev/video0: No such file or directory", "plug it in")]
    [TestCase("[video4linux2,v4l2 @ 0x555] ioctl(VIDIOC_DQBUF): No such device|/dev/video0: No such device", "plug it in")]
    [TestCase("[x11grab @ 0x555] Capture area 640x480 at position 100.50 outside the screen size 640x480|:99+100,50: Invalid argument",
        "beyond the screen of 640x480")]
    [TestCase("[x11grab @ 0x555] Cannot open display :99, error 1.|:99: Input/output error", "no screen to look at")]
    [TestCase("[mov,mp4,m4a,3gp,3g2,mj2 @ 0x555] moov atom not found|file:/tmp/a.mp4: Invalid data found when processing input",
        "it is cut off, or no video")]
    [TestCase("file:/tmp/a.avi: Invalid data found when processing input", "damaged, or no video")]
    [TestCase("Decoder (codec none) not found for input stream #0:0", "does not know its codec")]
    [TestCase("[hls @ 0x555] Format not on whitelist 'mov,avi'|file:/tmp/a.mp4: Invalid argument", "leads to other files")]
    [TestCase("[tcp @ 0x555] Connection to tcp://127.0.0.1:1 failed: Connection refused|http://127.0.0.1:1/x.ts: Connection refused",
        "nobody answers there")]
    [TestCase("[tcp @ 0x555] Failed to resolve hostname nowhere.invalid: Name or service not known"
        + "|http://nowhere.invalid/x: Input/output error", "no such host")]
    [TestCase("Unknown input format: 'x11grab'", "built without x11grab")]
    public void What_ffmpeg_says_becomes_what_to_do(string said, string means) =>
        Assert.That(Complaint.Of(said.Split('|')), Does.Contain(means).And.Not.Contain("@").And.Not.Contain("\n"));

    [Test]
    public void What_is_not_known_is_given_without_the_speaker()
    {
        Assert.That(Complaint.Of(["first", "[avi @ 0x555] something new: 3"]), Is.EqualTo("something new: 3"));
        Assert.That(Complaint.Of([]), Is.EqualTo("the pictures ended"));
    }
}
