using Cnn.Cpu;
using Cnn.Tests.Platform;
using Demo;
using Demo.Engines;
using Demo.Explaining;
using Demo.Models;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo.Explaining;

/// <summary>What goes on beside the window, of the session, of a folder, made up: the same as alone.</summary>
public class ExcitementsTests
{
    [Test]
    public void A_session_keeps_what_it_was_offered_and_a_thread_does_the_same([Values] bool inTicks)
    {
        using var stage = Stage.OfLeNet();
        var layer = stage.Network.Layers[4];
        using var session = new SessionPatches(inTicks);
        var board = session.BoardOf(stage.Network, layer);
        var alone = new PatchBoard(stage.Network, layer);
        var random = new Random(1);
        for (int i = 0; i < 20; i++)
        {
            var values = Boards.Noise(layer.Node.Shape, random);
            var entered = Boards.Noise(stage.Network.Parts.Preprocessing.Output.Shape, random);
            var origin = new PatchOrigin($"{i}", i, null);
            alone.Offer(values, entered, origin);
            Assert.That(() => session.Offer(board, values, entered, origin), Is.True.After(20_000, 1), "sooner or later it has time");
            // They are the session's own copies.
            values.Floats.Fill(99);
            entered.Floats.Clear();
        }
        Assert.That(() => board.Offered, Is.EqualTo(20).After(20_000, 1));
        Assert.That(session.BoardOf(stage.Network, layer), Is.SameAs(board));
        Same(board, alone);
    }

    [Test]
    public void A_folder_is_gone_through_past_a_broken_picture_stops_and_goes_on([Values] bool inTicks)
    {
        string path = Directory.CreateTempSubdirectory("folder").FullName;
        try
        {
            for (int i = 0; i < 8; i++)
                Write(Path.Combine(path, $"{i}.png"), i);
            File.WriteAllText(Path.Combine(path, "3.png"), "no picture");
            using var stage = Stage.OfLargeNetwork();
            var (network, layer) = (stage.Network, stage.Network.Layers[2]);
            using var backend = new CpuBackend(threads: 1);
            using var alone = new ExcitingFolder(network, layer, path, backend);
            while (alone.Done < alone.Count)
                alone.Next();
            using var folder = new FolderPatches(inTicks);
            folder.Ask(network, layer, path);
            folder.Tick();
            Assert.That(() => folder.Progress.Done, Is.GreaterThan(0).After(60_000, 1));
            folder.Stop();
            int stopped = folder.Progress.Done;
            for (int i = 0; i < 30; i++)
                folder.Tick();
            Assert.That(folder.Progress.Done, Is.LessThanOrEqualTo(stopped + 1), "a picture that is under way ends");
            if (inTicks)
                Assert.That(stopped, Is.EqualTo(1));
            Assert.That(() => Go(folder, network, layer, path).Progress, Is.EqualTo((8, 8, 1)).After(60_000, 1));
            Assert.That(folder.Fault, Does.Contain("3.png").And.Not.Contain("\n"));
            Same(folder.Board!, alone.Board);
            // Another layer is another question, and the last one's answer goes.
            folder.Ask(network, network.Layers[4], path);
            Assert.That(() => Go(folder, network, network.Layers[4], path).Progress.Done, Is.EqualTo(8).After(60_000, 1));
            Assert.That(folder.Board!.Layer, Is.EqualTo(network.Layers[4]));
            string nowhere = Path.Combine(path, "nowhere");
            Assert.That(() => Go(folder, network, layer, nowhere).Fault, Does.Contain("no such folder").After(60_000, 1));
            Assert.That(folder.Board, Is.Null);
        }
        finally
        {
            Directory.Delete(path, true);
        }
    }

    [Test]
    public void A_picture_is_made_up_as_alone_and_the_last_question_is_answered([Values] bool inTicks)
    {
        using var stage = Stage.OfLeNet();
        var (network, layer) = (stage.Network, stage.Network.Layers[4]);
        using var backend = new CpuBackend(threads: 1);
        using var alone = new AscentRun(network.Parts, layer, null, backend);
        alone.Begin(2, null, 7);
        while (!alone.Step()) { }
        using var ascents = new Ascents(inTicks);
        for (int i = 0; i < 9; i++)
            ascents.Ask(new AscentQuestion(network, network.Layers[i % 2 == 0 ? 1 : 4], i % 3, i));
        var asked = new AscentQuestion(network, layer, 2, 7);
        ascents.Ask(asked);
        Assert.That(() => Go(ascents)?.Curve.Length, Is.EqualTo(alone.Ascent.Steps).After(60_000, 1));
        var answer = ascents.Answer!;
        Assert.That((answer.Question, answer.Value), Is.EqualTo((asked, alone.Measure())));
        Assert.That(answer.Picture!.Planes.SequenceEqual(alone.Picture().Planes));
        Assert.That(answer.Curve.Select(p => (float)p.Y), Is.EqualTo(alone.Ascent.Curve.ToArray()));
        // What was made up once is there at once.
        var again = asked with { Seed = 8 };
        ascents.Ask(again);
        Assert.That(ascents.Answer?.Question, inTicks ? Is.Null : Is.Null.Or.EqualTo(again));
        ascents.Ask(asked);
        Assert.That(ascents.Answer, Is.SameAs(answer));
        // The picture that enters is no layer to excite, and the next question is answered.
        ascents.Ask(asked with { Layer = network.Layers[0] });
        Assert.That(() => Go(ascents)?.Fault, Does.Contain("picture that enters").After(60_000, 1));
        // Another model.
        using var other = Stage.OfLargeNetwork();
        var next = new AscentQuestion(other.Network, other.Network.Layers[2], 1, 0);
        ascents.Ask(next);
        Assert.That(() => Go(ascents)?.Question, Is.EqualTo(next).After(60_000, 1));
        ascents.Ask(null);
        Assert.That(ascents.Answer, Is.Null);
    }

    [Test]
    [OwnThread]
    public void In_the_window_patches_are_those_of_the_runs_and_a_model_that_is_changed_meanwhile_leaves_none()
    {
        string digits = ArchitectureTests.PathOf("content/models/digits.onnx");
        string fashion = ArchitectureTests.PathOf("content/models/fashion.onnx");
        using var window = new HeadlessWindow(960, 540, realtime: false);
        var views = ViewList.Create();
        var scene = default(Scene);
        global::Demo.Ui.Network? first = null;
        PatchBoard? board = null, later = null;
        long offered = 0, closed = 0, after = 0;
        var lines = new[]
        {
            """{"frame":0,"key":"V"}""", """{"frame":2,"stroke":[[0.3,0.2],[0.6,0.8]]}""",
            """{"frame":40,"stroke":[[0.3,0.8],[0.6,0.2]]}""",
            """{"frame":60,"key":"V"}""", """{"frame":70,"stroke":[[0.1,0.8],[0.9,0.8]]}""", """{"frame":90,"key":"V"}""",
            $$"""{"frame":100,"drop":"{{fashion}}"}""", """{"frame":180,"stroke":[[0.2,0.4],[0.8,0.4]]}""",
        };
        int frame = 0;
        var probe = new Probe(seen => scene = seen);
        using var app = new App(window, new NetworkFile(digits, null), ViewList.Of([.. views.All], probe), new AppOptions
        {
            Backends = [.. BackendTable.Rows.Where(row => row.Name == "cpu")],
            Script = Script.Parse(lines, "lines"),
            Frames = 240,
            Headless = true,
        });
        window.Update += _ =>
        {
            if (frame == 58)
                (first, board, offered) = (scene!.Network, scene.Excite.Board, scene.Excite.Board!.Offered);
            if (frame == 88)
                closed = board!.Offered;
            if (frame == 98)
                after = board!.Offered;
            if (frame++ == 235)
                later = scene!.Excite.Board;
        };
        app.Run();
        Assert.That(offered, Is.InRange(2, 4), "each run once, but not that of the empty sheet");
        Assert.That(closed, Is.EqualTo(offered), "nothing is looked at while it is closed");
        Assert.That(after, Is.EqualTo(offered + 1), "what is on the sheet when it is opened again");
        Assert.That(scene!.Network, Is.Not.SameAs(first));
        Assert.That(later!.Layer, Is.SameAs(scene.Chosen));
        Assert.That(later.Offered, Is.Positive);
        Assert.That(scene.Excite.MadeUp!.Question.Network, Is.SameAs(scene.Network));
    }

    [Test]
    public void Closed_it_allocates_nothing()
    {
        var options = new AppOptions { Backends = BackendTable.Rows, Headless = true, Realtime = true };
        using var stage = Stage.OfLeNet();
        using var excitements = new Excitements(null!, stage.Scene, options);
        excitements.Tick();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            excitements.Tick();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private sealed class Probe(Action<Scene> see) : IOverlay
    {
        public string Name => "probe";

        public Toggle? Toggle => null;

        public void Draw(Scene scene, in View view) => see(scene);
    }

    private static FolderPatches Go(FolderPatches folder, global::Demo.Ui.Network network, Layer layer, string path)
    {
        folder.Ask(network, layer, path);
        folder.Tick();
        return folder;
    }

    private static AscentAnswer? Go(Ascents ascents)
    {
        ascents.Tick();
        return ascents.Answer;
    }

    private static void Same(PatchBoard board, PatchBoard wanted)
    {
        var (a, b) = (new ExcitingPatch?[PatchBoard.Most], new ExcitingPatch?[PatchBoard.Most]);
        for (int channel = 0; channel < wanted.Layer.Channels; channel++)
        {
            int count = wanted.Read(channel, b);
            Assert.That(board.Read(channel, a), Is.EqualTo(count));
            for (int i = 0; i < count; i++)
                Assert.That((a[i]!.Value, a[i]!.Origin.Name, a[i]!.Pixels.Planes.SequenceEqual(b[i]!.Pixels.Planes)),
                    Is.EqualTo((b[i]!.Value, b[i]!.Origin.Name, true)));
        }
    }

    private static void Write(string file, int seed)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(40, 30, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var random = new Random(seed);
        random.NextBytes(bitmap.GetPixelSpan());
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        File.WriteAllBytes(file, data.ToArray());
    }
}
