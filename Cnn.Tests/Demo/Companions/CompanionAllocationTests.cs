using Cnn.Tests.Platform;
using Demo.Companions;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Companions;

/// <summary>Networks beside the opened one must not give the garbage collector work with every frame; switched off, none at all.</summary>
[NonParallelizable]
public class CompanionAllocationTests
{
    private const int Warmup = 150, Measured = 100;

    private readonly SmallModels _models = new();

    [OneTimeTearDown]
    public void Remove() => _models.Remove();

    [Test, OwnThread]
    public void A_frame_allocates_next_to_nothing()
    {
        // Figures that are renewed by the clock add to a frame's bytes what the machine's load makes of them: the least of some counts.
        long alone = long.MaxValue, off = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            alone = Math.Min(alone, BytesOfAFrame([], on: false));
            off = Math.Min(off, BytesOfAFrame(["mood", "finder"], on: false));
        }
        long on = BytesOfAFrame(["mood", "finder"], on: true);
        TestContext.Out.WriteLine($"alone {alone}, off {off}, on {on} bytes a frame");
        Assert.That(off, Is.LessThan(alone + 128));
        // What is found is said in words.
        Assert.That(on, Is.LessThan(alone + 2048));
    }

    // A pen that goes to and fro: every frame is a new one; the white sheet is full of things.
    private long BytesOfAFrame(string[] with, bool on)
    {
        var strokes = Enumerable.Range(0, Warmup + Measured)
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
        var file = new NetworkFile(_models["mask.onnx"], null);
        int runs = 0;
        using var app = new App(window, file, ViewList.Create(), new AppOptions
        {
            Backends = BackendTable.Rows,
            Companions = [.. with.Select(name => new CompanionFile(name, "", on, () => new NetworkFile(_models[$"{name}.onnx"], null)))],
            Script = Script.Parse(strokes, "strokes"),
            Frames = Warmup + Measured + 1,
            Headless = true,
            Realtime = true,
            Report = result => runs += result.Network is null or "mask.onnx" ? 0 : 1,
        });
        app.Run();
        Assert.That(runs, on ? Is.GreaterThan(10) : Is.Zero);
        return (after - before) / Measured;
    }
}
