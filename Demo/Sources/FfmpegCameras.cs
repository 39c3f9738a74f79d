using System.Globalization;
using System.Text.RegularExpressions;

namespace Demo.Sources;

/// <summary>Cameras as ffmpeg lists them, on systems that have no simpler way; it writes them among its messages.</summary>
internal static partial class FfmpegCameras
{
    /// <summary>Windows' cameras, with their modes.</summary>
    /// <exception cref="Cnn.CnnException">There is no ffmpeg.</exception>
    public static IReadOnlyList<Camera> DirectShow() =>
    [
        .. ParseDirectShow(Ffmpeg.Say("-list_devices", "true", "-f", "dshow", "-i", "dummy"))
            .Select(c => c with { Modes = ParseModes(Ffmpeg.Say("-list_options", "true", "-f", "dshow", "-i", c.Device)) }),
    ];

    /// <summary>macOS's cameras; their modes are not told.</summary>
    /// <exception cref="Cnn.CnnException">There is no ffmpeg.</exception>
    public static IReadOnlyList<Camera> AvFoundation() =>
        ParseAvFoundation(Ffmpeg.Say("-f", "avfoundation", "-list_devices", "true", "-i", ""));

    internal static IReadOnlyList<Camera> ParseDirectShow(string said) =>
        [.. DirectShowName().Matches(said).Select((m, i) => new Camera(i, m.Groups[1].Value, "video=" + m.Groups[1].Value, []))];

    internal static IReadOnlyList<CameraMode> ParseModes(string said) =>
    [
        .. DirectShowMode().Matches(said).Select(m => new CameraMode(
            m.Groups["format"].Value, Number(m.Groups["w"]), Number(m.Groups["h"]),
            [double.Parse(m.Groups["fps"].Value, CultureInfo.InvariantCulture)])).DistinctBy(mode => mode.ToString() + mode.Format),
    ];

    internal static IReadOnlyList<Camera> ParseAvFoundation(string said)
    {
        // Cameras come before microphones; the screens among them are a source of their own.
        int end = said.IndexOf("audio devices", StringComparison.Ordinal);
        return
        [
            .. AvFoundationName().Matches(end < 0 ? said : said[..end])
                .Where(m => !m.Groups[2].Value.StartsWith("Capture screen", StringComparison.Ordinal))
                .Select(m => new Camera(Number(m.Groups[1]), m.Groups[2].Value, m.Groups[1].Value, [])),
        ];
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    // [dshow @ 000001] "Integrated Camera" (video)
    [GeneratedRegex("\"([^\"\r\n]+)\" \\(video\\)")]
    private static partial Regex DirectShowName();

    // [dshow @ 000001]   pixel_format=yuyv422  min s=640x480 fps=5 max s=640x480 fps=30
    [GeneratedRegex(@"(?:pixel_format|vcodec)=(?<format>\S+)\s+min s=\S+ fps=\S+ max s=(?<w>\d+)x(?<h>\d+) fps=(?<fps>[\d.]+)")]
    private static partial Regex DirectShowMode();

    // [AVFoundation indev @ 0x7f] [0] FaceTime HD Camera
    [GeneratedRegex(@"\] \[(\d+)\] ([^\r\n]+)")]
    private static partial Regex AvFoundationName();
}
