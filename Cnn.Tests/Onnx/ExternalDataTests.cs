using Cnn.Models;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>Weights in files beside the model, and nowhere else.</summary>
public class ExternalDataTests
{
    private string _outside = "";
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _outside = Directory.CreateTempSubdirectory("external").FullName;
        _folder = Directory.CreateDirectory(Path.Combine(_outside, "model")).FullName;
        File.WriteAllBytes(Path.Combine(_outside, "secret.bin"), new byte[64]);
        Directory.CreateDirectory(Path.Combine(_folder, "weights"));
        float[] values = [0, 0, 1.5f, 2.5f, 3.5f, 4.5f];
        File.WriteAllBytes(Path.Combine(_folder, "weights", "b.bin"), values.SelectMany(BitConverter.GetBytes).ToArray());
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_outside, recursive: true);

    [Test]
    public void Bytes_are_read_from_the_offset()
    {
        var model = Load(("location", "weights/b.bin"), ("offset", "8"), ("length", "16"));
        model.Bind();
        Assert.That(model.Variables["B"].Floats.ToArray(), Is.EqualTo(new[] { 1.5f, 2.5f, 3.5f, 4.5f }));
    }

    [TestCase("../secret.bin")]
    [TestCase("weights/../../secret.bin")]
    [TestCase("..\\secret.bin")]
    [TestCase("/etc/passwd")]
    [TestCase("C:/secret.bin")]
    [TestCase("./weights/b.bin")]
    [TestCase("")]
    public void A_location_outside_the_folder_is_refused(string location) =>
        Refuses($"tensor 'B' has external data at '{location}', which is not inside the model's folder", ("location", location));

    [Test]
    public void A_link_is_refused_wherever_it_leads()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "link.bin"), Path.Combine(_outside, "secret.bin"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "up"), _outside);
        Refuses("which is not inside the model's folder", ("location", "link.bin"));
        Refuses("which is not inside the model's folder", ("location", "up/secret.bin"));
    }

    [Test]
    public void What_is_missing_or_too_short_is_named()
    {
        Refuses("tensor 'B' has external data without a location");
        Refuses("'weights/c.bin', which cannot be read", ("location", "weights/c.bin"));
        Refuses("needs 16 bytes from byte 16 of 'weights/b.bin', which has 24", ("location", "weights/b.bin"), ("offset", "16"));
        Refuses("needs 16 bytes from byte 9223372036854775807 of", ("location", "weights/b.bin"), ("offset", "9223372036854775807"));
        Refuses("external data with offset '-4'", ("location", "weights/b.bin"), ("offset", "-4"));
        Refuses("needs 16 bytes, but its external data says 20", ("location", "weights/b.bin"), ("length", "20"));
    }

    // Messages of the system quote the whole path.
    [Test]
    public void A_name_that_is_long_or_breaks_the_line_is_cut()
    {
        foreach (string location in new[] { new string('x', 100_000), string.Join('/', Enumerable.Repeat("folder", 20_000)),
            "two\nlines.bin" })
        {
            var error = Assert.Throws<ModelException>(() => Load(("location", location)));
            Assert.That(error!.Message, Does.Contain(location[..3]).And.Not.Contain("\n"));
            Assert.That(error.Message[_folder.Length..], Has.Length.LessThan(400));
        }
    }

    private void Refuses(string message, params (string Key, string Value)[] entries)
    {
        var error = Assert.Throws<ModelException>(() => Load(entries));
        Assert.That(error!.Message, Does.Contain(message));
        Assert.That(error.Subject, Is.EqualTo("B"));
    }

    private OnnxModel Load(params (string Key, string Value)[] entries)
    {
        var proto = ProtoModel.Conv();
        var bias = proto.Graph.Initializer[1];
        bias.ClearRawData();
        bias.DataLocation = TensorProto.Types.DataLocation.External;
        bias.ExternalData.AddRange(entries.Select(e => new StringStringEntryProto { Key = e.Key, Value = e.Value }));
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, proto.ToByteArray());
        return OnnxModel.Load(path);
    }
}
