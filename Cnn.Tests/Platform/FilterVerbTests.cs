using System.Diagnostics;
using Cnn.Preprocessing;
using Demo.Commands;
using Demo.Files;
using Demo.Sources;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

/// <summary>The verb <c>filter</c> as a person uses it: a picture, a folder, a film, a saved network, and what goes wrong.</summary>
[Parallelizable(ParallelScope.All)]
public class FilterVerbTests
{
    private const int Width = 31, Height = 22;

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"filter-verb-{Environment.ProcessId}");

    private static string At(string name) => Path.Combine(Folder, name);

    [OneTimeSetUp]
    public void MakeFiles()
    {
        Directory.CreateDirectory(At("pictures"));
        Directory.CreateDirectory(At("empty"));
        WritePng(At("pictures/a.png"), 1);
        WritePng(At("pictures/b.png"), 2);
        File.Copy(At("pictures/a.png"), At("pictures/b.bmp"));
        File.WriteAllText(At("pictures/broken.jpg"), "no picture");
        File.WriteAllText(At("text.mp4"), "no film");
        File.WriteAllText(At("own.json"), "{\"kernels\": [{\"name\": \"mine\", \"numbers\": [[0,0,0],[0,0,1],[0,0,0]]}]}");
        File.WriteAllText(At("nine.json"), "{\"kernels\": [{\"name\": \"mine\", \"numbers\": [[1,1,1,1,1,1,1,1,1]]}]}");
        Make("film.mp4", "-f", "lavfi", "-i", "testsrc=size=64x49:rate=12:duration=0.5");
        Make("talkie.mkv", "-f", "lavfi", "-i", "testsrc=size=32x24:rate=12:duration=0.5", "-f", "lavfi", "-i", "sine=duration=0.5",
            "-c:a", "pcm_s16le");
        Make("sound.mp4", "-f", "lavfi", "-i", "sine=duration=0.2");
    }

    [OneTimeTearDown]
    public void RemoveFiles() => Directory.Delete(Folder, recursive: true);

    [TestCase("reference")]
    [TestCase("gl")]
    public void A_picture_is_filtered_in_its_full_size_with_stages_in_their_order(string backend)
    {
        string result = At($"{backend}.png");
        var run = Demonstration.Run("filter", "--pool", "max:2", "--kernel", $"{At("own.json")}#mine", "--colours", "each",
            "--padding", "edge", "--backend", backend, At("pictures/a.png"), result);
        Assert.That((run.Code, run.Output, run.Errors), Is.EqualTo((0, $"{result}: 15×11\n", "")));
        var (before, after) = (Picture.Load(At("pictures/a.png")), Picture.Load(result));
        Assert.That((after.Width, after.Height), Is.EqualTo((15, 11)));
        for (int y = 0; y < 11; y++)
            for (int x = 0; x < 15; x++)
                for (int shift = 0; shift < 24; shift += 8)
                {
                    // The kernel takes the pixel to the right.
                    int left = Math.Min(x + 1, 14) * 2, largest = 0;
                    foreach (int place in (int[])[0, 1, Width, Width + 1])
                        largest = Math.Max(largest, before.Pixels[2 * y * Width + left + place] >> shift & 255);
                    Assert.That(after.Pixels[y * 15 + x] >> shift & 255, Is.EqualTo(largest));
                }
    }

    [Test]
    public void Edges_lie_around_middle_grey()
    {
        Assert.That(Demonstration.Run("filter", "--kernel", "sobel-x", "--padding", "mirror", "--white", "2", "--backend", "reference",
            At("pictures/a.png"), At("edges.png")).Code, Is.Zero);
        var (before, after) = (Picture.Load(At("pictures/a.png")), Picture.Load(At("edges.png")));
        double Grey(int y, int x)
        {
            int pixel = before.Pixels[y * Width + x];
            return (77 * (pixel & 255) + 150 * (pixel >> 8 & 255) + 29 * (pixel >> 16 & 255)) / 256.0 / 255;
        }
        for (int y = 1; y < Height - 1; y++)
            for (int x = 1; x < Width - 1; x++)
            {
                double edge = Grey(y - 1, x + 1) + 2 * Grey(y, x + 1) + Grey(y + 1, x + 1)
                    - Grey(y - 1, x - 1) - 2 * Grey(y, x - 1) - Grey(y + 1, x - 1);
                Assert.That(after.Pixels[y * Width + x] & 255, Is.EqualTo(Math.Clamp(127.5 + 127.5 * edge / 2, 0, 255)).Within(0.51));
            }
    }

    [TestCase("red", 0), TestCase("green", 8), TestCase("blue", 16)]
    public void One_colour_alone_is_a_grey_picture_of_it_and_is_saved_as_such(string colour, int shift)
    {
        var run = Demonstration.Run("filter", "--kernel", "identity", "--colours", colour, "--backend", "reference", "--size", "31x22",
            "--save", At($"{colour}.onnx"), At("pictures/a.png"), At($"{colour}.png"));
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        var (before, after) = (Picture.Load(At("pictures/a.png")), Picture.Load(At($"{colour}.png")));
        Assert.That(after.Pixels.Select(pixel => pixel & 0xFFFFFF),
            Is.EqualTo(before.Pixels.Select(pixel => (pixel >> shift & 255) * 0x10101)));
        var recipe = RecipeFile.Read(At($"{colour}.json"));
        Assert.That((recipe.Colors.ToString(), recipe.Channels), Is.EqualTo((char.ToUpperInvariant(colour[0]) + colour[1..], 1)));
    }

    [Test]
    public void Of_a_folder_each_picture_is_done_and_one_that_fails_is_a_line()
    {
        var run = Demonstration.Run("filter", "--kernel", "box", "--backend", "reference", At("pictures"), At("out"));
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Errors.Trim().Split('\n'), Has.Length.EqualTo(1).And.One.Contains("broken.jpg"));
        Assert.That(run.Output.Trim().Split('\n'), Has.Length.EqualTo(3));
        Assert.That(Directory.GetFiles(At("out")).Select(Path.GetFileName), Is.EquivalentTo((string[])["a.png", "b.png", "b.png.png"]));
    }

    [TestCase("film-filtered.mp4")]
    [TestCase("new/film.mkv")]
    public void A_film_keeps_its_frames_and_their_rate(string name)
    {
        var run = Demonstration.Run("filter", "--kernel", "sobel", "--backend", "reference", At("film.mp4"), At(name));
        Assert.That((run.Code, run.Output, run.Errors), Is.EqualTo((0, $"{At(name)}: 6 frames of 64×48\n", "")));
        var film = Ffmpeg.Probe(MovingInput.Find(At(name), 0));
        Assert.That(film.FramesPerSecond, Is.EqualTo(12).Within(0.01));
        // Temporary names hold a GUID.
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(At(name))!).Where(file => Path.GetFileName(file).Length > 32), Is.Empty);
    }

    [TestCase("talkie-filtered.mkv", true)]
    [TestCase("talkie-filtered.webm", false)]
    public void A_films_sound_is_copied_where_the_file_can_hold_it_or_its_loss_is_told(string name, bool held)
    {
        var run = Demonstration.Run("filter", "--kernel", "box", "--backend", "reference", At("talkie.mkv"), At(name));
        Assert.That((run.Code, run.Output), Is.EqualTo((0, $"{At(name)}: 6 frames of 32×24\n")), run.Errors);
        Assert.That(run.Errors, held ? Is.Empty : Does.StartWith($"note: {At(name)} has no sound: ").And.Contains("talkie.mkv"));
        Assert.That(FilmSound.IsIn(MovingInput.Find(At(name), 0)), Is.EqualTo(held));
        if (held)
            Assert.That(SoundOf(At(name)), Is.EqualTo(SoundOf(At("talkie.mkv"))), "to the bit");

        static string SoundOf(string film) => Ffmpeg.Says("ffmpeg", ["-v", "error", "-i", film, "-map", "0:a", "-f", "md5", "-"]);
    }

    [TestCase(2), TestCase(15)]
    public void Interrupted_it_leaves_nothing_behind(int signal)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("signals are sent with kill");
        string folder = Directory.CreateDirectory(At($"interrupted-{signal}")).FullName;
        // 1,800 frames: the reference takes longer for them than anybody waits.
        Make($"interrupted-{signal}/long.mkv", "-f", "lavfi", "-i", "color=size=640x480:rate=60:duration=30", "-preset", "ultrafast");
        var info = Demonstration.Info(
            ["filter", "--kernel", "gaussian-7", "--backend", "reference", Path.Combine(folder, "long.mkv"),
                Path.Combine(folder, "out.mp4")],
            new Dictionary<string, string?>());
        // Tests that run in the background have Ctrl-C ignored, and so has what they start.
        info.ArgumentList.Insert(0, "--default-signal");
        info.ArgumentList.Insert(1, info.FileName);
        info.FileName = "env";
        using var process = Process.Start(info)!;
        var said = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.That(() => Directory.GetFiles(folder, "out.*.mp4").Length, Is.EqualTo(1).After(60_000, 20), "it writes");
        Process.Start("kill", [$"-{signal}", $"{process.Id}"])!.WaitForExit();
        bool ends = process.WaitForExit(TimeSpan.FromMinutes(1));
        if (!ends)
            process.Kill();
        Assert.That(ends, Is.True);
        Assert.That(process.ExitCode, Is.Not.Zero);
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EqualTo(new[] { "long.mkv" }));
        Assert.That(said.Item1.Result, Is.Empty);
    }

    [Test]
    public void The_row_is_saved_as_a_network_that_the_program_opens()
    {
        var run = Demonstration.Run("filter", "--kernel", "sobel-x", "--activation", "relu", "--pool", "max:2", "--size", "40x30",
            "--save", At("edges.onnx"));
        Assert.That((run.Code, run.Output), Is.EqualTo((0, $"{At("edges.onnx")}: 40×30\n")), run.Errors);
        Assert.That(Demonstration.Run("inspect", At("edges.onnx")).Output, Does.Contain("(shown as maps)").And.Contain("MaxPool"));
        var classified = Demonstration.Run("classify", "--backend", "reference", "--model", At("edges.onnx"), At("pictures/a.png"));
        Assert.That((classified.Code, classified.Errors), Is.EqualTo((0, "")));
        Assert.That(RecipeFile.Read(At("edges.json")).Colors, Is.EqualTo(ColorOrder.Grey));
    }

    [Test]
    public void All_kernels_are_listed() => Assert.That(
        Demonstration.Run("filter", "--list").Output.Split('\n').Select(line => line.Split(' ')[0]),
        Is.SupersetOf(FilterFile.Read(ArchitectureTests.PathOf("content/filters.json")).Select(kernel => kernel.Name)));

    [TestCase("--kernel sobl IN OUT", "'sobl', which no kernel is called; filter --list")]
    [TestCase("--kernel @own.json#yours IN OUT", "own.json holds mine: write ")]
    [TestCase("--kernel @nine.json#mine IN OUT", "rows of 9 numbers; a kernel is 3×3, 5×5 or 7×7")]
    [TestCase("--kernel box", "what is to be filtered and where to is missing")]
    [TestCase("IN OUT", "nothing is to be done")]
    [TestCase("--kernel box IN IN", "both what is read and what is written")]
    [TestCase("--kernel box IN @result.jpg", "pictures are written as PNG")]
    [TestCase("--kernel box @film.mp4 OUT", "a video is written as .mp4")]
    [TestCase("--kernel box @sound.mp4 @o.mp4", "no moving pictures in it")]
    [TestCase("--kernel box @text.mp4 @o.mp4", "text.mp4: ")]
    [TestCase("--kernel box @empty @o", "no pictures")]
    [TestCase("--kernel box @missing.png OUT", "there is no picture")]
    [TestCase("--kernel box --stride 4 IN OUT", "--stride is 4; it may be 1 … 3")]
    [TestCase("--kernel box --dilation 0 IN OUT", "--dilation is 0; it may be 1 … 3")]
    [TestCase("--kernel box --pool max:4 IN OUT", "--pool is 'max:4'; it is max:2")]
    [TestCase("--kernel box --pool best:2 IN OUT", "--pool is 'best'; it may be max, average")]
    [TestCase("--kernel box --padding wrap IN OUT", "--padding is 'wrap'; it may be zero, edge, mirror, none")]
    [TestCase("--kernel box --kernel box --kernel box --kernel box --kernel box IN OUT", "the row has 4 stages")]
    [TestCase("--kernel gaussian-7 --padding none --dilation 3 --stride 2 --kernel gaussian-7 IN OUT", "too few for stage 2")]
    [TestCase("--kernel box --white -1 IN OUT", "--white is -1; it lies above 0")]
    [TestCase("--kernel box --size 3 --save @o.onnx", "--size is '3'; it is WxH")]
    public void What_goes_wrong_is_one_line(string arguments, string message)
    {
        string[] words = [.. arguments.Split(' ').Select(a => a == "IN" ? At("pictures/a.png")
            : a == "OUT" ? At("result.png") : a.StartsWith('@') ? At(a[1..]) : a)];
        using var errors = new StringWriter();
        // In this process: a start of the program takes longer than all of these.
        int code = CommandLine.Run(["filter", "--backend", "reference", .. words], errors, [FilterCommand.Create()]);
        Assert.That(code, Is.EqualTo(CommandLine.BadInput));
        Assert.That(errors.ToString(), Does.StartWith("error: ").And.Contain(message));
        Assert.That(errors.ToString().TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    private static void WritePng(string path, int seed)
    {
        var rgba = new byte[4 * Width * Height];
        new Random(seed).NextBytes(rgba);
        OutputFile.Write(path, stream => Png.Write(stream, rgba, Width, Height));
    }

    private static void Make(string name, params string[] input)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", .. input, At(name)]))!;
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}
