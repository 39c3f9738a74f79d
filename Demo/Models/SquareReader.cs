using Cnn;
using Cnn.Backends;
using Cnn.Preprocessing;

namespace Demo.Models;

/// <summary>
/// Makes small squares of frames, with the preprocessing that a network has in the window: what is learnt from looks as what will be seen.
/// On one thread.
/// </summary>
internal sealed class SquareReader : IDisposable
{
    private readonly PreprocessingGraph _square;
    private readonly ISession _session;

    /// <param name="backend">What computes; stays the caller's.</param>
    /// <param name="side">The squares' side in pixels.</param>
    public SquareReader(IBackend backend, int side)
    {
        _square = PreprocessingGraph.For(new Recipe { Scale = 1 }, [1, 3, side, side]);
        _session = backend.CompileNow(new Graph(_square.Output), new VariableSet(), new CompileOptions { Watched = [_square.Output] });
        _square.WriteDefaults(_session);
    }

    /// <summary>The frame's middle square: all reds, row-major from the top left, then all greens, then all blues.</summary>
    /// <param name="pixels">R | G&lt;&lt;8 | B&lt;&lt;16, row-major from the top left.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public byte[] Read(int[] pixels, int width, int height)
    {
        _square.WriteFrame(_session, pixels, height, width);
        _session.Run();
        var values = _session.Read(_square.Output).Floats;
        byte[] square = new byte[values.Length];
        for (int i = 0; i < square.Length; i++)
            square[i] = (byte)Math.Clamp(MathF.Round(values[i]), 0, 255);
        return square;
    }

    public void Dispose() => _session.Dispose();
}
