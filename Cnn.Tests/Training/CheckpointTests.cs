using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>Trainings that go on: what was written is read, and what is damaged is told and touches nothing.</summary>
public class CheckpointTests
{
    private string _path = "";

    [SetUp]
    public void ChooseFile() => _path = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(_path);

    [Test]
    public void What_was_written_is_read()
    {
        var written = Write();
        var variables = new VariableSet();
        var read = Checkpoint.Read(_path, variables);
        Assert.Multiple(() =>
        {
            Assert.That(read.State.Steps, Is.EqualTo(31));
            Assert.That(read.State.Epochs, Is.EqualTo(written.State.Epochs));
            Assert.That(read.Notes, Is.EquivalentTo(written.Notes));
            Assert.That(variables["a.weight"].Shape, Is.EqualTo(new Shape(2, 3)));
            Assert.That(variables["a.weight"].Floats.ToArray(), Is.EqualTo(new[] { 1f, 2, 3, 4, 5, 1e-30f }));
            Assert.That(variables["scalar"].Floats.ToArray(), Is.EqualTo(new[] { 7f }));
        });
    }

    [Test]
    public void A_file_that_ends_early_is_damaged_wherever_it_ends()
    {
        Write();
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(_path, whole[..length]);
            var variables = new VariableSet();
            Assert.That(() => Checkpoint.Read(_path, variables), Throws.TypeOf<CnnException>().With.Message.StartsWith(_path), $"{length}");
            Assert.That(variables.Names, Is.Empty);
        }
    }

    [Test]
    public void Flipped_bytes_of_the_header_are_told_or_harmless()
    {
        Write();
        byte[] whole = File.ReadAllBytes(_path);
        int told = 0;
        for (int at = 0; at < whole.Length - 28; at++)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 0x15;
            File.WriteAllBytes(_path, flipped);
            try
            {
                Checkpoint.Read(_path, new VariableSet());
            }
            catch (CnnException e)
            {
                Assert.That(e.Message, Does.StartWith(_path));
                told++;
            }
        }
        Assert.That(told, Is.GreaterThan(whole.Length / 4));
    }

    [TestCase("realtimecnn-training", "realtimecnn-trainers", "not of a training")]
    [TestCase("\"version\":\"1\"", "\"version\":\"2\"", "version '2'")]
    [TestCase("\"steps\":\"31\"", "\"steps\":\"-1\"", "negative")]
    [TestCase("\"F32\"", "\"F16\"", "only F32")]
    [TestCase("[2,3]", "[2,9]", "does not fit")]
    public void Files_of_something_else_are_refused(string text, string other, string message)
    {
        Write();
        string bytes = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_path));
        Assert.That(bytes, Does.Contain(text));
        File.WriteAllBytes(_path, System.Text.Encoding.Latin1.GetBytes(bytes.Replace(text, other)));
        Assert.That(() => Checkpoint.Read(_path, new VariableSet()), Throws.TypeOf<CnnException>().With.Message.Contains(message));
    }

    private Checkpoint Write()
    {
        var variables = new VariableSet();
        variables.Write("a.weight", Tensor.From<float>([2, 3], [1, 2, 3, 4, 5, 1e-30f]));
        variables.Write("scalar", Tensor.Scalar(7f));
        var checkpoint = new Checkpoint(
            new TrainingState { Steps = 31, Epochs = [new(1, 0.7, 0.1 + 0.2, 0.95, 1e-3), new(2, 0.5, double.NaN, 0.96, 1e-4)] },
            new Dictionary<string, string> { ["data"] = "a folder", ["arch"] = "conv 8 5\nrelu" });
        using var stream = File.Create(_path);
        checkpoint.Write(stream, variables);
        return checkpoint;
    }
}
