using Cnn.Backends;
using Demo;
using Demo.Commands;
using Demo.Models;
using Demo.Ui;

namespace Cnn.Tests.Preprocessing;

/// <summary>The project's own digit network with its preprocessing, on one backend.</summary>
internal sealed class DigitReader : IDisposable
{
    private readonly NetworkParts _parts;
    private readonly ISession _session;

    /// <param name="backend">Where it runs; stays the caller's.</param>
    /// <param name="drawn">Whether frames are clean drawings.</param>
    /// <param name="finder">What looks for digits on photos.</param>
    public DigitReader(IBackend backend, bool drawn, string finder = "network")
    {
        _parts = new NetworkFile(Content.File("models/digits.onnx"), labels: null, flags: [("finder", finder)]).PartsFor(drawn);
        _session = backend.CompileNow(_parts.Graph, _parts.Variables,
            new CompileOptions { Watched = [_parts.Output.Reads[0], _parts.Preprocessing.Output, _parts.Preprocessing.Box!] });
        _parts.Preprocessing.WriteDefaults(_session);
    }

    /// <summary>The probability of each digit.</summary>
    public float[] Read(TestFrame frame)
    {
        _parts.Preprocessing.WriteFrame(_session, frame.Pixels, frame.Height, frame.Width);
        _session.Run();
        return _session.Read(_parts.Output.Reads[0]).Floats.ToArray();
    }

    /// <summary>The likeliest digit, or nothing where none was found.</summary>
    public string Label(TestFrame frame)
    {
        float[] read = Read(frame);
        return _parts.Preprocessing.FoundNothing(_session.Read) ? "" : $"{Best(read)}";
    }

    /// <summary>The 28×28 values that the network sees.</summary>
    public float[] See(TestFrame frame)
    {
        Read(frame);
        return _session.Read(_parts.Preprocessing.Output).Floats.ToArray();
    }

    /// <summary>Chooses a value of a switch.</summary>
    public void Set(string name, int value) => _session.Write(_parts.Preprocessing[name].Input, Tensor.Vector(value));

    public void Dispose() => _session.Dispose();

    /// <summary>The likeliest digit.</summary>
    public static int Best(float[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());
}
