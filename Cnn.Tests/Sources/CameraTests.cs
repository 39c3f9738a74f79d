using System.Text.Json;
using Cnn.Tests.Platform;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

public class CameraTests
{
    private static readonly Camera s_front = new(0, "Front Camera", "/dev/video0",
    [
        new("H264", 640, 480, [30]), new("YUYV", 640, 480, [15, 5]), new("MJPG", 640, 480, [30, 15]),
        new("MJPG", 1280, 720, [30]), new("YUYV", 320, 240, [30]),
    ]);

    private static readonly Camera s_back =
        new(2, "Back Camera", "/dev/video2", [new("XXXX", 640, 480, [30]), new("YUYV", 320, 240, [30, 10]), new("YUYV", 1920, 1080, [30])]);

    private static readonly Camera s_busy = new(5, "Busy", "/dev/video5", []) { Problem = Complaint.Busy };

    // The size first, then the rate, then the format that costs least.
    [TestCase(30, "MJPG", 640, 480)]
    [TestCase(15, "YUYV", 640, 480)]
    public void The_mode_is_the_nearest_to_640_by_480_at_the_rate(double rate, string format, int width, int height)
    {
        var mode = s_front.ModeFor(rate)!;
        Assert.That((mode.Format, mode.Width, mode.Height), Is.EqualTo((format, width, height)));
    }

    [Test]
    public void Formats_that_ffmpeg_cannot_read_are_left_out_and_the_rate_is_one_that_there_is()
    {
        Assert.That(s_back.ModeFor(30)!.Width, Is.EqualTo(320));
        Assert.That(s_back.OptionsFor(14).SkipWhile(o => o != "-video_size"),
            Is.EqualTo(new[] { "-video_size", "320x240", "-framerate", "10" }));
    }

    [Test]
    [Platform("Linux")]
    public void A_camera_is_asked_without_delay()
    {
        Assert.That(string.Join(' ', MovingInput.ArgumentsFor(s_front, 29)), Is.EqualTo(
            "-fflags nobuffer -probesize 32 -analyzeduration 0 -f v4l2 "
            + "-input_format mjpeg -video_size 640x480 -framerate 30 -i /dev/video0"));
        Assert.That(string.Join(' ', MovingInput.ArgumentsFor(s_busy, 25)),
            Does.EndWith("-f v4l2 -video_size 640x480 -framerate 25 -i /dev/video5"));
    }

    [TestCase("", 0)]
    [TestCase("2", 2)]
    [TestCase("back", 2)]
    [TestCase("/dev/video5", 5)]
    public void A_camera_is_found_by_number_name_or_device(string which, int number) =>
        Assert.That(Cameras.Find(which, [s_front, s_back, s_busy]).Number, Is.EqualTo(number));

    [Test]
    public void One_that_can_be_used_comes_before_one_that_cannot() =>
        Assert.That(Cameras.Find("", [s_busy, s_back]).Number, Is.EqualTo(2));

    [Test]
    public void A_wrong_name_is_answered_with_what_there_is()
    {
        Assert.That(() => Cameras.Find("7", [s_front, s_back]), Throws.TypeOf<CnnException>().With.Message.EqualTo(
            "there is no camera '7'; there is camera:0 (Front Camera), camera:2 (Back Camera)"));
        Assert.That(() => Cameras.Find("", []),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("there is no camera; plug one in, or look at --source test"));
    }

    [Test]
    public void Windows_cameras_are_read_from_what_ffmpeg_says()
    {
        const string said = """
            [dshow @ 000001d2] "Integrated Camera" (video)
            [dshow @ 000001d2]   Alternative name "@device_pnp_\\?\usb#vid_04f2"
            [dshow @ 000001d2] "USB: second" (video)
            [dshow @ 000001d2] "Microphone Array" (audio)
            """;
        var cameras = FfmpegCameras.ParseDirectShow(said);
        Assert.That(cameras.Select(c => (c.Number, c.Name, c.Device)),
            Is.EqualTo(new[] { (0, "Integrated Camera", "video=Integrated Camera"), (1, "USB: second", "video=USB: second") }));
        var modes = FfmpegCameras.ParseModes("""
            [dshow @ 000001d2]   pixel_format=yuyv422  min s=640x480 fps=5 max s=640x480 fps=30.0003
            [dshow @ 000001d2]   pixel_format=yuyv422  min s=640x480 fps=5 max s=640x480 fps=30.0003 (tv, bt470bg)
            [dshow @ 000001d2]   vcodec=mjpeg  min s=1280x720 fps=5 max s=1280x720 fps=30
            """);
        Assert.That(modes.Select(m => $"{m.Format} {m}"), Is.EqualTo(new[] { "yuyv422 640×480 at 30", "mjpeg 1280×720 at 30" }));
        Assert.That((cameras[0] with { Modes = modes }).ModeFor(30)!.Width, Is.EqualTo(640));
    }

    [Test]
    public void Macs_cameras_are_read_from_what_ffmpeg_says_without_screens_and_microphones()
    {
        const string said = """
            [AVFoundation indev @ 0x7f8] AVFoundation video devices:
            [AVFoundation indev @ 0x7f8] [0] FaceTime HD Camera
            [AVFoundation indev @ 0x7f8] [1] Capture screen 0
            [AVFoundation indev @ 0x7f8] AVFoundation audio devices:
            [AVFoundation indev @ 0x7f8] [0] Built-in Microphone
            """;
        Assert.That(FfmpegCameras.ParseAvFoundation(said).Select(c => (c.Number, c.Name, c.Device)),
            Is.EqualTo(new[] { (0, "FaceTime HD Camera", "0") }));
    }

    [Test]
    public void Devices_lists_cameras_for_machines()
    {
        var run = Demonstration.Run("devices", "--json");
        Assert.That(run.Code, Is.Zero, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("cameras").GetArrayLength(), Is.EqualTo(Cameras.List().Count));
    }
}
