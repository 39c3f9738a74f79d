using Cnn.Networks;
using Demo.Engines;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Automatic;

/// <summary>The file of what was measured: what it keeps, and that nothing that happens to it does harm.</summary>
public class BackendMemoryTests
{
    private static readonly BackendTimes Times = new([("cpu", 21.4), ("gl", 163)]);

    private readonly List<string> _notes = [];
    private string _folder = "";

    private string FilePath => Path.Combine(_folder, "a", "backends.json");

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory().FullName;
        _notes.Clear();
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    private BackendMemory Open() => new(FilePath, _notes.Add);

    [Test]
    public void The_next_start_finds_what_was_measured_on_the_same_devices()
    {
        Open().Add("card", "net", Times);
        Open().Add("card", "other", new([("cpu", 1)]));
        Assert.That(Open().Find("card", "net")!.All, Is.EqualTo(Times.All));
        Assert.That(Open().Find("another card", "net"), Is.Null);
        Assert.That(Open().Find("card", "third"), Is.Null);
        Assert.That(_notes, Is.Empty);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(FilePath)!), Is.EqualTo(new[] { FilePath }), "nothing is left beside it");
    }

    [Test]
    public void The_newest_measurement_counts_and_what_another_window_added_stays()
    {
        var first = Open();
        Assert.That(first.Find("card", "net"), Is.Null);
        Open().Add("card", "meanwhile", Times);
        first.Add("card", "net", new([("cpu", 5)]));
        first.Add("card", "net", Times);
        Assert.That((Open().Find("card", "net")!.All[0], Open().Find("card", "meanwhile")!.All[1]),
            Is.EqualTo((("cpu", 21.4), ("gl", 163.0))));
        Assert.That(File.ReadAllText(FilePath), Does.Not.Contain("5.0").And.Not.Contain(": 5\n"));
    }

    [Test]
    public void It_stays_small()
    {
        for (int i = 0; i <= BackendMemory.Most; i++)
            Open().Add("card", $"net {i}", Times);
        Assert.That(Open().Find("card", "net 0"), Is.Null, "the oldest goes");
        Assert.That(Open().Find("card", "net 1"), Is.Not.Null);
        Assert.That(Open().Find("card", $"net {BackendMemory.Most}"), Is.Not.Null);
    }

    [TestCase("")]
    [TestCase("[{\"on\":\"card\",\"network\":\"net\",\"ms\":{\"cpu\":2")]
    [TestCase("{\"on\":\"card\"}")]
    [TestCase("[null]")]
    [TestCase("[{\"on\":\"card\",\"network\":\"net\"}]")]
    [TestCase("[{\"on\":\"card\",\"network\":\"net\",\"ms\":{}}]")]
    [TestCase("[{\"on\":\"card\",\"network\":\"net\",\"ms\":{\"cpu\":-1}}]")]
    [TestCase("[{\"on\":\"card\",\"network\":\"net\",\"ms\":{\"cpu\":\"fast\"}}]")]
    [TestCase("null")]
    public void A_damaged_file_is_set_aside_with_one_line(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, text);
        var memory = Open();
        Assert.That(memory.Find("card", "net"), Is.Null);
        Assert.That(memory.Find("card", "net"), Is.Null);
        Assert.That(_notes, Has.Count.EqualTo(1).And.All.Contain("is damaged"));
        Assert.That(File.ReadAllText(FilePath + ".damaged"), Is.EqualTo(text));
        memory.Add("card", "net", Times);
        Assert.That(Open().Find("card", "net"), Is.Not.Null);
    }

    [Test]
    public void A_file_that_is_too_large_to_be_ours_is_not_read()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, $"[{new string(' ', 1 << 20)}]");
        Assert.That(Open().Find("card", "net"), Is.Null);
        Assert.That(_notes, Has.Count.EqualTo(1));
    }

    [Test]
    public void Where_it_cannot_be_written_there_is_a_line_and_this_window_remembers()
    {
        File.WriteAllText(Path.GetDirectoryName(FilePath)!, "no folder");
        var memory = Open();
        memory.Add("card", "net", Times);
        Assert.That(_notes, Has.Count.EqualTo(1).And.All.Contain(FilePath));
        Assert.That(memory.Find("card", "net"), Is.Not.Null);
    }

    [Test]
    public void A_network_is_known_by_what_it_computes_and_not_by_its_weights()
    {
        string digest = GraphDigest.Of(LeNet.Build(new VariableSet(), seed: 1).Graph);
        Assert.That(GraphDigest.Of(LeNet.Build(new VariableSet(), seed: 2).Graph), Is.EqualTo(digest));
        Assert.That(GraphDigest.Of(LeNet.Build(new VariableSet(), batch: 2).Graph), Is.Not.EqualTo(digest));
    }

    [Test]
    public void Parameters_order_and_outputs_make_other_networks()
    {
        static Graph Net(int pad, bool swapped, bool both)
        {
            var b = new GraphBuilder(new VariableSet());
            var x = b.Input("x", [2, 3, 6, 7]);
            var first = b.Conv(x, 3, 3, "first", pad: pad);
            var second = b.Relu(first);
            var apart = new Node(new Cnn.Ops.Sub(), swapped ? [second, first] : [first, second]);
            return both ? new Graph(apart, first) : new Graph(apart);
        }
        var digests = new[] { Net(1, false, false), Net(0, false, false), Net(1, true, false), Net(1, false, true) }.Select(GraphDigest.Of);
        Assert.That(digests, Is.Unique);
        Assert.That(GraphDigest.Of(Net(1, false, false)), Is.EqualTo(GraphDigest.Of(Net(1, false, false))));
    }
}
