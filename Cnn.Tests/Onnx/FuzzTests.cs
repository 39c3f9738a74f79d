using Cnn.Backends;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>
/// Thousands of damaged models: whatever a file holds, the only error is the typed one, and memory stays small. The variable
/// REALTIMECNN_FUZZ raises the number of variants; what it finds is kept in the folder Regressions.
/// </summary>
public class FuzzTests
{
    private const int DefaultVariants = 3000;
    private const long MostBytes = 256L << 20;
    // Beyond this a run would only take long; loading and binding are what a hostile file attacks.
    private const long MostWork = 1 << 20;

    [Test]
    public void Damaged_models_give_typed_errors_only()
    {
        int variants = int.TryParse(Environment.GetEnvironmentVariable("REALTIMECNN_FUZZ"), out int given) ? given : DefaultVariants;
        var seeds = FuzzSeeds.All().ToArray();
        var operators = GeneratedCases.All().Select(c => ModelProto.Parser.ParseFrom(c.Model)).ToArray();
        var random = new Random(20_260);
        var faults = new Dictionary<string, string>();
        int loaded = 0, refused = 0;
        for (int i = 0; i < variants; i++)
        {
            // In turn a small network and a single operator; in turn other values and damaged bytes.
            var seed = (i % 2 == 0 ? seeds[i / 4 % seeds.Length] : operators[i / 4 % operators.Length]).Clone();
            bool structured = i % 4 < 2;
            var bytes = structured ? FuzzValues.Change(seed, random).ToByteArray() : Damage(seed.ToByteArray(), random);
            if (Try(bytes) is { } fault)
                faults.TryAdd(string.Concat(fault.Take(200)), $"variant {i}: {fault}; bytes: {Convert.ToBase64String(bytes)}");
            _ = IsRefused(bytes) ? refused++ : loaded++;
        }
        Assert.That(faults.Values, Is.Empty, string.Join('\n', faults.Values));
        // Damage that always or never is refused would test nothing.
        Assert.That(refused, Is.GreaterThan(variants / 10));
        Assert.That(loaded, Is.GreaterThan(variants / 10));
    }

    [TestCaseSource(nameof(Regressions))]
    public void What_was_found_once_stays_fixed(string file) =>
        Assert.That(Try(File.ReadAllBytes(Path.Combine(Folder, file))), Is.Null);

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Onnx", "Regressions");

    private static IEnumerable<string> Regressions() =>
        Directory.EnumerateFiles(Folder, "*.onnx").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    // What went wrong, or null.
    private static string? Try(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Run(bytes);
        }
        catch (CnnException)
        {
            // While loading an OnnxException, which names the file; while running its base.
        }
        catch (Exception e)
        {
            return e.ToString();
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > MostBytes ? $"{allocated >> 20} MB were allocated" : null;
    }

    private static void Run(byte[] bytes)
    {
        OnnxModel model;
        Graph graph;
        try
        {
            model = ProtoModel.Load(bytes);
            graph = model.Bind(new BindOptions { OpenLength = 5 });
        }
        catch (CnnException e) when (e is not OnnxException)
        {
            throw new InvalidOperationException($"not the typed error: {e}");
        }
        if (graph.Nodes.Sum(n => n.Shape.Count + n.MultiplyAccumulates) > MostWork)
            return;
        using var session = new ReferenceBackend().CompileNow(graph, model.Variables);
        session.Run();
    }

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            ProtoModel.Load(bytes);
            return false;
        }
        catch (CnnException)
        {
            return true;
        }
    }

    private static byte[] Damage(byte[] model, Random random)
    {
        var bytes = model.ToList();
        for (int count = random.Next(1, 4); count > 0 && bytes.Count > 8; count--)
        {
            int at = random.Next(bytes.Count);
            int length = random.Next(1, Math.Min(24, bytes.Count - at) + 1);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = new byte[] { 0, 1, 0x7F, 0x80, 0xFF }[random.Next(5)];
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    // Mostly near the end, so that the beginning of the file still makes sense.
                    int keep = bytes.Count - random.Next(1, 64);
                    bytes.RemoveRange(Math.Max(keep, 1), bytes.Count - Math.Max(keep, 1));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)0xFF, random.Next(1, 10)));
                    break;
            }
        }
        return [.. bytes];
    }
}
