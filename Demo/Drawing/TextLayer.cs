using System.Numerics;
using Cnn;
using Demo.Ui;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace Demo.Drawing;

/// <summary>
/// The texts, lines and buttons over the maps, drawn by Skia on the same GL context into a texture. Only groups that
/// changed since the last frame are drawn again: on most frames Skia does nothing.
/// </summary>
internal sealed class TextLayer : IDisposable
{
    private const int Square = 8;

    private static readonly bool[] ClearThenDraw = [true, false];

    private readonly GL _gl;
    private readonly GRGlInterface _interface;
    private readonly GRContext _skia;
    private readonly ShapePainter _painter;
    private readonly DrawProgram _program;
    private readonly InstanceBuffer<Vector4> _runs;
    private readonly List<Group> _drawn = [];
    private readonly List<Rect> _gone = [];
    private bool[] _used = [], _changed = [];
    private uint _texture;
    private SKSurface? _surface;
    private Viewport _size;

    public TextLayer(GL gl, DrawShaders shaders, Func<string, nint> getProcAddress, Fonts fonts)
    {
        _gl = gl;
        // Under GLX, Skia calls the EGL entry points that it finds, and crashes: hide them.
        _interface = GRGlInterface.CreateOpenGl(name => name.StartsWith("egl", StringComparison.Ordinal) ? 0 : getProcAddress(name))
            ?? throw new CnnException("Skia does not accept this OpenGL context");
        _skia = GRContext.CreateGl(_interface) ?? throw new CnnException("Skia does not start on this OpenGL context");
        // Glyphs and a few paths; what Skia would keep for later is bounded.
        _skia.SetResourceCacheLimit(24 << 20);
        _painter = new ShapePainter(fonts);
        _program = shaders.Link(["layer.vert.glsl", "layer.frag.glsl"]);
        _runs = new InstanceBuffer<Vector4>(gl, [(4, VertexAttribPointerType.Float, 0)]);
    }

    /// <summary>How many groups the last <see cref="Update"/> drew.</summary>
    public int Redrawn { get; private set; }

    /// <summary>Brings the texture up to date. Changes GL state; the caller sets its own again.</summary>
    public void Update(DrawList list, in Viewport viewport)
    {
        bool all = Resize(viewport);
        if (all)
            _drawn.Clear();
        MarkChanged(list.Groups);
        _drawn.Clear();
        _drawn.AddRange(list.Groups);
        if (Redrawn == 0 && _gone.Count == 0)
            return;
        _skia.ResetContext();
        var canvas = _surface!.Canvas;
        if (all)
            canvas.Clear(SKColors.Transparent);
        foreach (var clip in _gone)
            _painter.Clear(canvas, clip, viewport.Scale);
        foreach (bool clear in ClearThenDraw)
            for (int i = 0; i < list.Groups.Length; i++)
                if (_changed[i] && clear && !all)
                    _painter.Clear(canvas, list.Groups[i].Clip, viewport.Scale);
                else if (_changed[i] && !clear)
                    _painter.Draw(canvas, list, list.Groups[i], viewport.Scale);
        _surface.Flush(true);
        FindRuns(list, viewport);
    }

    /// <summary>Lays the texture over what was drawn, where there is something on it.</summary>
    public void Draw(in Viewport viewport)
    {
        _program.Use();
        _gl.ActiveTexture(TextureUnit.Texture0);
        _gl.BindTexture(TextureTarget.Texture2D, _texture);
        _gl.Uniform1(_program["layer"], 0);
        _gl.Uniform2(_program["viewport"], viewport.Width, (float)viewport.Height);
        _runs.Upload();
        _runs.Draw(0, _runs.Count);
    }

    public void Dispose()
    {
        _surface?.Dispose();
        _painter.Dispose();
        _skia.Dispose();
        _interface.Dispose();
        _program.Dispose();
        _runs.Dispose();
        _gl.DeleteTexture(_texture);
    }

    // Most of the layer is empty, and blending nothing costs as much as blending something: the screen is divided into
    // squares, those that shapes touch are marked, and neighbours in a row are joined to one quad.
    private void FindRuns(DrawList list, in Viewport viewport)
    {
        int across = (viewport.Width + Square - 1) / Square, down = (viewport.Height + Square - 1) / Square;
        if (_used.Length != across * down)
            _used = new bool[across * down];
        Array.Clear(_used);
        foreach (ref readonly var group in list.Groups)
            foreach (ref readonly var shape in list.Shapes(group))
            {
                var bounds = _painter.Bounds(shape, list.TextOf(group, shape));
                int left = Index(bounds.X, across), right = Index(bounds.Right, across);
                int top = Index(bounds.Y, down), bottom = Index(bounds.Bottom, down);
                for (int y = top; y <= bottom; y++)
                    _used.AsSpan(y * across + left, right - left + 1).Fill(true);
            }
        _runs.Clear();
        for (int y = 0; y < down; y++)
            for (int x = 0, end; x < across; x = end + 1)
            {
                for (end = x; end < across && _used[y * across + end]; end++) { }
                if (end > x)
                    _runs.Add(new Vector4(x, y, end - x, 1) * Square);
            }

        int Index(float logical, int count) => Math.Clamp((int)MathF.Floor(logical * _size.Scale / Square), 0, count - 1);
    }

    // Groups that are as they were, in their order, are kept, whatever came and went between them; but a group is wiped before it
    // is drawn again, and so is what lies over or under it or over one that went.
    private void MarkChanged(ReadOnlySpan<Group> groups)
    {
        if (_changed.Length < groups.Length)
            _changed = new bool[groups.Length * 2];
        Redrawn = 0;
        _gone.Clear();
        int next = 0;
        for (int i = 0; i < groups.Length; i++)
        {
            int same = next;
            while (same < _drawn.Count && (_drawn[same].Hash, _drawn[same].Clip) != (groups[i].Hash, groups[i].Clip))
                same++;
            if (_changed[i] = same == _drawn.Count)
            {
                Redrawn++;
                continue;
            }
            for (; next < same; next++)
                _gone.Add(_drawn[next].Clip);
            next = same + 1;
        }
        for (; next < _drawn.Count; next++)
            _gone.Add(_drawn[next].Clip);
        for (int before = -1; before != Redrawn;)
        {
            before = Redrawn;
            for (int i = 0; i < groups.Length; i++)
                if (!_changed[i] && IsTouched(groups, groups[i].Clip))
                {
                    _changed[i] = true;
                    Redrawn++;
                }
        }
    }

    private bool IsTouched(ReadOnlySpan<Group> groups, in Rect clip)
    {
        foreach (var gone in _gone)
            if (clip.Overlaps(gone))
                return true;
        for (int k = 0; k < groups.Length; k++)
            if (_changed[k] && clip.Overlaps(groups[k].Clip))
                return true;
        return false;
    }

    private bool Resize(in Viewport viewport)
    {
        if (_surface is not null && (_size.Width, _size.Height, _size.Scale) == (viewport.Width, viewport.Height, viewport.Scale))
            return false;
        _size = viewport;
        _surface?.Dispose();
        _gl.DeleteTexture(_texture);
        _texture = _gl.GenTexture();
        _gl.BindTexture(TextureTarget.Texture2D, _texture);
        _gl.TexStorage2D(TextureTarget.Texture2D, 1, SizedInternalFormat.Rgba8, (uint)viewport.Width, (uint)viewport.Height);
        _skia.ResetContext();
        using var wrapped = new GRBackendTexture(viewport.Width, viewport.Height, false,
            new GRGlTextureInfo((uint)TextureTarget.Texture2D, _texture, (uint)SizedInternalFormat.Rgba8));
        _surface = SKSurface.Create(_skia, wrapped, GRSurfaceOrigin.TopLeft, SKColorType.Rgba8888)
            ?? throw new CnnException($"Skia cannot draw to a texture of {viewport.Width}×{viewport.Height}");
        return true;
    }
}
