using System.Numerics;
using Cnn;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Draws channels of activations straight from the buffers or images that the network wrote: no readback.</summary>
internal sealed class MapPainter : IDisposable
{
    private readonly record struct Instance(Vector4 Rect, int Channel, int Colours, int Slot, int Shape, float Opacity);

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
            (4, VertexAttribPointerType.Float, 0), (4, VertexAttribPointerType.Int, 16), (1, VertexAttribPointerType.Float, 32),
        ]);
    }

    public void Draw(ReadOnlySpan<MapItem> maps, IActivations activations, in Viewport viewport)
    {
        if (maps.IsEmpty)
            return;
        _ranges.Update(maps, activations);
        _instances.Clear();
        foreach (ref readonly var map in maps)
            _instances.Add(new Instance(viewport.Snap(map.Rect), map.Channel, (int)map.Colours, _ranges.Slot(map), (int)map.Shape, map.Opacity));
        _instances.Upload();
        _ranges.Bind();
        // Neighbours in the list that show the same node are one draw call.
        for (int first = 0, next; first < maps.Length; first = next)
        {
            next = first + 1;
            while (next < maps.Length && maps[next].Node == maps[first].Node)
                next++;
            if (!activations.TryView(maps[first].Node, out var view))
                continue;
            var program = _program.Use(view);
            _gl.Uniform2(program["viewport"], viewport.Width, (float)viewport.Height);
            _instances.Draw(first, next - first);
        }
    }

    public void Dispose()
    {
        _program.Dispose();
        _ranges.Dispose();
        _instances.Dispose();
    }
}
