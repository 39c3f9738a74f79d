using Cnn.Detection;
using Cnn.Preprocessing;
using Cnn.Tests.Platform;
using Demo.Companions;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Shell;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Companions;

/// <summary>A network on the parts of a frame where another one finds things.</summary>
public class ThingTests
{
    private const int Width = 192, Height = 96;
    private const int Red = unchecked((int)0xFF0000FF), Yellow = unchecked((int)0xFF00FFFF);

    private readonly SmallModels _models = new();

    [OneTimeTearDown]
    public void Remove() => _models.Remove();

    // Two things walk past each other and one dips out of sight; in each frame their numbers lead to what they are.
    [TestCase("gl"), TestCase("reference"), OwnThread]
    public void Two_things_never_exchange_what_was_said_of_them(string backend)
    {
        using var window = new HeadlessWindow(320, 200);
        var row = BackendTable.Find(backend)!;
        var options = new AppOptions { Backends = [row] };
        var file = new NetworkFile(_models["finder.onnx"], null);
        using var finder = new LiveNetwork([row], new EngineNeeds(window.Gl, file.PartsFor(false), options.Gl, Waits: true));
        using var mood = new Companion(
            new CompanionFile("mood", "", IsOn: true, () => new NetworkFile(_models["mood.onnx"], null)), window.Gl, options,
            TimeProvider.System);
        var engine = finder.Engines[0];
        Assert.That(engine.Prepare(Timeout.InfiniteTimeSpan) && mood.Prepare(false, 0, Timeout.InfiniteTimeSpan));
        var things = new FoundThings(finder, engine, 0, null);
        var budget = new TickBudget(waits: true, TimeProvider.System);
        var said = new Queue<(TimeSpan, RunResult)>();
        var ids = new HashSet<int>();
        for (int i = 0; i < 12; i++)
        {
            // By half of their boxes' width; in two frames the yellow one is not there.
            (int red, int yellow) = (32 * (i % 4), 160 - 32 * (i % 5));
            var frame = Frame(i, (Red, red, 0), (Yellow, i is 4 or 5 ? -100 : yellow, 64));
            engine.Start(frame, finder.Network.Choices, null);
            engine.Advance(Timeout.InfiniteTimeSpan);
            mood.Run(new Moment(frame, i, Moves: true, null), things, budget, said);
            var tracks = things.Newest(moves: true, out var boxes, out _);
            Assert.That(tracks.Length, Is.EqualTo(i is 4 or 5 ? 1 : 2));
            foreach (var track in tracks)
            {
                string wanted = (boxes[track.Found].Top + boxes[track.Found].Bottom) / 2 < 0.5f ? "plain" : "yellow";
                Assert.That(mood.Row.AnswerOf(track.Id)?.Answer.Label, Is.EqualTo(wanted), $"thing {track.Id} of frame {i}");
                ids.Add(track.Id);
            }
        }
        Assert.That(ids, Has.Count.LessThanOrEqualTo(6));
        Assert.That(mood.Row.Things, Has.Count.LessThanOrEqualTo(4), "what is gone is forgotten");
        Assert.That(said, Has.Count.EqualTo(22), "one run for each thing and frame");
    }

    // What a network says of a thing is what it says of that part of the picture alone; on the reference bit for bit.
    [TestCase("gl"), TestCase("reference"), OwnThread]
    public void It_is_the_network_alone_on_that_part_of_the_picture(string backend)
    {
        using var window = new HeadlessWindow(320, 200);
        var row = BackendTable.Find(backend)!;
        var options = new AppOptions { Backends = [row] };
        using var finder = new LiveNetwork([row], new EngineNeeds(window.Gl,
            new NetworkFile(_models["finder.onnx"], null).PartsFor(false), options.Gl, Waits: true));
        var engine = finder.Engines[0];
        var frame = Frame(0, (Red, 32, 0), (Yellow, 96, 64));
        var said = new Queue<(TimeSpan, RunResult)>();
        foreach (string name in (string[])["mood", "mask"])
        {
            using var companion = new Companion(
                new CompanionFile(name, "", IsOn: true, () => new NetworkFile(_models[$"{name}.onnx"], null)), window.Gl, options,
                TimeProvider.System);
            Assert.That(engine.Prepare(Timeout.InfiniteTimeSpan) && companion.Prepare(false, 0, Timeout.InfiniteTimeSpan));
            engine.Start(frame, finder.Network.Choices, null);
            engine.Advance(Timeout.InfiniteTimeSpan);
            var things = new FoundThings(finder, engine, engine.Runs - 1, null);
            companion.Run(new Moment(frame, 0, Moves: true, null), things, new TickBudget(waits: true, TimeProvider.System), said);
            var tracks = things.Newest(moves: true, out var boxes, out _);
            using var alone = new PictureRun(new NetworkFile(_models[$"{name}.onnx"], null).PartsFor(false), row.Open(0));
            for (int i = 0; i < (name == "mood" ? tracks.Length : 1); i++)
            {
                int[] pixels = [];
                var seen = name == "mask" ? frame : BoxArea.Around(boxes[tracks[i].Found], things.Part(Width, Height), (Width, Height),
                    alone.Parts.Preprocessing).Copy(frame, ref pixels);
                var values = alone.Run(seen.Pixels[..seen.Count], seen.Width, seen.Height);
                var found = name == "mask" ? companion.Row.ValuesAt(0) : companion.Row.AnswerOf(tracks[i].Id)!.Values;
                float[] wanted = values.Read(alone.Output.Reads[0])!.Floats.ToArray();
                Assert.That(found.Read(companion.Row.Output!.Reads[0])!.Floats.ToArray(),
                    Is.EqualTo(wanted).Within(backend == "gl" ? 1e-6 : 0), $"{name} {i}");
                Assert.That(wanted.Distinct().Count(), Is.GreaterThan(1));
            }
        }
    }

    [TestCase("stretch", 0f, 32, 16, 32, 48)]
    [TestCase("letterbox", 0.5f, 16, -8, 64, 96)]
    [TestCase("crop", 0f, 8, 16, 80, 48)]
    [TestCase("crop", 0.25f, -12, 4, 120, 72)]
    public void The_area_is_the_box_with_its_margin_in_the_inputs_proportions(
        string fit, float margin, int left, int top, int width, int height)
    {
        var recipe = new Recipe { Fit = Enum.Parse<PictureFit>(fit, ignoreCase: true), Margin = margin };
        var preprocessing = PreprocessingGraph.For(recipe, [1, 3, 6, 10]);
        // In the middle half of a frame, which a mirror exchanged.
        var part = new FramePart(0.25f, 0, 0.5f, 1, Mirrored: true);
        var box = new Box(0, 1, 1 / 6f, 16 / 96f, 5 / 6f, 64 / 96f);
        var area = BoxArea.Around(box, part, (96, 96), preprocessing);
        Assert.That(area, Is.EqualTo(new BoxArea(left, top, width, height)));
    }

    [Test]
    public void What_lies_outside_the_frame_is_black_and_a_huge_area_is_copied_coarser()
    {
        var frame = Frame(0, (Red, 0, 0), (Yellow, 160, 64));
        int[] pixels = [];
        var cut = new BoxArea(-3, 60, 200, 40).Copy(frame, ref pixels);
        Assert.That((cut.Width, cut.Height), Is.EqualTo((200, 40)));
        uint At(int x, int y) => (uint)pixels[y * 200 + x];
        Assert.That((At(2, 4), At(163, 3), At(163, 4), At(194, 35), At(195, 35), At(163, 36)),
            Is.EqualTo((0xFF000000, 0xFF000000, 0xFF00FFFF, 0xFF00FFFF, 0xFF000000, 0xFF000000)));
        int[] before = pixels;
        new BoxArea(0, 0, 40, 30).Copy(frame, ref pixels);
        Assert.That(pixels, Is.SameAs(before), "one array for all of them");
        var huge = new BoxArea(-3000, 0, 6000, 3000).Copy(frame, ref pixels);
        Assert.That((huge.Width, huge.Height, pixels.Length), Is.EqualTo((2000, 1000, PreprocessingGraph.DefaultCapacity)));
        Assert.That((pixels[1000], pixels[999]), Is.EqualTo((Red, unchecked((int)0xFF000000))));
    }

    private static Frame Frame(int number, params (int Colour, int X, int Y)[] things)
    {
        int[] pixels = new int[Width * Height];
        pixels.AsSpan().Fill(unchecked((int)0xFF000000));
        foreach (var (colour, left, top) in things)
            for (int i = 0; i < 32 * 32; i++)
                if (left + i % 32 is >= 0 and < Width and var x)
                    pixels[(top + i / 32) * Width + x] = colour;
        return new Frame(pixels, Width, Height, TimeSpan.Zero, number + 1);
    }
}
