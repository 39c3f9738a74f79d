using Cnn;
using Cnn.Backends;
using Cnn.Networks;
using Cnn.Preprocessing;

namespace Demo.Teaching;

/// <summary>Makes examples of frames: a small picture, and the features of one backbone after the other. On one thread.</summary>
/// <param name="backend">What computes; stays the caller's.</param>
internal sealed class FrameReader(IBackend backend) : IDisposable
{
    private static readonly PreprocessingGraph s_small =
        PreprocessingGraph.For(new Recipe { Scale = 1 }, [1, 3, SmallCnn.Side, SmallCnn.Side]);

    private ISession? _pictures, _features;
    private Backbone? _of;
    private Node? _read;

    /// <summary>Reads a frame.</summary>
    /// <param name="pixels">R | G&lt;&lt;8 | B&lt;&lt;16, row-major from the top left.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="backbone">Whose features.</param>
    public Example Read(int[] pixels, int width, int height, Backbone backbone)
    {
        _pictures ??= Open(s_small, s_small.Output, new VariableSet());
        var picture = Run(s_small, _pictures, s_small.Output);
        byte[] small = new byte[Example.PixelCount];
        for (int i = 0; i < small.Length; i++)
            small[i] = (byte)Math.Clamp(MathF.Round(picture[i]), 0, 255);
        if (backbone.Learns)
            return new Example(small, []);
        if (_features is null || _of != backbone)
        {
            _features?.Dispose();
            _of = backbone;
            _read = backbone.Preprocessing.Before(new Graph(backbone.Features), backbone.Input).Map[backbone.Features];
            _features = Open(backbone.Preprocessing, _read, backbone.Variables);
        }
        return new Example(small, Run(backbone.Preprocessing, _features, _read!).ToArray());

        Span<float> Run(PreprocessingGraph preprocessing, ISession session, Node node)
        {
            preprocessing.WriteFrame(session, pixels, height, width);
            session.Run();
            return session.Read(node).Floats;
        }
    }

    public void Dispose()
    {
        _pictures?.Dispose();
        _features?.Dispose();
    }

    private ISession Open(PreprocessingGraph preprocessing, Node output, VariableSet variables)
    {
        var session = backend.CompileNow(new Graph(output), variables, new CompileOptions { Watched = [output] });
        preprocessing.WriteDefaults(session);
        return session;
    }
}
