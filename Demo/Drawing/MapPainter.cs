using System.Numerics;
using Cnn;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Draws channels of activations straight from the buffers or images that the network wrote: no readback.</summary>
internal sealed class MapPainter : IDisposable
{
    private readonly record struct Instance(Vector4 Rect, Vector4 Part, int Channel, int Slot, float Opacity);

    private readonly GL _gl;
    private readonly ActivationProgram _program;
    private readonly MapRanges _ranges;
    private readonly InstanceBuffer<Instance> _instances;

    public MapPainter(GL gl)
    {
        _gl = gl;
        _program = new ActivationProgram(gl, ["map.vert.glsl", "map.frag.glsl"], ["colour.glsl"]);
        _ranges = new MapRanges(gl);
        _instances = new InstanceBuffer<Instance>(gl,
        [
            (4, VertexAttribPointerType.Float, 0), (4, VertexAttribPointerType.Float, 16), (2, VertexAttribPointerType.Int, 32),
            (1, VertexAttribPointerType.Float, 40),
        ]);
    }

    /// <summary>Before anything of a picture is drawn: computes what its colours need.</summary>
    public void Prepare(ReadOnlySpan<MapItem> maps, IActivations activations) => _ranges.Update(maps, activations);

    public void Draw(ReadOnlySpan<MapItem> maps, IActivations activations, in Viewport viewport)
    {
        if (maps.IsEmpty)
            return;
        _instances.Clear();
        foreach (ref readonly var map in maps)
            _instances.Add(new Instance(viewport.Snap(map.Rect), new Vector4(map.Part.X, map.Part.Y, map.Part.Right, map.Part.Bottom), map.Channel, _ranges.Slot(map), map.Opacity));
        _instances.Upload();
        _ranges.Bind();
        // Neighbours in the list that show the same node in the same form are one draw call.
        for (int first = 0, next; first < maps.Length; first = next)
        {
            next = first + 1;
            int form = Form(maps[first]);
            while (next < maps.Length && maps[next].Node == maps[first].Node && Form(maps[next]) == form)
                next++;
            if (!activations.TryView(maps[first].Node, out var view))
                continue;
            var program = _program.Use(view, form, Defines);
            _gl.Uniform2(program["viewport"], viewport.Width, (float)viewport.Height);
            _instances.Draw(first, next - first);
        }
    }

    // Colours, shape, whether three channels are one picture and whether its range is a usual one, as a number: 8, 3, 2 and 2
    // possibilities.
    private static int Form(in MapItem map) =>
        (int)map.Colours | (int)map.Shape << 3 | (map.Channel < 0 ? 32 : 0) | (map.Range == RangeOf.Picture ? 64 : 0);

    private static string[] Defines(int form) =>
    [
        $"COLOURS {form & 7}",
        (MapShape)(form >> 3 & 3) switch { MapShape.Smooth => "SMOOTH", MapShape.Disc => "DISC", _ => "CELLS" },
        (form & 32) != 0 ? "PICTURE" : "MAP",
        (form & 64) != 0 ? "USUAL_RANGE" : "OWN_RANGE",
    ];

    public void Dispose()
    {
        _program.Dispose();
        _ranges.Dispose();
        _instances.Dispose();
    }
}
