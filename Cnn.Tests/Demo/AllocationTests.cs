using Cnn.Tests.Platform;
using Demo;
using Demo.Engines;
using Demo.Models;
using Demo.Overlays;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>A window that is open for hours must not give the garbage collector work with every frame.</summary>
[NonParallelizable]
public class AllocationTests
{
    private const int Warmup = 150, Measured = 100;

    [TestCase("Look", false, 1024)]
    [TestCase("Look", true, 2048)]
    [TestCase("Look", false, 1024, "I")]
    [TestCase("Look", true, 2048, "I", "O", "O", "O")]
    [TestCase("Look", true, 2048, "K", "O", "O")]
    [TestCase("Filters", false, 1024)]
    [TestCase("Filters", true, 2048)]
    [TestCase("Learn", false, 1024)]
    [TestCase("Cut", false, 2048)]
    [TestCase("Cut", true, 2048)]
    [TestCase("Cut", true, 2048, "Number0", "Down", "Down", "Down", "N", "L")]
    [TestCase("3D", false, 1024)]
    [TestCase("3D", true, 2048, "Right", "Right", "Right")]
    [OwnThread]
    public void A_frame_allocates_next_to_nothing(string view, bool drawing, int most, params string[] pressed)
    {
        var keys = new[] { "Number5", "Number7" }.Concat(pressed).Select(key => $"{{\"frame\":0,\"key\":\"{key}\"}}");
        // A pen that goes to and fro over the same line: every frame is a new one, with a run of its own.
        var strokes = Enumerable.Range(0, drawing ? Warmup + Measured : 1)
            .Select(i => $"{{\"frame\":{i},\"stroke\":[[0.{2 + i % 3},0.3],[0.{5 + i % 4},0.{6 + i % 2}]]}}");
        using var window = new HeadlessWindow(960, 540, realtime: true) { FramesPerSecond = 0 };
        int frame = 0;
        long before = 0, after = 0;
        window.Update += _ =>
        {
            if (frame == Warmup)
                before = GC.GetAllocatedBytesForCurrentThread();
            if (frame++ == Warmup + Measured)
                after = GC.GetAllocatedBytesForCurrentThread();
        };
        var file = new NetworkFile(ArchitectureTests.PathOf("content/models/digits.onnx"), null);
        var views = ViewList.Create();
        views.Show(view);
        using var app = new App(window, file, views, new AppOptions
        {
            Backends = BackendTable.Rows,
            Script = Script.Parse(keys.Concat(strokes), "strokes"),
            Frames = Warmup + Measured + 1,
            Headless = true,
            Realtime = true,
        });
        app.Run();
        TestContext.Out.WriteLine($"{(after - before) / Measured} bytes a frame");
        Assert.That((after - before) / Measured, Is.LessThan(most));
    }

    // Boxes come, go and move with every frame, one of them is chosen.
    [TestCase(false)]
    [TestCase(true)]
    public void Decoding_following_and_drawing_boxes_allocates_nothing(bool still)
    {
        using var stage = Stage.OfDetector();
        var (scene, panel) = (stage.Scene, new PredictionPanel());
        scene.IsStill = still;
        var values = stage.Read(scene.Network.Parts.Output.Reads[0]);
        float[] found = values.Floats.ToArray();
        var view = new View(stage.Draw(1280, 720));
        var spot = scene.List.HotSpots.ToArray().Last(s => s.Handle is ThingHandle);
        spot.Handle!.Press(scene, new Recorder(), spot, default, MouseButton.Left);
        void Frame(int i)
        {
            // What is anywhere in the sixth cell, and the middle in the 21st, the large thing's.
            values.Floats[4 * 30 + 5] = i % 4 == 0 ? 0.9f : 0;
            values.Floats[21] = found[21] + i % 7 / 100f;
            scene.Time += 1 / 60.0;
            scene.List.Reset();
            panel.Draw(scene, view);
            scene.List.End();
            scene.Network.Parts.Output.Answer(scene.Values);
        }
        for (int i = 0; i < Warmup; i++)
            Frame(i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Measured; i++)
            Frame(i);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
