using Cnn.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>
/// Test cases of other projects, in the form of ONNX's own. They are no part of this project: the environment variable
/// REALTIMECNN_TESTDATA names the folder that has them under cases/, and without it these tests prove nothing.
/// </summary>
public class OtherCasesTests
{
    // They compute with integers beyond 32 bits.
    private static readonly string[] TooLongForGl = ["reduce_sum_int64", "tile_int64"];

    [TestCase("opencv", 260, "reference", 1e-4)]
    [TestCase("opencv", 260, "gl", 1e-4)]
    [TestCase("onnx122", 155, "reference", 1e-4)]
    [TestCase("onnx122", 155, "gl", 1e-4)]
    // Whole networks; the reference takes too long for the quick run.
    [TestCase("models", 27, "gl", 1e-3)]
    public void Outputs_are_those_that_the_cases_expect(string folder, int cases, string backend, double absolute)
    {
        var report = new ConformanceReport();
        var failed = new List<(string Name, string Why)>();
        foreach (var test in Cases(folder))
            if (report.Add(test, OnnxBackends.All.Single(b => b.Name == backend), relative: 1e-3, absolute) is { } why)
                failed.Add((test.Name, why));
        string[] refused = backend == "gl" && folder == "opencv" ? TooLongForGl : [];
        Assert.That(failed.Select(f => f.Name), Is.EquivalentTo(refused), string.Join('\n', failed));
        Assert.That(failed.Select(f => f.Why), Has.All.Match("^'.+': the integer -?[0-9]+ does not fit in 32 bits"));
        Assert.That(report.Passed + report.Failed, Is.EqualTo(cases));
    }

    [Test]
    public void What_is_not_supported_is_refused_in_one_line_that_names_it()
    {
        var refusals = Cases("opencv-gaps").Select(test => new ConformanceReport().Add(test, OnnxBackends.All[0], 1e-3, 1e-4)).ToList();
        Assert.That(refusals, Has.Count.EqualTo(67));
        Assert.That(refusals, Has.All.Match(@"model\.onnx: operators that are not supported: [A-Z]\w+ \(.+\)").And.All.Not.Contains('\n'));
    }

    private static List<ConformanceCase> Cases(string folder)
    {
        string? data = Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA");
        string path = Path.Combine(data ?? "", "cases", folder);
        if (string.IsNullOrEmpty(data) || !Directory.Exists(path))
            Assert.Inconclusive($"REALTIMECNN_TESTDATA names no folder with cases/{folder}");
        return [.. ConformanceCase.Find(path)];
    }
}
