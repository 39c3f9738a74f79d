using System.Numerics;
using Cnn;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Draws channels of activations straight from the buffers that the network wrote: no readback.</summary>
internal sealed class MapPainter : IDisposable
{
    private readonly record struct Instance(Vector4 Rect, Vector4 Part, int Channel, int Slot, int Layer, float Opacity);

    // Red, green and blue of each, 0…1.
    private static readonly float[] s_classes =
        [.. ClassColours.All.ToArray().SelectMany(c => new[] { c >> 16 & 255, c >> 8 & 255, c & 255 }).Select(byteOf => byteOf / 255f)];

    private readonly GL _gl;
    private readonly ActivationProgram _program;
    private readonly MapRanges _ranges;
    private readonly InstanceBuffer<Instance> _instances;
    private readonly List<(Node Node, int Form)> _shown = [];
    private readonly List<int> _read = [];

    public MapPainter(GL gl, DrawShaders shaders)
    {
        _gl = gl;
        _program = new ActivationProgram(gl, shaders, "map.vert.glsl", "map.frag.glsl");
        _ranges = new MapRanges(shaders.Version.HasCompute ? new DeviceRanges(gl, shaders) : new HostRanges(gl), shaders.MostTexels);
        _instances = new InstanceBuffer<Instance>(gl,
            (4, VertexAttribPointerType.Float, 0), (4, VertexAttribPointerType.Float, 16), (3, VertexAttribPointerType.Int, 32),
            (1, VertexAttribPointerType.Float, 44));
    }

    /// <summary>Before anything of a picture is drawn: computes what its colours need.</summary>
    public void Prepare(ReadOnlySpan<MapItem> maps, IActivations activations) => _ranges.Update(maps, activations);

    /// <summary>Whether a map hides all that lies under it in a part.</summary>
    public static bool Covers(ReadOnlySpan<MapItem> maps, IActivations activations, in Viewport viewport, in PixelRect part)
    {
        foreach (ref readonly var map in maps)
            if (map is { Opacity: >= 1, Shape: not MapShape.Disc, Colours: not (ColourMap.Heat or ColourMap.Veil) }
                && viewport.Pixels(map.Rect).Contains(part) && activations.TryView(map.Node, map.ChannelRead, out _))
                return true;
        return false;
    }

    /// <summary>Draws those that reach into a part, to which the rest is cut.</summary>
    public void Draw(ReadOnlySpan<MapItem> maps, IActivations activations, in Viewport viewport, in PixelRect part)
    {
        _instances.Clear();
        _shown.Clear();
        _read.Clear();
        foreach (ref readonly var map in maps)
        {
            if (!viewport.Pixels(map.Rect).Overlaps(part))
                continue;
            var (slot, layer) = _ranges.Slots(map);
            var seen = new Vector4(map.Part.X, map.Part.Y, map.Part.Right, map.Part.Bottom);
            _instances.Add(new Instance(viewport.Snap(map.Rect), seen, map.Channel, slot, layer, map.Opacity));
            _shown.Add((map.Node, Form(map)));
            _read.Add(map.ChannelRead);
            // All channels that a draw call shows are there before it.
            activations.TryView(map.Node, map.ChannelRead, out _);
        }
        if (_shown.Count == 0)
            return;
        _instances.Upload();
        _gl.ActiveTexture(TextureUnit.Texture0);
        _ranges.Bind();
        // Neighbours in the list that show the same node in the same form are one draw call.
        for (int first = 0, next; first < _shown.Count; first = next)
        {
            next = first + 1;
            while (next < _shown.Count && _shown[next] == _shown[first])
                next++;
            var (node, form) = _shown[first];
            if (!activations.TryView(node, _read[first], out var view))
                continue;
            var program = _program.Use(view, form, Defines);
            _gl.Uniform2(program["viewport"], viewport.Width, (float)viewport.Height);
            _gl.Uniform1(program["ranges"], 0);
            SetColours(_gl, program);
            _instances.Draw(first, next - first);
        }
    }

    public void Dispose()
    {
        _program.Dispose();
        _ranges.Dispose();
        _instances.Dispose();
    }

    /// <summary>The colours that are not compiled in.</summary>
    public static void SetColours(GL gl, DrawProgram program)
    {
        if (ReferenceEquals(program.Look, Theme.Shown))
            return;
        program.Look = Theme.Shown;
        SetColour(gl, program["below"], Theme.Below);
        SetColour(gl, program["zero"], Theme.Zero);
        SetColour(gl, program["above"], Theme.Above);
        SetColour(gl, program["veil"], Theme.Veil);
        gl.Uniform3(program["classes"], s_classes);
    }

    private static void SetColour(GL gl, int uniform, uint colour) =>
        gl.Uniform3(uniform, (colour >> 16 & 255) / 255f, (colour >> 8 & 255) / 255f, (colour & 255) / 255f);

    /// <summary>
    /// Colours, shape, whether three channels are one picture, the range, and the palette of heat, as a number: 16, 4, 2, 8 and 16
    /// possibilities.
    /// </summary>
    public static int Form(in MapItem map) => (int)map.Colours | (int)map.Shape << 4 | (map.Channel < 0 ? 64 : 0) | (int)map.Range << 7
        | (map.Colours == ColourMap.Heat ? (int)Theme.Shown.Heat : (int)map.Colours) << 10;

    /// <summary>What a form's program is compiled with.</summary>
    public static string[] Defines(int form) =>
    [
        $"COLOURS {form & 15}",
        $"POLYNOMIAL(t) {Palette.Glsl((ColourMap)(form >> 10))}",
        $"CLASSES {ClassColours.All.Length}",
        $"CLASS_SHADES {ClassColours.Shades}",
        FormattableString.Invariant($"CLASS_STEP {ClassColours.Step}"),
        (MapShape)(form >> 4 & 3) switch { MapShape.Smooth => "SMOOTH", MapShape.Disc => "DISC", _ => "CELLS" },
        (form & 64) != 0 ? "PICTURE" : "MAP",
        (RangeOf)(form >> 7 & 7) switch
        {
            RangeOf.Picture => "USUAL_RANGE",
            RangeOf.Network => "NETWORK_RANGE",
            RangeOf.Map or RangeOf.Own => "STRETCHED",
            _ => "OWN_RANGE",
        },
    ];
}
