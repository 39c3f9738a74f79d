using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Cnn;
using Cnn.Backends;
using Cnn.Preprocessing;
using Demo.Models;
using Demo.Outputs;
using Demo.Pages;
using Demo.Ui;

namespace Demo.Commands;

/// <summary>Reads frames with a model as <c>classify</c> does, and says how many of each kind it reads rightly.</summary>
internal sealed class PageReader : IDisposable
{
    private readonly NetworkParts _network;
    private readonly ISession _session;
    private readonly SortedDictionary<string, (int Right, int All)> _counts = [];
    private double _seconds;
    private int _timed;

    /// <summary>Opens a model.</summary>
    /// <param name="backend">Where it runs; stays the caller's.</param>
    /// <param name="model">The model's file.</param>
    /// <param name="finder">What looks for digits (<see cref="RecipeOptions.Finder"/>); null: what the recipe says.</param>
    public PageReader(IBackend backend, string model, string? finder = null)
    {
        _network = new NetworkFile(model, labels: null, flags: finder is null ? null : [("finder", finder)]).PartsFor(drawn: false);
        Node[] watched = _network.Preprocessing.Box is { } box ? [.. _network.Output.Reads, box] : [.. _network.Output.Reads];
        _session = backend.CompileNow(_network.Graph, _network.Variables, new CompileOptions { Watched = [.. watched] });
        _network.Preprocessing.WriteDefaults(_session);
    }

    /// <summary>What it says of a frame; empty where it finds nothing.</summary>
    public string Read(int[] pixels, int height, int width)
    {
        long start = Stopwatch.GetTimestamp();
        _network.Preprocessing.WriteFrame(_session, pixels, height, width);
        _session.Run();
        var values = new RunValues(node => _session.Read(node), _network.Preprocessing.FoundNothing(_session.Read));
        string label = _network.Output.Answer(values).Label;
        // The first run loads and compiles.
        if (_timed++ > 0)
            _seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        return label;
    }

    /// <summary>Reads a page and counts it.</summary>
    /// <returns>What it said.</returns>
    public string Read(PaintedPage page)
    {
        var pixels = MemoryMarshal.Cast<byte, int>(page.Bitmap.GetPixelSpan()).ToArray();
        string said = Read(pixels, page.Bitmap.Height, page.Bitmap.Width);
        Count(page.Condition, said == page.Label);
        return said;
    }

    /// <summary>Counts a frame of a kind.</summary>
    public void Count(string kind, bool right)
    {
        var (yes, all) = _counts.GetValueOrDefault(kind);
        _counts[kind] = (yes + (right ? 1 : 0), all + 1);
    }

    /// <summary>A line for each kind, then all.</summary>
    public IEnumerable<string> Table()
    {
        foreach (var (kind, (right, all)) in _counts)
            yield return Row(kind, right, all);
        yield return Row("all", _counts.Values.Sum(c => c.Right), _counts.Values.Sum(c => c.All))
            + string.Create(CultureInfo.InvariantCulture, $", {_seconds * 1000 / Math.Max(1, _timed - 1):F1} ms each");
    }

    public void Dispose() => _session.Dispose();

    private static string Row(string kind, int right, int all) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind,-12} {right,5} of {all,5}  {100.0 * right / Math.Max(1, all),5:F1} %");
}
