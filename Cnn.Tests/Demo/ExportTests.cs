using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cnn.Backends;
using Cnn.Tests.Platform;
using Demo.Exports;
using Demo.Models;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo;

/// <summary>Files of what the network holds: NumPy's arrays, pictures of maps, tables.</summary>
[Parallelizable]
public class ExportTests
{
    private static readonly string Model = ArchitectureTests.PathOf("content/models/digits.onnx");
    private static readonly string Digit = ArchitectureTests.PathOf("content/images/3-28x28.png");

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("export").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [TestCase(1, 1, 1)]
    [TestCase(3, 2, 5)]
    [TestCase(1000, 14, 14)]
    public void An_array_has_numpys_header_and_then_its_numbers(int channels, int rows, int columns)
    {
        float[] values = [.. Enumerable.Range(0, channels * rows * columns).Select(i => i * 0.3f - 7)];
        using var stream = new MemoryStream();
        Npy.Write(stream, values, channels, rows, columns);
        byte[] file = stream.ToArray();
        int length = BitConverter.ToUInt16(file, 8);
        Assert.That(file[..8], Is.EqualTo(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0 }));
        Assert.That((10 + length) % 64, Is.Zero);
        string head = Encoding.ASCII.GetString(file, 10, length);
        Assert.That(head, Does.Match(@"^\{'descr': '<f4', 'fortran_order': False, 'shape': \(.*\), \} *\n$")
            .And.Contain($"({channels}, {rows}, {columns},)"));
        Assert.That(file[(10 + length)..].Chunk(4).Select(four => BitConverter.ToSingle(four)), Is.EqualTo(values));
    }

    [Test]
    public void Numpy_reads_it()
    {
        string path = Path.Combine(_folder, "a.npy");
        using (var file = File.Create(path))
            Npy.Write(file, [1.5f, -2, float.NaN, 4, 5, 6], 1, 2, 3);
        string? said = Python($"import numpy as n; a = n.load('{path}'); print(a.dtype, a.shape, a.flags.c_contiguous, a.tolist())");
        if (said is null)
            Assert.Ignore("there is no NumPy here");
        Assert.That(said, Is.EqualTo("float32 (1, 2, 3) True [[[1.5, -2.0, nan], [4.0, 5.0, 6.0]]]"));
    }

    [Test]
    public void Fields_are_quoted_where_they_must_be_and_numbers_are_read_everywhere()
    {
        var culture = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign) = (",", "~");
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.That(
                Csv.Line("tabby, tabby cat", "a \"b\"", "two\nlines", 1234.5, 1e-7f, 12345678L, double.NaN, null, "plain"),
                Is.EqualTo("\"tabby, tabby cat\",\"a \"\"b\"\"\",\"two\nlines\",1234.5,1E-07,12345678,,,plain\r\n"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void The_verb_saves_what_the_session_holds_to_the_bit()
    {
        var run = Demonstration.Run("maps", "--model", Model, "--backend", "cpu", "--threads", "1", "--out", _folder, Digit);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        var parts = new NetworkFile(Model, null).PartsFor(drawn: false);
        var network = new Network(parts);
        string[] files = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(files, Has.Length.EqualTo(network.Layers.Length));
        using var backend = new global::Cnn.Cpu.CpuBackend(threads: 1);
        using var picture = new global::Demo.Companions.PictureRun(parts, backend, [.. network.Layers.Select(l => l.Node)]);
        var pixels = Picture.Load(Digit);
        var values = picture.Run(pixels.Pixels, pixels.Width, pixels.Height);
        foreach (var (layer, file) in network.Layers.Zip(files))
        {
            byte[] bytes = File.ReadAllBytes(file);
            var floats = values.Read(layer.Node)!.Floats;
            var saved = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes.AsSpan(bytes.Length - 4 * floats.Length));
            Assert.That(saved.SequenceEqual(floats), layer.Name);
            using var legend = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(file, ".json")));
            Assert.That(legend.RootElement.GetProperty("layer").GetString(), Is.EqualTo(layer.Name));
            Check(Path.ChangeExtension(file, ".png"), legend.RootElement, layer, floats);
        }
    }

    // Each map's largest value has the colour that the legend says.
    private static void Check(string png, JsonElement legend, Layer layer, ReadOnlySpan<float> floats)
    {
        using var bitmap = SKBitmap.Decode(png);
        int across = legend.GetProperty("across").GetInt32(), cell = legend.GetProperty("pixelsPerValue").GetInt32();
        var ranges = legend.GetProperty("ranges");
        int size = layer.Rows * layer.Columns;
        for (int map = 0; map < layer.Channels; map++)
        {
            var cells = floats.Slice(map * size, size);
            var range = ranges[ranges.GetArrayLength() == 1 ? 0 : map];
            var (low, high) = (range[0].GetSingle(), range[1].GetSingle());
            // A map that hardly differs is paler.
            if (high - low < 0.05f)
                continue;
            int at = cells.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(cells));
            int x = map % across * (layer.Columns * cell + 2) + at % layer.Columns * cell;
            int y = map / across * (layer.Rows * cell + 2) + at / layer.Columns * cell;
            Assert.That((uint)bitmap.GetPixel(x, y), Is.EqualTo(Palette.Of(layer.Colours(ColourMap.Auto), cells[at], low, high)),
                $"{layer.Name} map {map}");
        }
    }

    [Test]
    public void A_layer_that_is_not_there_is_said_with_those_that_are() =>
        Demonstration.Refuses(["maps", "--model", Model, "--layer", "conv9", "--out", _folder, Digit],
            "--layer is conv9, which digits.onnx does not have; there are input, conv1, ");

    [Test]
    public void The_window_saves_maps_and_figures()
    {
        string script = Path.Combine(_folder, "script.jsonl");
        File.WriteAllLines(script,
        [
            "{\"frame\":1,\"stroke\":[[0.3,0.2],[0.7,0.22],[0.45,0.85]]}", "{\"frame\":4,\"key\":\"Ctrl+M\"}",
            "{\"frame\":6,\"key\":\"Ctrl+L\"}", "{\"frame\":8,\"key\":\"Ctrl+M\"}",
        ]);
        var info = Demonstration.Info(["demo", "--headless", "--backend", "cpu", "--script", script], new Dictionary<string, string?>());
        info.WorkingDirectory = _folder;
        var run = Demonstration.Run(info);
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Errors, Is.EqualTo(
            "note: saved out/conv1-001.npy\nnote: saved out/figures-001.csv\nnote: saved out/conv1-002.npy\n"));
        string[] lines = File.ReadAllLines(Path.Combine(_folder, "out", "figures-001.csv"));
        Assert.That(lines, Has.Length.EqualTo(1 + new Network(new NetworkFile(Model, null).PartsFor(drawn: true)).Layers.Length));
        Assert.That(lines[0], Does.StartWith("layer,node,kind,shape,parameters,macs,ms,"));
        // The second has commas in what it is.
        Assert.That(lines[2], Does.StartWith("conv1,").And.Contain(",\"Conv 5×5, stride 1, padding 2, 8 kernels of 1×5×5\",8×28×28,208,"));
        string[] classes = File.ReadAllLines(Path.Combine(_folder, "out", "figures-001-classes.csv"));
        Assert.That(classes, Has.Length.EqualTo(6));
        Assert.That(classes[1], Does.Match(@"^7,0\.\d+$"));
    }

    private static string? Python(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-c", program])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
