using Cnn.Onnx;
using Demo.Bench;
using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace Cnn.Benchmarks;

/// <summary>OpenCV's dnn on the processor, on the network as our writer exports it.</summary>
internal sealed class OpenCvPeer : IPeer
{
    private readonly Net _net;
    private readonly List<(string Name, Mat Value)> _inputs = [];
    private readonly int _threads;

    private OpenCvPeer(Graph graph, VariableSet variables, int threads)
    {
        Name = $"OpenCV {Cv2.GetVersionString()} dnn";
        _threads = threads;
        using var stream = new MemoryStream();
        OnnxWriter.Write(graph, variables, stream);
        _net = Net.ReadNetFromONNX(stream.ToArray()) ?? throw new CnnException($"{Name} does not read the network");
        _net.SetPreferableBackend(Backend.OPENCV);
        _net.SetPreferableTarget(Target.CPU);
        foreach (var input in graph.Inputs)
        {
            using var value = Mat.FromPixelData(
                [.. input.Shape.AsSpan()], MatType.CV_32F, Benchmark.RandomInput(input).Floats.ToArray());
            _inputs.Add((input.Name, value.Clone()));
        }
        // What it cannot run it says at the first run.
        Run();
    }

    public string Name { get; }

    /// <exception cref="CnnException">OpenCV is not to be had, or does not take the network.</exception>
    public static IPeer Load(Graph graph, VariableSet variables, int threads)
    {
        try
        {
            return new OpenCvPeer(graph, variables, threads);
        }
        catch (OpenCVException e)
        {
            throw new CnnException($"OpenCV does not take the network: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new CnnException("OpenCV does not load here; on Debian it needs libgtk-3-0, elsewhere a package of its own", e);
        }
    }

    public void Run()
    {
        // Of the whole process.
        Cv2.SetNumThreads(_threads);
        foreach (var (name, value) in _inputs)
            _net.SetInput(value, name);
        using var output = _net.Forward();
    }

    public void Dispose()
    {
        _inputs.ForEach(input => input.Value.Dispose());
        _net.Dispose();
    }
}
