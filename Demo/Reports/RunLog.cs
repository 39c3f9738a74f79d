using System.Text.Json;
using Cnn;
using Demo.Shell;

namespace Demo.Reports;

/// <summary>One JSON line per run, for scripts that check what was read.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly string _path;
    private readonly StreamWriter _writer;

    /// <exception cref="CnnException">The file cannot be written.</exception>
    public RunLog(string path)
    {
        _path = path;
        _writer = OutputFile.Open(path + ".tmp", path);
    }

    public void Add(in RunResult result, in FrameCounts counts)
    {
        _writer.Write($"{{\"frame\":{result.Frame},\"time\":{result.Time.TotalSeconds:0.###},\"label\":");
        _writer.Write($"\"{JsonEncodedText.Encode(result.Answer.Label)}\"");
        _writer.Write(",\"probability\":");
        if (result.Answer.Probability is { } probability && float.IsFinite(probability))
            _writer.Write($"{probability:0.######}");
        else
            _writer.Write("null");
        _writer.Write($",\"latencyMs\":{result.Latency.TotalMilliseconds:0.###}");
        _writer.WriteLine($",\"captured\":{counts.Captured},\"shown\":{counts.Shown},\"dropped\":{counts.Dropped}}}");
        // Who watches sees each run as it comes.
        _writer.Flush();
    }

    /// <summary>Gives the finished log its name.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        File.Move(_path + ".tmp", _path, overwrite: true);
    }
}
