using System.Globalization;
using Cnn;

namespace Demo.Sources;

/// <summary>What ffmpeg is to read: the options before its output.</summary>
/// <param name="Name">For people.</param>
/// <param name="Arguments">Up to and with <c>-i …</c>.</param>
/// <param name="Live">Whether an end of it is a fault (a camera, a screen, a stream), and not the end of a file.</param>
internal sealed record MovingInput(string Name, IReadOnlyList<string> Arguments, bool Live)
{
    // A frame is on its way as soon as it is complete: nothing is buffered, probed at length, or reordered.
    private static readonly string[] s_quick = ["-fflags", "nobuffer", "-probesize", "32", "-analyzeduration", "0"];

    // What a stream's address may begin with, and what it may lead to.
    private static readonly string[] s_schemes = ["rtsp", "rtmp", "http", "https", "udp", "tcp", "srt"];
    private const string StreamProtocols = "rtsp,rtmp,rtp,udp,tcp,srt,http,https,tls,crypto";

    private static readonly string[] s_videos =
        [".mp4", ".m4v", ".mkv", ".webm", ".avi", ".mov", ".gif", ".ts", ".mpg", ".mpeg", ".wmv", ".flv", ".ogv", ".3gp", ".mts"];

    // Containers that hold pictures themselves: lists that lead to other files (HLS, ffconcat) are not among them.
    private const string Containers =
        "mov,matroska,avi,gif,mpegts,mpeg,mpegvideo,m4v,h264,hevc,mjpeg,flv,asf,ogg,ivf,nut,apng,yuv4mpegpipe";

    /// <summary>Whether a file's name is that of a video.</summary>
    public static bool IsVideo(string path) => s_videos.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Whether the name is that of a moving source, and not of a picture or the canvas.</summary>
    public static bool IsMoving(string source) =>
        IsNamed(source, "camera") || IsNamed(source, "screen") || IsNamed(source, "test") || IsStream(source) || IsVideo(source);

    /// <summary>
    /// Finds what a <c>--source</c> means: <c>camera[:N|:NAME]</c>, <c>screen[:WxH+X+Y]</c>, <c>test[:WxH]</c>, a video's file or
    /// address.
    /// </summary>
    /// <param name="source">The name.</param>
    /// <param name="framesPerSecond">Asked of cameras and screens.</param>
    /// <exception cref="CnnException">There is no such file, or the name makes no sense.</exception>
    public static MovingInput Find(string source, int framesPerSecond)
    {
        // A file may have any name, also one that looks like a protocol or an option.
        if (File.Exists(source))
        {
            FileKinds.RefuseEndless(source);
            string[] file = ["-protocol_whitelist", "file", "-format_whitelist", Containers, "-i", "file:" + Path.GetFullPath(source)];
            return new(Path.GetFileName(source), file, Live: false);
        }
        if (IsNamed(source, "camera"))
            return FindCamera(After(source), framesPerSecond);
        if (IsNamed(source, "screen"))
            return Screen(After(source), framesPerSecond);
        if (IsNamed(source, "test"))
            return Test(After(source), framesPerSecond);
        if (IsStream(source))
            return new(source, ["-protocol_whitelist", StreamProtocols, "-i", source], Live: true) { Title = "Stream" };
        throw new CnnException($"{source}: no such file, camera, screen or stream");
    }

    /// <summary>What the window calls a source of this kind.</summary>
    public string Title { get; init; } = "Video";

    /// <summary>What ffmpeg is to read now, where that may have changed since: a camera comes back as another device.</summary>
    public Func<IReadOnlyList<string>>? LookAgain { get; init; }

    /// <summary>The camera in its mode nearest to 640×480.</summary>
    public static IReadOnlyList<string> ArgumentsFor(Camera camera, int framesPerSecond)
    {
        string kind = OperatingSystem.IsWindows() ? "dshow" : OperatingSystem.IsMacOS() ? "avfoundation" : "v4l2";
        return [.. s_quick, "-f", kind, .. camera.OptionsFor(framesPerSecond), "-i", camera.Device];
    }

    private static MovingInput FindCamera(string which, int framesPerSecond)
    {
        var camera = Cameras.Find(which);
        return new(camera.Name, ArgumentsFor(camera, framesPerSecond), Live: true)
        {
            Title = "Camera",
            LookAgain = () => ArgumentsFor(Cameras.Find(which), framesPerSecond),
        };
    }

    private static MovingInput Screen(string region, int framesPerSecond)
    {
        string rate = framesPerSecond.ToString(CultureInfo.InvariantCulture);
        int[] numbers = [];
        if (region.Length > 0)
        {
            string[] parts = region.Split('x', '+');
            numbers = parts.Length == 4 && parts.All(p => int.TryParse(p, out int n) && n >= 0) && parts[0] != "0" && parts[1] != "0"
                ? [.. parts.Select(int.Parse)]
                : throw new CnnException($"the screen's part is '{region}'; it is WxH+X+Y, such as 640x480+100+50");
        }
        string[] size = numbers is [var w, var h, ..] ? ["-video_size", $"{w}x{h}"] : [];
        string[] offset = numbers.Length == 4 ? ["-offset_x", $"{numbers[2]}", "-offset_y", $"{numbers[3]}"] : [];
        string display = Environment.GetEnvironmentVariable("DISPLAY") ?? "";
        if (OperatingSystem.IsLinux() && display.Length == 0)
            throw new CnnException(NoDisplay());
        string[] input = OperatingSystem.IsWindows()
            ? ["-f", "gdigrab", "-framerate", rate, .. size, .. offset, "-i", "desktop"]
            : OperatingSystem.IsMacOS() ? ["-f", "avfoundation", "-framerate", rate, "-i", "Capture screen 0"]
            : ["-f", "x11grab", "-framerate", rate, .. size, "-i", numbers.Length == 4 ? $"{display}+{numbers[2]},{numbers[3]}" : display];
        return new(region.Length == 0 ? "screen" : $"screen {region}", [.. s_quick, .. input], Live: true) { Title = "Screen" };
    }

    // Wayland shows its pictures to no other program; X programs on it are to be seen where DISPLAY says.
    private static string NoDisplay() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"))
        ? "there is no screen to look at: DISPLAY is not set; start it in a desktop, or with DISPLAY=:0"
        : "the screen cannot be looked at under Wayland; log in to a session on X11 (Xorg), or set DISPLAY to an X server's";

    // A pattern with a counter of seconds that ffmpeg draws, at the pace of a camera: for people who have none.
    private static MovingInput Test(string size, int framesPerSecond)
    {
        string[] parts = (size.Length == 0 ? "640x480" : size).Split('x');
        if (parts.Length != 2 || !parts.All(IsSide))
            throw new CnnException($"the size of the test pictures is '{size}'; it is WxH from 16x16 to 4096x4096, such as test:640x480");
        string pattern = string.Create(CultureInfo.InvariantCulture, $"testsrc=size={parts[0]}x{parts[1]}:rate={framesPerSecond}");
        string name = size.Length == 0 ? "test" : $"test {size}";
        return new(name, ["-re", "-f", "lavfi", "-i", pattern], Live: true) { Title = "Test pattern" };

        static bool IsSide(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pixels) && pixels is >= 16 and <= 4096;
    }

    private static bool IsNamed(string source, string kind) =>
        source == kind || source.StartsWith(kind + ":", StringComparison.Ordinal);

    private static string After(string source) => source.Contains(':') ? source[(source.IndexOf(':') + 1)..] : "";

    private static bool IsStream(string source) =>
        source.IndexOf("://", StringComparison.Ordinal) is > 0 and var at && s_schemes.Contains(source[..at].ToLowerInvariant());
}
