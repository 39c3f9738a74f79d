using System.Numerics;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// Draws what lies in space: maps in perspective, straight from the buffers that the network wrote, sheets and lines. The list has them
/// from the farthest to the nearest, so they are drawn over each other and no depth is kept.
/// </summary>
internal sealed class SpacePainter : IDisposable
{
    // A map, or a sheet where the last is a colour.
    private readonly record struct Surface(
        Vector3 Corner, Vector3 Across, Vector3 Down, int Channel, int Slot, int Layer, float Opacity, uint Sheet);

    private readonly record struct Stroke(Vector3 From, Vector3 Along, uint Fill, float Width);

    private readonly GL _gl;
    private readonly ActivationProgram _program;
    private readonly DrawProgram _sheet, _line;
    private readonly MapRanges _ranges;
    private readonly InstanceBuffer<Surface> _surfaces;
    private readonly InstanceBuffer<Stroke> _lines;

    public SpacePainter(GL gl, DrawShaders shaders)
    {
        _gl = gl;
        _program = new ActivationProgram(gl, shaders, "space_map.vert.glsl", "map.frag.glsl");
        _sheet = shaders.Link(["space_map.vert.glsl", "space_sheet.frag.glsl"]);
        _line = shaders.Link(["space_line.vert.glsl", "space_line.frag.glsl"]);
        _ranges = new MapRanges(shaders.Version.HasCompute ? new DeviceRanges(gl, shaders) : new HostRanges(gl), shaders.MostTexels);
        const VertexAttribPointerType number = VertexAttribPointerType.Float, bytes = VertexAttribPointerType.UnsignedByte;
        _surfaces = new InstanceBuffer<Surface>(
            gl, (3, number, 0), (3, number, 12), (3, number, 24), (3, VertexAttribPointerType.Int, 36), (1, number, 48), (4, bytes, 52));
        _lines = new InstanceBuffer<Stroke>(gl, (3, number, 0), (3, number, 12), (4, bytes, 24), (1, number, 28));
    }

    /// <summary>Before anything of a picture is drawn: computes what the colours of its maps need.</summary>
    public void Prepare(SpaceList list, IActivations activations)
    {
        if (!list.Maps.IsEmpty)
            _ranges.Update(list.Maps, activations);
    }

    /// <summary>Draws those that reach into a part, to which the rest is cut.</summary>
    public void Draw(SpaceList list, IActivations activations, in Viewport viewport, in PixelRect part)
    {
        foreach (ref readonly var item in list.Items)
        {
            var inside = viewport.Pixels(item.Rect).Intersect(part);
            if (inside.IsEmpty || item.Count == 0)
                continue;
            viewport.CutTo(_gl, inside);
            Draw(list, item, activations, viewport);
            viewport.CutTo(_gl, part);
        }
    }

    public void Dispose()
    {
        _program.Dispose();
        _sheet.Dispose();
        _line.Dispose();
        _ranges.Dispose();
        _surfaces.Dispose();
        _lines.Dispose();
    }

    private void Draw(SpaceList list, in SpaceItem item, IActivations activations, in Viewport viewport)
    {
        Upload(list, item, activations, viewport.Scale);
        var toClip = item.ToClip * ToWindow(viewport.Snap(item.Rect), viewport);
        var shapes = list.Shapes(item);
        int surfaces = 0, lines = 0;
        for (int first = 0, next; first < shapes.Length; first = next)
        {
            next = EndOfRun(list, shapes, first, out int map);
            int count = next - first;
            if (shapes[first].Kind == SpaceKind.Line)
            {
                Use(_line, toClip, viewport);
                _lines.Draw(lines, count);
                lines += count;
                continue;
            }
            if (map < 0)
            {
                Use(_sheet, toClip, viewport);
                _surfaces.Draw(surfaces, count);
            }
            else
                DrawMaps(list.Maps[map], activations, toClip, viewport, surfaces, count);
            surfaces += count;
        }
    }

    // Neighbours that one draw call shows: lines, or maps of a node and a form with the sheets among them. Another call is another
    // state, of which a software device keeps 40 KB each.
    private static int EndOfRun(SpaceList list, ReadOnlySpan<SpaceShape> shapes, int first, out int map)
    {
        map = -1;
        bool lines = shapes[first].Kind == SpaceKind.Line;
        int next = first;
        for (; next < shapes.Length && (shapes[next].Kind == SpaceKind.Line) == lines; next++)
        {
            if (shapes[next].Kind != SpaceKind.Map)
                continue;
            if (map >= 0 && !Together(list.Maps[map], list.Maps[shapes[next].Map]))
            {
                // The next map's sheets go with it.
                while (shapes[next - 1].Kind == SpaceKind.Sheet)
                    next--;
                return next;
            }
            map = shapes[next].Map;
        }
        return next;
    }

    private void Upload(SpaceList list, in SpaceItem item, IActivations activations, float scale)
    {
        _surfaces.Clear();
        _lines.Clear();
        foreach (ref readonly var shape in list.Shapes(item))
            switch (shape.Kind)
            {
                case SpaceKind.Map:
                    ref readonly var map = ref list.Maps[shape.Map];
                    var (slot, layer) = _ranges.Slots(map);
                    _surfaces.Add(new Surface(shape.Corner, shape.Across, shape.Down, map.Channel, slot, layer, map.Opacity, 0));
                    // All channels that a draw call shows are there before it.
                    activations.TryView(map.Node, map.ChannelRead, out _);
                    break;
                case SpaceKind.Sheet:
                    _surfaces.Add(new Surface(shape.Corner, shape.Across, shape.Down, 0, -1, -1, (shape.Colour >> 24) / 255f,
                        BoxPainter.Bytes(shape.Colour | 0xFF000000)));
                    break;
                default:
                    _lines.Add(new Stroke(shape.Corner, shape.Across, BoxPainter.Bytes(shape.Colour), shape.Width * scale));
                    break;
            }
        _surfaces.Upload();
        _lines.Upload();
    }

    private void DrawMaps(
        in MapItem map, IActivations activations, in Matrix4x4 toClip, in Viewport viewport, int first, int count)
    {
        if (!activations.TryView(map.Node, map.ChannelRead, out var view))
            return;
        _gl.ActiveTexture(TextureUnit.Texture0);
        _ranges.Bind();
        var program = _program.Use(view, MapPainter.Form(map), Defines);
        Use(program, toClip, viewport);
        _gl.Uniform1(program["ranges"], 0);
        MapPainter.SetColours(_gl, program);
        _surfaces.Draw(first, count);
    }

    private unsafe void Use(DrawProgram program, Matrix4x4 toClip, in Viewport viewport)
    {
        program.Use();
        _gl.UniformMatrix4(program["toClip"], 1, false, (float*)&toClip);
        _gl.Uniform2(program["viewport"], viewport.Width, (float)viewport.Height);
    }

    private static bool Together(in MapItem a, in MapItem b) => a.Node == b.Node && MapPainter.Form(a) == MapPainter.Form(b);

    // From the rectangle's −1…1 to the window's.
    private static Matrix4x4 ToWindow(Vector4 rect, in Viewport viewport)
    {
        var matrix = Matrix4x4.Identity;
        (matrix.M11, matrix.M22) = (rect.Z / viewport.Width, rect.W / viewport.Height);
        matrix.M41 = (2 * rect.X + rect.Z) / viewport.Width - 1;
        matrix.M42 = 1 - (2 * rect.Y + rect.W) / viewport.Height;
        return matrix;
    }

    private static string[] Defines(int form) => [.. MapPainter.Defines(form), "IN_SPACE"];
}
