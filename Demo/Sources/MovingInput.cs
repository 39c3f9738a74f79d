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
    private static readonly string[] Quick = ["-fflags", "nobuffer", "-probesize", "32", "-analyzeduration", "0"];

    // What a stream's address may begin with, and what it may lead to.
    private static readonly string[] Schemes = ["rtsp", "rtmp", "http", "https", "udp", "tcp", "srt"];
    private const string StreamProtocols = "rtsp,rtmp,rtp,udp,tcp,srt,http,https,tls,crypto";

    private static readonly string[] Videos =
        [".mp4", ".m4v", ".mkv", ".webm", ".avi", ".mov", ".gif", ".ts", ".mpg", ".mpeg", ".wmv", ".flv", ".ogv", ".3gp", ".mts"];

    /// <summary>Whether a file's name is that of a video.</summary>
    public static bool IsVideo(string path) => Videos.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Whether the name is that of a moving source, and not of a picture or the canvas.</summary>
    public static bool IsMoving(string source) =>
        IsNamed(source, "camera") || IsNamed(source, "screen") || IsNamed(source, "test") || IsStream(source) || IsVideo(source);

    /// <summary>Finds what a <c>--source</c> means: <c>camera[:N|:NAME]</c>, <c>screen[:WxH+X+Y]</c>, <c>test[:WxH]</c>, a video's file or address.</summary>
    /// <param name="source">The name.</param>
    /// <param name="framesPerSecond">Asked of cameras and screens.</param>
    /// <exception cref="CnnException">There is no such file, or the name makes no sense.</exception>
    public static MovingInput Find(string source, int framesPerSecond)
    {
        // A file may have any name, also one that looks like a protocol or an option.
        if (File.Exists(source))
            return new(Path.GetFileName(source), ["-protocol_whitelist", "file", "-i", "file:" + Path.GetFullPath(source)], Live: false);
        if (IsNamed(source, "camera"))
            return Camera(After(source), framesPerSecond);
        if (IsNamed(source, "screen"))
            return Screen(After(source), framesPerSecond);
        if (IsNamed(source, "test"))
            return Test(After(source), framesPerSecond);
        if (IsStream(source))
            return new(source, ["-protocol_whitelist", StreamProtocols, "-i", source], Live: true);
        throw new CnnException($"{source}: no such file, camera, screen or stream");
    }

    private static MovingInput Camera(string which, int framesPerSecond)
    {
        string rate = framesPerSecond.ToString(CultureInfo.InvariantCulture);
        bool number = int.TryParse(which, out int index);
        string[] device = OperatingSystem.IsWindows() ? ["-f", "dshow", "-video_size", "640x480", "-framerate", rate, "-i", $"video={which}"]
            : OperatingSystem.IsMacOS() ? ["-f", "avfoundation", "-video_size", "640x480", "-framerate", rate, "-i", which.Length == 0 ? "0" : which]
            : ["-f", "v4l2", "-video_size", "640x480", "-framerate", rate, "-i", number || which.Length == 0 ? $"/dev/video{index}" : Device(which)];
        if (OperatingSystem.IsWindows() && (number || which.Length == 0))
            throw new CnnException("on Windows a camera is chosen by its name: --source \"camera:NAME\"; ffmpeg -list_devices true -f dshow -i dummy lists them");
        return new(which.Length == 0 ? "camera" : $"camera {which}", [.. Quick, .. device], Live: true);
    }

    // A camera's name as the kernel knows it, or its device file.
    private static string Device(string name)
    {
        if (name.StartsWith("/dev/", StringComparison.Ordinal))
            return name;
        const string known = "/sys/class/video4linux";
        var entries = Directory.Exists(known) ? Directory.GetDirectories(known) : [];
        foreach (string entry in entries.Order(StringComparer.Ordinal))
            if (File.Exists(Path.Combine(entry, "name")) && File.ReadAllText(Path.Combine(entry, "name")).Contains(name, StringComparison.OrdinalIgnoreCase))
                return "/dev/" + Path.GetFileName(entry);
        throw new CnnException($"no camera has '{name}' in its name");
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
        string display = Environment.GetEnvironmentVariable("DISPLAY") ?? "";
        if (OperatingSystem.IsLinux() && display.Length == 0)
            throw new CnnException("there is no screen to look at: DISPLAY is not set");
        string[] input = OperatingSystem.IsWindows()
            ? ["-f", "gdigrab", "-framerate", rate, .. size, .. numbers.Length == 4 ? ["-offset_x", $"{numbers[2]}", "-offset_y", $"{numbers[3]}"] : Array.Empty<string>(), "-i", "desktop"]
            : OperatingSystem.IsMacOS() ? ["-f", "avfoundation", "-framerate", rate, "-i", "Capture screen 0"]
            : ["-f", "x11grab", "-framerate", rate, .. size, "-i", numbers.Length == 4 ? $"{display}+{numbers[2]},{numbers[3]}" : display];
        return new(region.Length == 0 ? "screen" : $"screen {region}", [.. Quick, .. input], Live: true);
    }

    // A pattern with a counter of seconds that ffmpeg draws, at the pace of a camera: for people who have none.
    private static MovingInput Test(string size, int framesPerSecond)
    {
        string[] parts = (size.Length == 0 ? "640x480" : size).Split('x');
        if (parts.Length != 2 || !parts.All(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n is >= 16 and <= 4096))
            throw new CnnException($"the size of the test pictures is '{size}'; it is WxH from 16x16 to 4096x4096, such as test:640x480");
        string pattern = string.Create(CultureInfo.InvariantCulture, $"testsrc=size={parts[0]}x{parts[1]}:rate={framesPerSecond}");
        return new(size.Length == 0 ? "test" : $"test {size}", ["-re", "-f", "lavfi", "-i", pattern], Live: true);
    }

    private static bool IsNamed(string source, string kind) =>
        source == kind || source.StartsWith(kind + ":", StringComparison.Ordinal);

    private static string After(string source) => source.Contains(':') ? source[(source.IndexOf(':') + 1)..] : "";

    private static bool IsStream(string source) =>
        source.IndexOf("://", StringComparison.Ordinal) is > 0 and var at && Schemes.Contains(source[..at].ToLowerInvariant());
}
