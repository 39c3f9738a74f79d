using Cnn.Backends;

namespace Cnn.Onnx;

/// <summary>Counts what came of many test cases.</summary>
public sealed class ConformanceReport
{
    private readonly List<string> _fellBack = [];
    private int _native;
    private int _folded;

    /// <summary>Cases whose outputs were all right.</summary>
    public int Passed { get; private set; }

    /// <summary>Cases with a wrong output, or that did not run.</summary>
    public int Failed { get; private set; }

    /// <summary>Cases without data, which prove nothing.</summary>
    public int Skipped { get; private set; }

    /// <summary>Runs a case; returns why it failed, or null.</summary>
    public string? Add(ConformanceCase test, IBackend backend, double relative, double absolute)
    {
        ConformanceResult result;
        try
        {
            result = test.Run(backend, relative, absolute);
        }
        catch (Exception e) when (e is CnnException or IOException or UnauthorizedAccessException)
        {
            Failed++;
            return e.Message;
        }
        _native += result.Native;
        _folded += result.Folded;
        _fellBack.AddRange(result.FellBack);
        if (result.Failure is not null)
            Failed++;
        else if (result.Sets == 0)
            Skipped++;
        else
            Passed++;
        return result.Failure;
    }

    /// <summary>Where the nodes of all cases ran: <c>nodes: 600 on gl, 200 folded, 9 fell back (NonMaxSuppression×9)</c>.</summary>
    public string NodesLine(string backend)
    {
        var operators = _fellBack.GroupBy(name => name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}×{g.Count()}");
        string names = _fellBack.Count == 0 ? "" : $" ({string.Join(", ", operators)})";
        return $"nodes: {_native} on {backend}, {_folded} folded, {_fellBack.Count} fell back{names}";
    }

    /// <summary>The totals: <c>627 passed, 2 failed, 0 skipped</c>.</summary>
    public string TotalsLine() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
