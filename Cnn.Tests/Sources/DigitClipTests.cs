using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Cnn.Tests.Platform;
using Demo.Pages;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Sources;

/// <summary>A film in which one digit after the other lies on a sheet of paper: what the log says follows it.</summary>
[Parallelizable]
public class DigitClipTests
{
    private const int Width = 640, Height = 480, FramesPerSecond = 30;

    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("digits").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("gl", 5)]
    [TestCase("reference", 1)]
    public void What_is_read_follows_the_film(string backend, int framesPerDigit)
    {
        string clip = Film($"{backend}.mp4", framesPerDigit), log = Path.Combine(_folder, backend + ".jsonl");
        int frames = 10 * framesPerDigit;
        // One more: the film has begun again.
        var run = Demonstration.Run("demo", "--headless", "--source", clip, "--backend", backend,
            "--frames", $"{frames + 1}", "--size", "640x360", "--log", log);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        var lines = File.ReadLines(log).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.That(lines, Has.Length.EqualTo(frames + 1));
        double[] times = [.. lines.Select(line => line.GetProperty("time").GetDouble())];
        Assert.That(times, Is.EqualTo(Enumerable.Range(0, frames + 1).Select(i => (double)(i % frames) / FramesPerSecond)).Within(0.001));
        string[] labels = [.. lines.Select(line => line.GetProperty("label").GetString()!)];
        TestContext.Out.WriteLine(string.Concat(labels));
        int right = Enumerable.Range(0, frames).Count(i => labels[i] == $"{(int)(times[i] * FramesPerSecond + 0.5) / framesPerDigit}");
        Assert.That(right, Is.GreaterThanOrEqualTo(0.95 * frames), string.Concat(labels));
        Assert.That(lines.Select(line => line.GetProperty("latencyMs").GetDouble()), Is.All.EqualTo(1000 / 60.0).Within(0.01), "one tick");
        Assert.That(lines[^1].GetProperty("dropped").GetInt64(), Is.Zero);
    }

    // Raw pictures through a pipe into ffmpeg.
    private string Film(string name, int framesPerDigit)
    {
        string path = Path.Combine(_folder, name);
        var info = new ProcessStartInfo("ffmpeg",
        [
            "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgba", "-video_size", $"{Width}x{Height}",
            "-framerate", $"{FramesPerSecond}", "-i", "-",
            "-c:v", "mpeg4", "-q:v", "3", "file:" + path,
        ])
        { RedirectStandardInput = true };
        using var ffmpeg = Process.Start(info)!;
        using (var pipe = ffmpeg.StandardInput.BaseStream)
            for (int digit = 0; digit < 10; digit++)
            {
                byte[] picture = PageWith(digit);
                for (int i = 0; i < framesPerDigit; i++)
                    pipe.Write(picture);
            }
        ffmpeg.WaitForExit();
        Assert.That(ffmpeg.ExitCode, Is.Zero);
        return path;
    }

    private static byte[] PageWith(int digit)
    {
        var page = Enumerable.Range(0, 10).Select(number => Page.Generate(1, number, PageCondition.Plain))
            .Single(p => p.Hand.Digit == digit);
        using var painted = PagePainter.Paint(page);
        using var frame = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(frame))
        using (var image = SKImage.FromBitmap(painted))
        {
            float scale = Math.Min((float)Width / page.Width, (float)Height / page.Height);
            canvas.Clear(new SKColor(90, 70, 50));
            canvas.DrawImage(image,
                SKRect.Create(
                    (Width - page.Width * scale) / 2, (Height - page.Height * scale) / 2, page.Width * scale, page.Height * scale),
                new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        return MemoryMarshal.AsBytes(frame.GetPixelSpan()).ToArray();
    }
}
