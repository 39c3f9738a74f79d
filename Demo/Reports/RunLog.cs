using System.Text.Json;
using Cnn;
using Demo.Files;
using Demo.Shell;

namespace Demo.Reports;

/// <summary>One JSON line per run, for scripts that check what was read.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly OutputFile _file;
    private readonly StreamWriter _writer;
    private bool _used;

    /// <exception cref="CnnException">The file cannot be written.</exception>
    public RunLog(string path)
    {
        _file = new OutputFile(path);
        _writer = new StreamWriter(_file.Stream, leaveOpen: true);
    }

    /// <summary>Writes what a run found, and for the opened network what became of the frames.</summary>
    public void Add(in RunResult result, in FrameCounts? counts)
    {
        _writer.Write('{');
        if (result.Network is { } network)
            _writer.Write($"\"network\":\"{JsonEncodedText.Encode(network)}\",");
        if (result.Of is { } of)
            _writer.Write($"\"of\":\"{JsonEncodedText.Encode(of)}\",\"id\":{result.Id},");
        _writer.Write($"\"frame\":{result.Frame},\"time\":{result.Time.TotalSeconds:0.###},\"label\":");
        _writer.Write($"\"{JsonEncodedText.Encode(result.Answer.Label)}\"");
        _writer.Write(",\"probability\":");
        if (result.Answer.Probability is { } probability && float.IsFinite(probability))
            _writer.Write($"{probability:0.######}");
        else
            _writer.Write("null");
        _writer.Write($",\"latencyMs\":{result.Latency.TotalMilliseconds:0.###}");
        if (counts is { } all)
            _writer.Write($",\"captured\":{all.Captured},\"shown\":{all.Shown},\"dropped\":{all.Dropped}");
        _writer.WriteLine('}');
        // Who watches sees each run as it comes.
        _writer.Flush();
        _used = true;
    }

    /// <summary>Writes which backend was chosen for the opened network, and why.</summary>
    public void Add(string backend, string why)
    {
        _writer.WriteLine($"{{\"backend\":\"{JsonEncodedText.Encode(backend)}\",\"why\":\"{JsonEncodedText.Encode(why)}\"}}");
        _writer.Flush();
        _used = true;
    }

    /// <summary>Gives the finished log its name.</summary>
    /// <exception cref="CnnException">It cannot be written.</exception>
    public void Complete() => _file.Complete();

    /// <summary>Of a run that failed: a log with lines in it keeps its temporary name, and what had the name stays.</summary>
    public void Dispose()
    {
        if (_used)
            _file.Leave();
        _file.Dispose();
    }
}
