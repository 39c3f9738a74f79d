using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Cnn.Preprocessing;
using Demo.Views.Filters;

namespace Demo.Commands;

/// <summary>A row of the filter lab over pictures in their full size; of pictures of one size only the first compiles.</summary>
/// <param name="backend">Where it runs.</param>
/// <param name="row">The row.</param>
/// <param name="range">Which values are black and white.</param>
/// <param name="other">Runs what is too large for the device; null: that is an error.</param>
internal sealed class PictureFilter(IBackend backend, LabRow row, ShownRange range, IBackend? other) : IDisposable
{
    private ((int Width, int Height) Size, Parts Parts)? _compiled;
    private byte[] _rgba = [];

    /// <summary>The row's result as a picture.</summary>
    /// <param name="pixels">R | G&lt;&lt;8 | B&lt;&lt;16, row by row from the top left.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <returns>Four bytes a pixel, until the next call, and the size.</returns>
    /// <exception cref="CnnException">The picture is too small for a stage, or too large for the device.</exception>
    public (ReadOnlyMemory<byte> Rgba, int Width, int Height) Apply(int[] pixels, int width, int height)
    {
        var (session, preprocessing, result) = _compiled is { } last && last.Size == (width, height) ? last.Parts : Compile(width, height);
        preprocessing.WriteFrame(session, pixels, height, width);
        session.Run();
        var values = session.Read(result);
        int channels = values.Shape[1], plane = values.Shape[2] * values.Shape[3];
        if (_rgba.Length != 4 * plane)
            _rgba = new byte[4 * plane];
        for (int i = 0; i < plane; i++)
        {
            for (int colour = 0; colour < 3; colour++)
                _rgba[4 * i + colour] = range.Shade(values.Floats[(channels == 3 ? colour : 0) * plane + i]);
            _rgba[4 * i + 3] = byte.MaxValue;
        }
        return (_rgba, values.Shape[3], values.Shape[2]);
    }

    public void Dispose() => _compiled?.Parts.Session.Dispose();

    private Parts Compile(int width, int height)
    {
        var model = new LabModel(row, width, height);
        var preprocessing = PreprocessingGraph.For(LabModel.RecipeFor(row), model.Input.Shape, capacity: checked(width * height));
        var (graph, map) = preprocessing.Before(model.Graph, model.Input);
        // One session at a time: pictures may be large.
        Dispose();
        _compiled = null;
        var parts = new Parts(Compile(graph, model.Variables, width, height), preprocessing, map[model.Result]);
        _compiled = ((width, height), parts);
        preprocessing.WriteDefaults(parts.Session);
        return parts;
    }

    private ISession Compile(Graph graph, VariableSet variables, int width, int height)
    {
        try
        {
            return backend.CompileNow(graph, variables);
        }
        catch (GlException e) when (other is not null)
        {
            Console.Error.WriteLine($"note: {width}×{height} pixels are too many for {backend.Name} here ({e.Message}); "
                + $"running on {other.Name}, which is slow");
            return other.CompileNow(graph, variables);
        }
        catch (GlException e)
        {
            throw new CnnException($"{e.Message}; take a smaller picture, or --backend auto", e);
        }
    }

    private readonly record struct Parts(ISession Session, PreprocessingGraph Preprocessing, Node Result);
}
