using Cnn.Tests.Platform;
using Demo;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
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
    [TestCase("Filters", false, 1024)]
    [TestCase("Filters", true, 2048)]
    [OwnThread]
    public void A_frame_allocates_next_to_nothing(string view, bool drawing, int most)
    {
        var keys = new[] { "Number5", "Number7" }.Select(key => $"{{\"frame\":0,\"key\":\"{key}\"}}");
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
}
