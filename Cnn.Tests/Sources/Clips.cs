using System.Diagnostics;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

/// <summary>Small videos that ffmpeg makes for the tests.</summary>
internal static class Clips
{
    /// <summary>30×20 pixels, ten frames a second, each <paramref name="step"/> lighter than the one before.</summary>
    public static string Steps(string path, int frames = 3, int step = 90)
    {
        string codec = Path.GetExtension(path) switch { ".avi" => "rawvideo", ".gif" => "gif", _ => "mpeg4" };
        return Make(path, $"color=black:s=30x20:r=10,geq=lum='30+{step}*N':cb=128:cr=128", "-frames:v", $"{frames}", "-c:v", codec);
    }

    /// <summary>What a filter graph of ffmpeg draws.</summary>
    public static string Make(string path, string graph, params string[] output)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg",
            ["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", graph, .. output, "file:" + path]))!;
        ffmpeg.WaitForExit();
        Assert.That(ffmpeg.ExitCode, Is.Zero);
        return path;
    }
}
