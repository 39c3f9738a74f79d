using Cnn.Models;
using Cnn.Onnx;
using Google.Protobuf;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>Files that are damaged below the level of messages. Each has one fault, and a message that says which.</summary>
public class HostileBytesTests
{
    private static readonly byte[] Valid = ProtoModel.Conv().ToByteArray();

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("empty", [], "the file is empty");
        yield return Fault("text", "This is a letter, not a model."u8.ToArray(), "at byte 0 wire type 4 is not used by ONNX");
        yield return Fault("picture", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10],
            "8 bytes are needed at byte 2, but only 6 are left");
        yield return Fault("cut", Valid[..(Valid.Length / 2)], "the file is damaged or cut off: at byte 2 a field of ");
        yield return Fault("cut in a number", [0x08, 0x80], "the number at byte 1 does not end");
        yield return Fault("length beyond the file", [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1],
            "a field of 4294967295 bytes begins, but only 1 are left");
        yield return Fault("length of 64 bits", [0x3A, .. Enumerable.Repeat((byte)0xFF, 9), 0x01],
            "a field of 18446744073709551615 bytes begins");
        yield return Fault("number of 11 bytes", [0x08, .. Enumerable.Repeat((byte)0x80, 10), 0x00],
            "a number is longer than the 10 bytes of 64 bits");
        yield return Fault("number of 65 bits", [0x08, .. Enumerable.Repeat((byte)0x80, 9), 0x02],
            "a number is longer than the 10 bytes of 64 bits");
        yield return Fault("field 0", [0x02, 0x00], "a Model message has field number 0");
        yield return Fault("group", [0x3B, 0x3C], "wire type 3 is not used by ONNX");
        yield return Fault("cut in a fixed number", [0x09, 1, 2, 3], "8 bytes are needed at byte 1, but only 3 are left");
        yield return Fault("child longer than its parent", [0x3A, 0x03, 0x0A, 0x05, 0x00],
            "a field of 5 bytes begins, but only 1 are left");
        yield return Fault("no graph", [0x08, 0x08], "it holds no graph");
        yield return Fault("packed numbers cut", [0x3A, 0x05, 0x2A, 0x03, 0x0A, 0x01, 0x80], "the number at byte 6 does not end");
    }

    [TestCaseSource(nameof(Faults))]
    public void Damage_is_one_typed_error(byte[] bytes, string message)
    {
        var error = Assert.Throws<ModelException>(() => ProtoModel.Load(bytes));
        Assert.That(error!.Message, Does.StartWith("model.onnx: ").And.Contains(message));
    }

    [Test]
    public void Subgraphs_nest_no_deeper_than_the_limit()
    {
        // attribute { g { node { attribute { g … } } } }, from the inside out.
        byte[] graph = [];
        for (int i = 0; i < 5000; i++)
            graph = Field(1, Field(5, Field(6, graph)));
        var error = Assert.Throws<ModelException>(() => ProtoModel.Load(Field(7, graph)));
        Assert.That(error!.Message, Does.Contain("messages nest 25 deep").And.Contains("the limit is 24"));
    }

    [Test]
    public void The_number_of_nodes_is_limited()
    {
        var error = Assert.Throws<ModelException>(() => ProtoModel.Load(Valid, new ModelLimits { MaxNodes = 1 }));
        Assert.That(error!.Message, Does.Contain("more than 1 nodes, the limit"));
    }

    [Test]
    public void The_number_of_messages_is_limited()
    {
        // 100 empty initialisers in 200 bytes.
        byte[] graph = [.. Enumerable.Range(0, 100).SelectMany(_ => new byte[] { 0x2A, 0 })];
        var error = Assert.Throws<ModelException>(() => ProtoModel.Load(Field(7, graph), new ModelLimits { MaxNodes = 4 }));
        Assert.That(error!.Message, Does.Contain("more than 80 messages"));
    }

    [Test]
    public void The_length_of_the_file_is_limited()
    {
        var error = Assert.Throws<ModelException>(() => ProtoModel.Load(Valid, new ModelLimits { MaxFileBytes = 100 }));
        Assert.That(error!.Message, Does.Contain($"{Valid.Length} bytes; the limit is 100"));
    }

    [Test]
    public void A_missing_file_and_a_folder_are_named()
    {
        string missing = Path.Combine(TestContext.CurrentContext.WorkDirectory, "missing.onnx");
        Assert.That(Assert.Throws<ModelException>(() => OnnxModel.Load(missing))!.Message,
            Is.EqualTo($"{missing}: the model cannot be read: there is no such file"));
        string folder = TestContext.CurrentContext.WorkDirectory;
        Assert.That(Assert.Throws<ModelException>(() => OnnxModel.Load(folder))!.Message,
            Does.StartWith($"{folder}: the model cannot be read"));
    }

    private static TestCaseData Fault(string name, byte[] bytes, string message) =>
        new TestCaseData(bytes, message).SetArgDisplayNames(name);

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteLength(content.Length);
        }
        stream.Write(content);
        return stream.ToArray();
    }
}
