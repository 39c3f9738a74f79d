using System.Buffers.Binary;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Platform;

/// <summary>What goes wrong on a person's side: each verb says it in one line and ends with 2.</summary>
[Parallelizable(ParallelScope.All)]
public class BadInputTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"bad-input-{Environment.ProcessId}");

    [OneTimeSetUp]
    public void MakeFiles()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "empty folder"));
        File.WriteAllText(At("text.onnx"), "this is no model\n");
        File.WriteAllText(At("text.png"), "this is no picture\n");
        File.WriteAllBytes(At("empty.png"), []);
        File.WriteAllBytes(At("empty.onnx"), []);
        byte[] model = File.ReadAllBytes(ArchitectureTests.PathOf("content/models/digits.onnx"));
        File.WriteAllBytes(At("good.onnx"), model);
        File.WriteAllBytes(At("cut.onnx"), model[..(model.Length / 2)]);
        byte[] picture = Noise();
        File.WriteAllBytes(At("cut.png"), picture[..(picture.Length / 2)]);
        File.WriteAllBytes(At("huge.bmp"), HugeHeader());
        File.WriteAllText(At("broken.jsonl"), "{\"frame\":1,\"key\":\"X\"}\n{\"frame\":\n");
    }

    [OneTimeTearDown]
    public void RemoveFiles() => Directory.Delete(Folder, recursive: true);

    [TestCase("missing.png", "missing.png")]
    [TestCase("text.png", "text.png")]
    [TestCase("empty.png", "empty.png")]
    [TestCase("cut.png", "cut.png")]
    [TestCase("huge.bmp", "30000")]
    [TestCase("empty folder", "empty folder")]
    public void No_picture(string file, string message) =>
        Demonstration.Refuses(["demo", "--headless", "--frames", "1", "--source", At(file)], message);

    [TestCase("demo --headless --frames 1 --model")]
    [TestCase("inspect")]
    [TestCase("evaluate --model")]
    [TestCase("bench --model")]
    public void No_model(string verb)
    {
        foreach (string file in new[] { "missing.onnx", "text.onnx", "empty.onnx", "cut.onnx" })
            Demonstration.Refuses([.. verb.Split(' '), At(file)], file);
    }

    [TestCase("demo", "--headless", "--script", "missing.jsonl", "missing.jsonl")]
    [TestCase("demo", "--headless", "--script", "broken.jsonl", "broken.jsonl:2")]
    [TestCase("evaluate", "--model", "good.onnx", "--data", "missing folder", "missing folder")]
    [TestCase("train", "--data", "empty folder", "empty folder")]
    [TestCase("train", "--data", "missing folder", "missing folder")]
    [TestCase("verify", "empty folder", "empty folder")]
    public void No_such_thing(params string[] arguments) =>
        Demonstration.Refuses(
            [.. arguments[..^1].Select(a => a.Contains('.') || a.EndsWith("folder", StringComparison.Ordinal) ? At(a) : a)], arguments[^1]);

    // A folder stands where the file should be: not even root writes there.
    [TestCase("--shot")]
    [TestCase("--log")]
    public void Output_that_cannot_be_written(string option) =>
        Demonstration.Refuses(["demo", "--headless", "--frames", "1", option, At("empty folder")], "empty folder");

    [TestCase("demo", "--sizes", "unknown option '--sizes' for demo; did you mean '--size'?")]
    [TestCase("demo", "--size", "small", "small")]
    [TestCase("demo", "--size", "0x0", "0x0")]
    [TestCase("demo", "--frames", "0", "--frames")]
    [TestCase("demo", "--frames", "many", "many")]
    [TestCase("demo", "--backend", "cuda", "cuda")]
    [TestCase("demo", "--shaders", "nowhere", "--shaders is 'nowhere'; there is no such folder")]
    [TestCase("demo", "--shaders", ".", "--shaders is '.', which has no shader that would be taken")]
    [TestCase("frobnicate", "unknown verb 'frobnicate'")]
    [TestCase("inspect", "inspect --help")]
    public void Unknown_words(params string[] arguments) => Demonstration.Refuses(arguments[..^1], arguments[^1]);

    // A virtual clock waits for every result, so the shaders are compiled within the first frame.
    [TestCase("1")]
    [TestCase("3")]
    public void A_broken_shader(string frames)
    {
        string ops = Directory.CreateDirectory(Path.Combine(Folder, "shaders", "ops")).FullName;
        File.WriteAllText(Path.Combine(ops, "conv_pack.comp.glsl"), "void main()\n{\n    nonsense;\n}\n");
        Demonstration.Refuses(["demo", "--headless", "--backend", "gl", "--frames", frames, "--shaders", At("shaders")],
            "conv_pack.comp.glsl:3:");
    }

    private static string At(string name) => Path.Combine(Folder, name);

    // Noise does not compress: half of the file is half of the picture.
    private static byte[] Noise()
    {
        using var bitmap = new SKBitmap(50, 40);
        var random = new Random(1);
        bitmap.Pixels = [.. Enumerable.Range(0, 50 * 40).Select(_ => (SKColor)(0xFF000000 | (uint)random.Next(1 << 24)))];
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    // A BMP that promises 30,000 × 30,000 pixels of 24 bits and has none.
    private static byte[] HugeHeader()
    {
        byte[] bmp = new byte[54];
        "BM"u8.CopyTo(bmp);
        foreach (var (at, value) in new[] { (2, 2_700_000_054u), (10, 54u), (14, 40u), (18, 30_000u), (22, 30_000u), (26, 1u | 24 << 16) })
            BinaryPrimitives.WriteUInt32LittleEndian(bmp.AsSpan(at), value);
        return bmp;
    }
}
