using Cnn;
using Cnn.Backends;
using Cnn.Networks;
using Cnn.Preprocessing;
using Demo.Models;

namespace Demo.Teaching;

/// <summary>Makes examples of frames: a small picture, and the features of one backbone after the other. On one thread.</summary>
/// <param name="backend">What computes; stays the caller's.</param>
internal sealed class FrameReader(IBackend backend) : IDisposable
{
    private SquareReader? _squares;
    private ISession? _features;
    private Backbone? _of;
    private Node? _read;

    /// <summary>Reads a frame.</summary>
    /// <param name="pixels">R | G&lt;&lt;8 | B&lt;&lt;16, row-major from the top left.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="backbone">Whose features.</param>
    public Example Read(int[] pixels, int width, int height, Backbone backbone)
    {
        _squares ??= new SquareReader(backend, SmallCnn.Side);
        byte[] small = _squares.Read(pixels, width, height);
        if (backbone.Learns)
            return new Example(small, []);
        if (_features is null || _of != backbone)
        {
            _features?.Dispose();
            _of = backbone;
            _read = backbone.Preprocessing.Before(new Graph(backbone.Features), backbone.Input).Map[backbone.Features];
            _features = Open(backbone.Preprocessing, _read, backbone.Variables);
        }
        backbone.Preprocessing.WriteFrame(_features, pixels, height, width);
        _features.Run();
        return new Example(small, _features.Read(_read!).Floats.ToArray());
    }

    public void Dispose()
    {
        _squares?.Dispose();
        _features?.Dispose();
    }

    private ISession Open(PreprocessingGraph preprocessing, Node output, VariableSet variables)
    {
        var session = backend.CompileNow(new Graph(output), variables, new CompileOptions { Watched = [output] });
        preprocessing.WriteDefaults(session);
        return session;
    }
}
