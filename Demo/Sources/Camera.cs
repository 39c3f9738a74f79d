using System.Globalization;

namespace Demo.Sources;

/// <summary>One way a camera can send pictures.</summary>
/// <param name="Format">Of the pixels, as the camera's driver calls it: <c>YUYV</c>, <c>MJPG</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Rates">Frames a second, the highest first; empty where the driver does not say.</param>
internal sealed record CameraMode(string Format, int Width, int Height, IReadOnlyList<double> Rates)
{
    /// <summary>The rate that is nearest to the wanted one; the wanted one where none is known.</summary>
    public double RateNear(double wanted) => Rates.Count == 0 ? wanted : Rates.MinBy(rate => Math.Abs(rate - wanted));

    /// <summary>For people: <c>640×480 at 30, 15</c>.</summary>
    public override string ToString()
    {
        string rates = string.Join(", ", Rates.Select(rate => rate.ToString("0.##", CultureInfo.InvariantCulture)));
        return $"{Width}×{Height}" + (rates.Length == 0 ? "" : " at " + rates);
    }
}

/// <summary>A camera of this machine.</summary>
/// <param name="Number">What <c>camera:N</c> calls it.</param>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Device">What ffmpeg opens: a device file, a name or a number.</param>
/// <param name="Modes">What it offers; empty where that cannot be asked.</param>
internal sealed record Camera(int Number, string Name, string Device, IReadOnlyList<CameraMode> Modes)
{
    // Asked of every camera: enough for any network here, and all cameras have it or something near.
    private const int Width = 640, Height = 480;

    // The kernel's four letters, in the order in which they are preferred, and ffmpeg's name; of equal modes the one that
    // costs least to make RGBA of, and none that waits for later frames.
    private static readonly (string Format, string Ffmpeg)[] s_formats =
    [
        ("BGR4", "bgr0"), ("RGB3", "rgb24"), ("BGR3", "bgr24"), ("YUYV", "yuyv422"), ("UYVY", "uyvy422"),
        ("NV12", "nv12"), ("YU12", "yuv420p"),
        ("MJPG", "mjpeg"), ("JPEG", "mjpeg"), ("H264", "h264"), ("GREY", "gray"),
    ];

    /// <summary>Why it cannot be used now, with what to do; null if nothing is known against it.</summary>
    public string? Problem { get; init; }

    /// <summary>The mode nearest to 640×480 at a rate; null if none is known.</summary>
    public CameraMode? ModeFor(double rate) => Modes
        .Where(mode => Rank(mode.Format) >= 0)
        .OrderBy(mode => Math.Abs(mode.Width - Width) + Math.Abs(mode.Height - Height))
        .ThenBy(mode => Math.Abs(mode.RateNear(rate) - rate))
        .ThenBy(mode => Rank(mode.Format)).FirstOrDefault();

    /// <summary>ffmpeg's options for the mode, without the input itself.</summary>
    public IReadOnlyList<string> OptionsFor(double rate)
    {
        var mode = ModeFor(rate) ?? new CameraMode("", Width, Height, []);
        string frames = mode.RateNear(rate).ToString("0.###", CultureInfo.InvariantCulture);
        string[] format = OperatingSystem.IsLinux() && Rank(mode.Format) is >= 0 and var i ? ["-input_format", s_formats[i].Ffmpeg] : [];
        return [.. format, "-video_size", $"{mode.Width}x{mode.Height}", "-framerate", frames];
    }

    private static int Rank(string format) => Array.FindIndex(s_formats, known => known.Format == format || known.Ffmpeg == format);
}
