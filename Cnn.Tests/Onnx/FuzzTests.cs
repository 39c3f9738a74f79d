using Cnn.Backends;
using Cnn.Models;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>
/// Thousands of damaged models: whatever a file holds, it is read, bound and run, or refused with the typed error, within the
/// time and memory of <see cref="FuzzRun"/>. What was found is kept in the folder Regressions.
/// </summary>
public class FuzzTests
{
    // Beyond this a run would only take long; loading and binding are what a hostile file attacks.
    private static readonly ModelLimits RunLimits = new() { MaxTotalElements = 1 << 17, MaxWork = 1 << 17 };

    private static readonly ModelProto[] Seeds = [.. FuzzSeeds.All()];

    private static readonly ModelProto[] Operators = [.. GeneratedCases.All().Select(c => ModelProto.Parser.ParseFrom(c.Model))];

    [Test]
    public void Damaged_models_give_typed_errors_only()
    {
        // Also for the compiler's sake: what it does when code is first needed must not count against a damaged file.
        foreach (var valid in Seeds.Concat(Operators))
            Assert.That(IsAccepted(valid.ToByteArray()));
        var run = new FuzzRun(IsAccepted);
        run.Try(Variant);
        TestContext.Out.WriteLine(
            $"{run.Accepted} accepted, {run.Refused} refused; at most {run.Time.TotalMilliseconds:0} ms of CPU time and {run.Bytes >> 10} "
                + "KB");
        Assert.That(run.Faults.Values, Is.Empty, string.Join('\n', run.Faults.Values));
        // Damage that always or never is refused would test nothing.
        int variants = run.Accepted + run.Refused;
        Assert.That(run.Refused, Is.GreaterThan(variants / 10));
        Assert.That(run.Accepted, Is.GreaterThan(variants / 10));
    }

    [TestCaseSource(nameof(Regressions))]
    public void What_was_found_once_stays_fixed(string file)
    {
        var run = new FuzzRun(bytes => IsAccepted(bytes, new()));
        run.Try(File.ReadAllBytes(Path.Combine(Folder, file)));
        Assert.That(run.Faults.Values, Is.Empty);
    }

    // Each constant is within the limits; two hundred of them would be 6 GB.
    [Test]
    public void Constants_that_add_up_are_left_to_the_run()
    {
        var model = ProtoModel.Empty(13);
        model.Graph.Initializer.Add(ProtoModel.Longs("shape", 2048, 2048));
        model.Graph.Node.Add(ProtoModel.Node("ConstantOfShape", "zeros", ["shape"], ["v0"]));
        for (int i = 0; i < 200; i++)
            model.Graph.Node.Add(ProtoModel.Node("Exp", $"exp{i}", [$"v{i}"], [$"v{i + 1}"]));
        model.Graph.Output.Add(ProtoModel.Value("v200"));
        var run = new FuzzRun(IsAccepted);
        run.Try(model.ToByteArray());
        Assert.That(run.Faults.Values, Is.Empty);
        Assert.That(run.Accepted, Is.EqualTo(1));
    }

    [TestCase(0, "")]
    [TestCase(1, "")]
    [TestCase(2, "seed 0: System.InvalidOperationException")]
    [TestCase(3, "seed 0: 256 MB were allocated; ")]
    [TestCase(4, "seed 0: it took 0.5 s of CPU time; ")]
    [TestCase(5, "seed 0: it does not end; ")]
    public void Whatever_a_file_must_not_do_is_found(byte kind, string fault)
    {
        if (kind >= 4 && !OperatingSystem.IsLinux())
            Assert.Inconclusive("CPU time is measured on Linux only");
        bool released = false;
        var most = TimeSpan.FromSeconds(0.4);
        var run = new FuzzRun(file =>
        {
            if (file[0] == 3)
                GC.KeepAlive(new byte[FuzzRun.MostBytes + 1]);
            var clock = ThreadClock.OfThisThread();
            var end = clock?.Used + most * 1.25;
            while ((file[0] == 4 && clock!.Used < end) || (file[0] == 5 && !Volatile.Read(ref released)))
            {
            }
            return file[0] switch
            {
                1 => throw new CnnException("refused"),
                2 => throw new InvalidOperationException("another kind"),
                _ => true,
            };
        })
        { MostTime = most };
        run.Try([kind]);
        Volatile.Write(ref released, true);
        Assert.That((run.Accepted, run.Refused), Is.EqualTo((kind == 0 ? 1 : 0, kind == 1 ? 1 : 0)));
        Assert.That(run.Faults.Values.SingleOrDefault(""), Does.StartWith(fault));
        Assert.That(run.Faults, Has.Count.EqualTo(fault == "" ? 0 : 1));
    }

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Onnx", "Regressions");

    private static IEnumerable<string> Regressions() =>
        Directory.EnumerateFiles(Folder, "*.onnx").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    // In turn a small network and a single operator; in turn other values and damaged bytes.
    private static byte[] Variant(int seed)
    {
        var random = new Random(seed);
        var model = (seed % 2 == 0 ? Seeds[seed / 4 % Seeds.Length] : Operators[seed / 4 % Operators.Length]).Clone();
        return seed % 4 < 2 ? FuzzValues.Change(model, random).ToByteArray() : Damage(model.ToByteArray(), random);
    }

    // Whether the file is a model, which then also ran unless that is much work.
    private static bool IsAccepted(byte[] bytes) => IsAccepted(bytes, RunLimits);

    private static bool IsAccepted(byte[] bytes, ModelLimits runLimits)
    {
        var options = new BindOptions { OpenLength = 5 };
        OnnxModel model;
        Graph graph;
        try
        {
            ProtoModel.Load(bytes).Bind(options);
        }
        catch (CnnException e) when (e is not ModelException)
        {
            throw new InvalidOperationException($"not the typed error: {e}");
        }
        try
        {
            model = ProtoModel.Load(bytes, runLimits);
            graph = model.Bind(options);
        }
        catch (ModelException)
        {
            return true;
        }
        using var session = new ReferenceBackend().CompileNow(graph, model.Variables);
        session.Run();
        return true;
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
