using System.Diagnostics;
using Cnn.Models;
using Cnn.Onnx;
using Cnn.Tests.Platform;
using Cnn.Training;
using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary><c>train</c> where a file cannot be written to its end: what was there stays, and it goes on.</summary>
[Platform("Linux")]
public class TrainingFaultTests
{
    private string _folder = "";

    private string Model => Path.Combine(_folder, "m.onnx");

    private string Saved => Path.ChangeExtension(Model, ".checkpoint");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("cnn-fault-").FullName;
        IdxFiles.Write(_folder, "train", Bars.Make(60));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_model_that_the_disk_cannot_take_leaves_the_old_one_and_says_so_in_a_line()
    {
        Train();
        byte[] model = File.ReadAllBytes(Model), checkpoint = File.ReadAllBytes(Saved);
        var run = Limited(model.Length - 2000, "--data", _folder, "--out", Model, "--batch", "8", "--epochs", "2", "--augment", "none");
        Assert.Multiple(() =>
        {
            Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
            Assert.That(run.Errors.TrimEnd().Split('\n')[^1], Does.StartWith($"error: {Model} cannot be written: "));
            Assert.That(File.ReadAllBytes(Model), Is.EqualTo(model));
            Assert.That(File.ReadAllBytes(Saved), Is.EqualTo(checkpoint));
            Assert.That(Directory.GetFiles(_folder, "*.tmp"), Is.Empty);
        });
    }

    [Test]
    public void A_checkpoint_that_the_disk_cannot_take_leaves_the_old_one_from_which_it_goes_on()
    {
        Train();
        byte[] checkpoint = File.ReadAllBytes(Saved);
        Assert.That(checkpoint, Has.Length.GreaterThan(new FileInfo(Model).Length + 8000));
        var run = Limited(checkpoint.Length - 4000, "--resume", Saved, "--epochs", "3");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.Errors.TrimEnd().Split('\n')[^1], Does.StartWith($"error: {Saved} cannot be written: "));
            Assert.That(File.ReadAllBytes(Saved), Is.EqualTo(checkpoint));
            Assert.That(Directory.GetFiles(_folder, "*.tmp"), Is.Empty);
        });
        Resume(epochs: 2);
    }

    // Whenever it is killed, under each name is a whole file; to find it writing is likely, and not needed.
    [TestCase(".checkpoint.tmp", 1)]
    [TestCase(".checkpoint.tmp", 20_000)]
    [TestCase(".onnx.tmp", 1)]
    public void A_training_that_is_killed_while_it_writes_goes_on_from_the_last_whole_checkpoint(string written, long bytes)
    {
        Train();
        using (var process = Process.Start(Demonstration.Info(
            ["train", "--resume", Saved, "--epochs", "10000", "--backend", "cpu", "--threads", "1"], new Dictionary<string, string?>()))!)
        {
            for (string? line = ""; line?.StartsWith("epoch 4/", StringComparison.Ordinal) == false;)
                line = process.StandardError.ReadLine();
            var file = new FileInfo(Path.ChangeExtension(Model, written));
            for (int i = 0; i < 20_000 && (!file.Exists || file.Length < bytes); i++)
                file.Refresh();
            process.Kill();
            process.WaitForExit();
        }
        Assert.That(OnnxModel.Load(Model).Bind().Outputs, Has.Length.EqualTo(1));
        var state = Checkpoint.Read(Saved, new VariableSet()).State;
        Assert.That(state.Epochs, Has.Length.GreaterThan(1));
        Resume(state.Epochs.Length + 1);
    }

    private void Train() => Done("--data", _folder, "--out", Model, "--batch", "8", "--epochs", "1", "--augment", "none");

    private void Resume(int epochs)
    {
        Done("--resume", Saved, "--epochs", $"{epochs}");
        Assert.That(Checkpoint.Read(Saved, new VariableSet()).State.Epochs, Has.Length.EqualTo(epochs));
    }

    private static void Done(params string[] arguments)
    {
        var (code, _, notes) = TrainingCommandTests.Run(TrainCommand.Create(), ["train", "--backend", "cpu", .. arguments]);
        Assert.That(code, Is.Zero, notes);
    }

    // No file may become longer: writes end there, as they do on a full disk.
    private static Demonstration.Outcome Limited(int bytes, params string[] arguments)
    {
        var info = Demonstration.Info(["train", "--backend", "cpu", .. arguments], new Dictionary<string, string?>
        {
            // Else .NET keeps its code in a file of its own, which is longer.
            ["DOTNET_EnableWriteXorExecute"] = "0",
        });
        string[] limited = ["-c", $"trap '' XFSZ; ulimit -f {bytes / 1024}; exec \"$@\"", "bash", info.FileName, .. info.ArgumentList];
        info.FileName = "bash";
        info.ArgumentList.Clear();
        foreach (string argument in limited)
            info.ArgumentList.Add(argument);
        return Demonstration.Run(info);
    }
}
