using System.Globalization;
using System.Text.Json;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Tests.Platform;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Views;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Demo;

/// <summary>
/// Models that are dropped onto the window one after the other: opening again and again ends where it began.
/// REALTIMECNN_DROPS says how many; from 1,000 on the process's memory is held to what it was after the first 100.
/// </summary>
[NonParallelizable]
public class ManyModelsTests
{
    // As many different ones; each is dropped again when all were.
    private const int Models = 12, TicksEach = 2;

    private static readonly int Drops =
        int.Parse(Environment.GetEnvironmentVariable("REALTIMECNN_DROPS") ?? "60", CultureInfo.InvariantCulture);

    private string _folder = "";

    private readonly record struct Used(long Heap, int Objects, long Process);

    [SetUp]
    public void MakeModels()
    {
        _folder = Directory.CreateTempSubdirectory("many models").FullName;
        for (int i = 0; i < Models; i++)
        {
            var variables = new VariableSet();
            var b = new GraphBuilder(variables);
            var input = b.Input("input", [1, i % 3 == 2 ? 3 : 1, 24 + i % 4 * 4, 20 + i % 2 * 8]);
            var maps = b.Relu(b.Conv(input, 5 + 3 * (i % 5), 3, "conv1", pad: 1));
            var scores = b.Softmax(b.Gemm(b.Flatten(b.GlobalAveragePool(maps)), 7 + i % 3, "fc"));
            OnnxWriter.Write(new Graph(scores), variables, PathOf(i));
        }
    }

    [TearDown]
    public void RemoveModels() => Directory.Delete(_folder, recursive: true);

    private string PathOf(int model) => Path.Combine(_folder, $"model {model}.onnx");

    // With what keeps nodes and values: ranges over the network, differences, the table, the other backend.
    [TestCase("N", "N", "D")]
    [TestCase("T", "B", "Number5")]
    [OwnThread]
    public void Memory_ends_where_it_began(params string[] keys)
    {
        int early = Math.Min(100, Drops / 3 / Models * Models);
        string[] lines =
        [
            "{\"frame\":0,\"stroke\":[[0.3,0.2],[0.7,0.2],[0.45,0.8]]}",
            .. keys.Select(key => $"{{\"frame\":1,\"key\":\"{key}\"}}"),
            .. Enumerable.Range(0, Drops).Select(i =>
                $"{{\"frame\":{TicksEach * (i + 1)},\"drop\":{JsonSerializer.Serialize(PathOf(i % Models))}}}"),
        ];
        using var window = new HeadlessWindow(640, 400);
        int tick = 0;
        var used = new Dictionary<int, Used>();
        window.Update += _ =>
        {
            int drops = tick++ / TicksEach - 1;
            if (tick % TicksEach == 0 && (drops == early || drops == Drops || drops % 500 == 0))
                used[drops] = Measure(window.Gl);
        };
        using var app = new App(window, new NetworkFile(PathOf(0), null), ViewList.Create(), new AppOptions
        {
            Backends = BackendTable.Rows,
            Script = Script.Parse(lines, "drops"),
            Frames = TicksEach * (Drops + 2),
            Headless = true,
        });
        app.Run();
        foreach (var (drops, then) in used)
            TestContext.Out.WriteLine(
                $"{drops} drops: {then.Heap / 1024:N0} KiB managed, {then.Objects} GL objects, {then.Process >> 20} MiB");
        var (first, last) = (used[early], used[Drops]);
        // The same models are open, but for what was in use when they were measured.
        Assert.That(last.Objects, Is.LessThanOrEqualTo(first.Objects * 1.1), "buffers, textures, programs and queries");
        Assert.That(last.Heap, Is.LessThanOrEqualTo(first.Heap * 1.1), "managed memory");
        if (Drops >= 1000)
            Assert.That(last.Process, Is.LessThanOrEqualTo(first.Process * 1.1), "the process's memory");
    }

    private static Used Measure(GL gl)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        uint buffer = gl.GenBuffer(), texture = gl.GenTexture(), query = gl.GenQuery(), program = gl.CreateProgram();
        gl.DeleteBuffer(buffer);
        gl.DeleteTexture(texture);
        gl.DeleteQuery(query);
        gl.DeleteProgram(program);
        int objects = Count(buffer, gl.IsBuffer) + Count(texture, gl.IsTexture)
            + Count(query, gl.IsQuery) + Count(program, gl.IsProgram);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new Used(heap, objects, process.WorkingSet64);
    }

    // Names are given out anew from the lowest that is free, so all that live lie below a new one, or a little above.
    private static int Count(uint newest, Func<uint, bool> exists) => Enumerable.Range(1, (int)newest + 5000).Count(i => exists((uint)i));
}
