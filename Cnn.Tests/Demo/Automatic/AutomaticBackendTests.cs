using Demo.Engines;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Automatic;

/// <summary>Which backend a network gets where nobody has chosen one, and what is said of it.</summary>
public class AutomaticBackendTests
{
    private readonly Stage _drawing = Stage.OfLeNet(), _photo = Stage.OfLargeNetwork();
    private string _folder = "";

    private BackendMemory Memory => new(Path.Combine(_folder, "backends.json"), Assert.Fail);

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [OneTimeTearDown]
    public void Close()
    {
        _drawing.Dispose();
        _photo.Dispose();
    }

    [TestCase(21, 163, ExpectedResult = "cpu")]
    [TestCase(163, 21, ExpectedResult = "gl")]
    [TestCase(100, 112, ExpectedResult = "gl", Description = "by a share that may be chance")]
    [TestCase(100, 116, ExpectedResult = "cpu")]
    [TestCase(0.5, 2.4, ExpectedResult = "gl", Description = "by less than anybody sees")]
    [TestCase(0.5, 2.6, ExpectedResult = "cpu")]
    public string Another_backend_must_be_clearly_faster(double cpu, double gl) =>
        new BackendTimes([("cpu", cpu), ("gl", gl)]).Choose("gl");

    [Test]
    public void Times_are_said_in_a_few_words_the_chosen_one_first()
    {
        var times = new BackendTimes([("cpu", 0.123), ("gl", 163.4), ("third", 5.04)]);
        Assert.That(times.Text("gl"), Is.EqualTo("gl: 163 ms, cpu: 0.12 ms, third: 5.0 ms"));
    }

    [Test]
    public void Before_anything_is_measured_it_is_the_likely_one()
    {
        var automatic = new AutomaticBackend(BackendTable.Rows, softwareGl: true, "here", Memory);
        Assert.That(automatic.Of(_drawing.Network.Parts), Is.EqualTo(new BackendVerdict("gl", "", false)));
        Assert.That(automatic.Of(_photo.Network.Parts), Is.EqualTo(new BackendVerdict("cpu", "", false)));
        var hardware = new AutomaticBackend(BackendTable.Rows, softwareGl: false, "here", Memory);
        Assert.That(hardware.Of(_photo.Network.Parts).Backend, Is.EqualTo("gl"));
    }

    [Test]
    public void Without_compute_shaders_there_is_nothing_to_measure()
    {
        var rows = BackendTable.Rows.Where(row => !row.NeedsOpenGl).ToArray();
        var automatic = new AutomaticBackend(rows, softwareGl: false, "here", memory: null);
        Assert.That(automatic.Of(_drawing.Network.Parts), Is.EqualTo(new BackendVerdict("cpu", "cpu: no compute shaders", true)));
    }

    [Test]
    public void What_was_measured_is_known_at_the_next_start_on_the_same_devices_alone()
    {
        var parts = _drawing.Network.Parts;
        var learned = new AutomaticBackend(BackendTable.Rows, true, "here", Memory).Learn(parts, new([("gl", 30), ("cpu", 10)]));
        Assert.That(learned, Is.EqualTo(new BackendVerdict("cpu", "cpu: 10 ms, gl: 30 ms", true)));
        var next = new AutomaticBackend(BackendTable.Rows, true, "here", Memory);
        Assert.That(next.Of(parts), Is.EqualTo(learned));
        Assert.That(next.Of(_photo.Network.Parts).IsKnown, Is.False);
        Assert.That(next.Of(parts), Is.SameAs(next.Of(parts)), "asked in every frame");
        Assert.That(new AutomaticBackend(BackendTable.Rows, true, "elsewhere", Memory).Of(parts).IsKnown, Is.False);
        Assert.That(new AutomaticBackend(BackendTable.Rows, true, "here", memory: null).Of(parts).IsKnown, Is.False, "can be repeated");
    }

    [Test]
    public void What_cannot_be_measured_is_not_tried_again_and_not_remembered()
    {
        var automatic = new AutomaticBackend(BackendTable.Rows, true, "here", Memory);
        automatic.Learn(_photo.Network.Parts, null);
        Assert.That(automatic.Of(_photo.Network.Parts), Is.EqualTo(new BackendVerdict("cpu", "", true)));
        Assert.That(new AutomaticBackend(BackendTable.Rows, true, "here", Memory).Of(_photo.Network.Parts).IsKnown, Is.False);
    }
}
