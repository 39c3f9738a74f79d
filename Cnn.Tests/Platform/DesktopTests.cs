using System.Diagnostics;
using System.Text.Json;
using Demo.Overlays;
using Demo.Pages;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Platform;

/// <summary>
/// A person's way through the app: the built program in a window, real mouse and key events through the X server, and a
/// picture of the screen as proof.
/// </summary>
[NonParallelizable]
public class DesktopTests
{
    private const int Width = 1280, Height = 720;

    // A bound for a hang, not a measure.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private string _folder = "";

    [SetUp]
    public void NeedsDisplay()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY")))
            Assert.Inconclusive("no display");
        _folder = Directory.CreateTempSubdirectory("desktop").FullName;
    }

    [TearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Digits_that_are_drawn_with_the_mouse_are_read()
    {
        string log = Path.Combine(_folder, "log.jsonl");
        var info = Demonstration.Info(["demo", "--no-settings", "--backend", "gl",
            "--size", $"{Width}x{Height}", "--log", log], new Dictionary<string, string?>());
        info.WorkingDirectory = _folder;
        using var app = Process.Start(info)!;
        try
        {
            var errors = app.StandardError.ReadToEndAsync();
            Xdotool("search --sync --onlyvisible --name RealtimeCnn");
            foreach (int digit in new[] { 3, 7 })
            {
                var points = StrokeScript.Digits(1).First(d => d.Digit == digit).Points;
                Draw(points);
                WaitFor(app, () => LastLabel(log + ".tmp") == digit.ToString());
                // Bars glide to their length.
                WaitFor(app, () => ShowsLongBar(Grab()));
                Assert.That(ShowsStroke(Grab(), points), "the stroke is on the canvas");
                Xdotool("key x");
            }
            Xdotool("key s");
            WaitFor(app, () => File.Exists(Path.Combine(_folder, "out", "screenshot-001.png")));
            // Esc closes what is open, and never the app.
            Xdotool("key Escape key ctrl+q");
            Assert.That(app.WaitForExit(Patience), Is.True);
            Assert.That((app.ExitCode, errors.Result), Is.EqualTo((0, "")));
            Assert.That(log, Does.Exist);
        }
        finally
        {
            if (!app.HasExited)
                app.Kill();
        }
    }

    private static void Draw(SKPoint[] points)
    {
        var canvas = Canvas();
        var at = points.Select(p => $"{canvas.X + p.X * canvas.Width:0} {canvas.Y + p.Y * canvas.Height:0}").ToArray();
        Xdotool($"mousemove {at[0]} mousedown 1 {string.Concat(at.Select(p => $"mousemove {p} "))}mouseup 1");
    }

    // Bright along the stroke, dark in the upper corners.
    private static bool ShowsStroke(SKBitmap screen, SKPoint[] points)
    {
        var canvas = Canvas();
        double on = points.Average(p => Light(screen, canvas.X + p.X * canvas.Width, canvas.Y + p.Y * canvas.Height));
        double off = new[] { 0.03f, 0.97f }.Average(f => Light(screen, canvas.X + f * canvas.Width, canvas.Y + 0.03f * canvas.Height));
        return on > off + 80;
    }

    private static bool ShowsLongBar(SKBitmap screen)
    {
        var bars = Whole().Predictions;
        return Enumerable.Range((int)bars.Y, (int)bars.Height).Any(y =>
            Enumerable.Range((int)bars.X, (int)bars.Width).Count(x => (uint)screen.GetPixel(x, y) == Theme.Accent) > bars.Width / 4);
    }

    private static double Light(SKBitmap screen, float x, float y)
    {
        var color = screen.GetPixel((int)x, (int)y);
        return (color.Red + color.Green + color.Blue) / 3.0;
    }

    private static Layout Whole() => LookLayout.Fill(Layout.For(Width, Height), new SidePanels(true, true, true, Heat: true));

    private static Rect Canvas() => SourcePanel.Room(Whole().Source, canvas: true, heat: true, out _).Fit(1, 1);

    private static string? LastLabel(string log)
    {
        if (!File.Exists(log))
            return null;
        using var file = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        // The last line may be half written.
        string[] lines = file.ReadToEnd().Split('\n');
        if (lines.Length < 2)
            return null;
        var run = JsonDocument.Parse(lines[^2]).RootElement;
        return run.GetProperty("probability").Deserialize<double?>() > 0.5 ? run.GetProperty("label").GetString() : null;
    }

    private static void WaitFor(Process app, Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.That(app.HasExited, Is.False, "the app ended");
            Assert.That(clock.Elapsed, Is.LessThan(Patience));
            Thread.Sleep(20);
        }
    }

    // What is on the screen, taken by another program.
    private SKBitmap Grab()
    {
        string picture = Path.Combine(_folder, "screen.png");
        string display = Environment.GetEnvironmentVariable("DISPLAY")!;
        Tool("ffmpeg", $"-nostdin -v error -y -f x11grab -video_size {Width}x{Height} -i {display}+0,0 -frames:v 1 {picture}");
        return SKBitmap.Decode(picture);
    }

    private static void Xdotool(string actions) => Tool("xdotool", actions);

    private static void Tool(string name, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{name} {arguments}");
    }
}
