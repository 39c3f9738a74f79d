using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cnn;
using Demo.Platform;

namespace Demo.Ui;

/// <summary>
/// Everything one frame shows, as data: panels and overlays write it, the painter draws it, tests measure it. Boxes,
/// pictures and maps lie under the shapes and texts. Reused from frame to frame, so that filling it allocates nothing.
/// </summary>
internal sealed class DrawList
{
    private readonly List<BoxItem> _boxes = [];
    private readonly List<PictureItem> _pictures = [];
    private readonly List<BackdropItem> _backdrops = [];
    private readonly List<MapItem> _maps = [], _differences = [];
    private readonly List<GivenValue> _given = [];
    private readonly List<ShapeItem> _shapes = [];
    private readonly List<Group> _groups = [];
    private readonly List<HotSpot> _hotSpots = [];
    private readonly List<Thumbnail> _thumbnails = [];
    private char[] _chars = new char[4096];
    private int _charCount;
    private int _groupFirst, _groupFirstChar;
    private Rect _clip;
    private bool _floating;

    public ReadOnlySpan<BoxItem> Boxes => CollectionsMarshal.AsSpan(_boxes);

    public ReadOnlySpan<PictureItem> Pictures => CollectionsMarshal.AsSpan(_pictures);

    public ReadOnlySpan<BackdropItem> Backdrops => CollectionsMarshal.AsSpan(_backdrops);

    public ReadOnlySpan<MapItem> Maps => CollectionsMarshal.AsSpan(_maps);

    /// <summary>Maps whose values are differences from the reference instead of activations.</summary>
    public ReadOnlySpan<MapItem> Differences => CollectionsMarshal.AsSpan(_differences);

    /// <summary>Values of maps that no network of the window computes.</summary>
    public ReadOnlySpan<GivenValue> GivenValues => CollectionsMarshal.AsSpan(_given);

    /// <summary>What lies in space.</summary>
    public SpaceList Space { get; } = new();

    public ReadOnlySpan<Group> Groups => CollectionsMarshal.AsSpan(_groups);

    public ReadOnlySpan<HotSpot> HotSpots => CollectionsMarshal.AsSpan(_hotSpots);

    public ReadOnlySpan<ShapeItem> Shapes(in Group group) => CollectionsMarshal.AsSpan(_shapes).Slice(group.First, group.Count);

    public ReadOnlySpan<char> TextOf(in Group group, in ShapeItem item) => _chars.AsSpan(group.FirstChar + item.Text, item.Length);

    /// <summary>What a shape shows that is a picture; else null.</summary>
    public Thumbnail? ThumbnailOf(in ShapeItem item) => item.Kind == ShapeKind.Image ? _thumbnails[item.Flags] : null;

    /// <summary>A number for all that a shape looks like, wherever it stands in the list.</summary>
    public ulong HashOf(in Group group, in ShapeItem item)
    {
        var shape = item with { Text = 0 };
        return Mix(Mix(14695981039346656037, MemoryMarshal.AsBytes(new ReadOnlySpan<ShapeItem>(in shape))),
            MemoryMarshal.AsBytes(TextOf(group, item)));
    }

    /// <summary>Forgets the last frame.</summary>
    public void Reset()
    {
        _boxes.Clear();
        _pictures.Clear();
        _backdrops.Clear();
        _maps.Clear();
        _differences.Clear();
        _given.Clear();
        _shapes.Clear();
        _groups.Clear();
        _hotSpots.Clear();
        _thumbnails.Clear();
        Space.Clear();
        _charCount = _groupFirst = _groupFirstChar = 0;
    }

    /// <summary>Begins a group of shapes that are cut off at <paramref name="clip"/>; ends the one before.</summary>
    public void Begin(in Rect clip, bool floating = false)
    {
        End();
        _clip = clip;
        _floating = floating;
    }

    /// <summary>Ends the last group.</summary>
    public void End()
    {
        if (_shapes.Count > _groupFirst)
            _groups.Add(new Group(_clip, _floating, _groupFirst, _shapes.Count - _groupFirst, _groupFirstChar));
        _groupFirst = _shapes.Count;
        _groupFirstChar = _charCount;
    }

    public void Box(in Rect rect, uint fill, float radius = 0, uint border = 0) => _boxes.Add(new BoxItem(rect, fill, border, radius));

    public void Picture(in Rect rect, float u0 = 0, float v0 = 0, float u1 = 1, float v1 = 1) =>
        _pictures.Add(new PictureItem(rect, u0, v0, u1, v1));

    public void Map(
        in Rect rect, Node node, int channel, ColourMap colours, RangeOf range, float opacity = 1, MapShape shape = MapShape.Cells) =>
        _maps.Add(new MapItem(rect, node, channel, colours, range, opacity, shape, Rect.Unit));

    /// <summary>As much of a map as lies inside <paramref name="clip"/>, in the colours of another node's range.</summary>
    public void Map(in Rect rect, in Rect clip, Node node, Node scale, int channel, ColourMap colours, RangeOf range, MapShape shape)
    {
        var visible = rect.Intersect(clip);
        if (visible is { Width: > 0, Height: > 0 })
            _maps.Add(new MapItem(visible, node, channel, colours, range, 1, shape, visible.Within(rect)) { Scale = scale });
    }

    /// <summary>Brings the value of a node that is drawn as a map, where the network does not compute it.</summary>
    public void Given(Node node, Tensor value, long version) => _given.Add(new GivenValue(node, value, version));

    /// <summary>As much of a map as lies inside <paramref name="clip"/>.</summary>
    public void Map(in Rect rect, in Rect clip, Node node, int channel, ColourMap colours, RangeOf range, float opacity, MapShape shape)
    {
        var visible = rect.Intersect(clip);
        if (visible is { Width: > 0, Height: > 0 })
            _maps.Add(new MapItem(visible, node, channel, colours, range, opacity, shape, visible.Within(rect)));
    }

    /// <summary>A map where that lies on a picture which the network saw.</summary>
    public void Map(in Sight sight, Node node, int channel, ColourMap colours, RangeOf range, float opacity, MapShape shape)
    {
        var visible = sight.Seen.Intersect(sight.Picture);
        if (visible is { Width: > 0, Height: > 0 })
            _maps.Add(new MapItem(visible, node, channel, colours, range, opacity, shape, sight.Within(visible)));
    }

    /// <summary>What lies behind the thing that a mask of the picture holds.</summary>
    public void Behind(in Sight sight, Node mask, Backdrop backdrop)
    {
        var visible = sight.Seen.Intersect(sight.Picture);
        if (visible is { Width: > 0, Height: > 0 })
            _backdrops.Add(new BackdropItem(visible, mask, backdrop, sight.Within(visible), visible.Within(sight.Picture)));
    }

    /// <summary>As much of a map of differences as lies inside <paramref name="clip"/>.</summary>
    public void Difference(in Rect rect, in Rect clip, Node node, int channel, RangeOf range, MapShape shape)
    {
        var visible = rect.Intersect(clip);
        if (visible is { Width: > 0, Height: > 0 })
            _differences.Add(new MapItem(visible, node, channel, ColourMap.Turbo, range, 1, shape, visible.Within(rect)));
    }

    /// <summary>One line of text, vertically in the middle of the rectangle.</summary>
    public void Text(in Rect rect, in TextStyle style, [InterpolatedStringHandlerArgument("")] ref Line line) =>
        AddText(rect, style, line.Start);

    /// <summary>One line of text, vertically in the middle of the rectangle.</summary>
    public void Text(in Rect rect, in TextStyle style, ReadOnlySpan<char> text)
    {
        int start = _charCount;
        Append(text);
        AddText(rect, style, start);
    }

    public void Fill(in Rect rect, uint colour, float radius = 0, uint border = 0, float line = 1) =>
        _shapes.Add(new ShapeItem { Kind = ShapeKind.Box, Rect = rect, Colour = colour, Colour2 = border, A = radius, B = line });

    public void Outline(in Rect rect, uint colour, float radius = 0, float line = 1) => Fill(rect, 0, radius, colour, line);

    public void Segment(float x0, float y0, float x1, float y1, uint colour, float width = 1) =>
        _shapes.Add(new ShapeItem { Kind = ShapeKind.Line, Rect = new Rect(x0, y0, x1 - x0, y1 - y0), Colour = colour, A = width });

    public void Curve(float x0, float y0, float x1, float y1, uint colour, float width = 1) =>
        _shapes.Add(new ShapeItem { Kind = ShapeKind.Curve, Rect = new Rect(x0, y0, x1 - x0, y1 - y0), Colour = colour, A = width });

    public void Disc(float x, float y, float radius, uint colour, uint border = 0, float line = 1) =>
        _shapes.Add(new ShapeItem
        {
            Kind = ShapeKind.Disc,
            Rect = new Rect(x, y, 0, 0),
            Colour = colour,
            Colour2 = border,
            A = radius,
            B = line,
        });

    /// <summary>A small picture among the shapes.</summary>
    public void Image(in Rect rect, Thumbnail thumbnail)
    {
        _shapes.Add(new ShapeItem
        {
            Kind = ShapeKind.Image,
            Rect = rect,
            A = BitConverter.Int32BitsToSingle(thumbnail.Id),
            Flags = _thumbnails.Count,
        });
        _thumbnails.Add(thumbnail);
    }

    /// <summary>A place that takes the mouse.</summary>
    public void Hot(in HotSpot spot) => _hotSpots.Add(spot);

    /// <summary>A place with a behaviour of its own.</summary>
    public void Hot(in Rect rect, Handle handle, string tip, int a = 0, int b = 0) =>
        _hotSpots.Add(new HotSpot(rect, HotKind.Own, default, a, b, tip, handle));

    public void Hot(in Rect rect, HotKind kind, string tip, Chord key = default, int a = 0, int b = 0) =>
        _hotSpots.Add(new HotSpot(rect, kind, key, a, b, tip));

    private void AddText(in Rect rect, in TextStyle style, int start) => _shapes.Add(new ShapeItem
    {
        Kind = ShapeKind.Text,
        Rect = rect,
        Colour = style.Colour,
        A = style.Size,
        Text = start - _groupFirstChar,
        Length = _charCount - start,
        Flags = (int)style.Align | (style.Bold ? 4 : 0) | (style.MayCut ? 8 : 0),
    });

    private void Append(ReadOnlySpan<char> text)
    {
        while (_charCount + text.Length > _chars.Length)
            Array.Resize(ref _chars, _chars.Length * 2);
        text.CopyTo(_chars.AsSpan(_charCount));
        _charCount += text.Length;
    }

    // FNV-1a over 64-bit words: quick, and a missed change would need equal hashes of two successive frames.
    internal static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
            hash = (hash ^ word) * 1099511628211 ^ hash >> 29;
        foreach (byte last in bytes[(bytes.Length & ~7)..])
            hash = (hash ^ last) * 1099511628211;
        return hash;
    }

    /// <summary>Lets an interpolated string be written straight into the list, without a string in between.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Line
    {
        private readonly DrawList _list;

        public Line(int literalLength, int formattedCount, DrawList list)
        {
            _list = list;
            Start = list._charCount;
        }

        public int Start { get; }

        public void AppendLiteral(string text) => _list.Append(text);

        public void AppendFormatted(string? text) => _list.Append(text);

        public void AppendFormatted(ReadOnlySpan<char> text) => _list.Append(text);

        public void AppendFormatted<T>(T value, string? format = null) where T : ISpanFormattable
        {
            int written;
            while (!value.TryFormat(_list._chars.AsSpan(_list._charCount), out written, format, null))
                Array.Resize(ref _list._chars, _list._chars.Length * 2);
            // A minus sign is as wide as a digit; a hyphen would let columns of numbers jump.
            ref char first = ref _list._chars[_list._charCount];
            if (written > 1 && first == '-')
            {
                first = '−';
                // What rounds to nothing has no sign.
                var digits = _list._chars.AsSpan(_list._charCount + 1, written - 1);
                if (!digits.ContainsAnyExcept('0', '.'))
                {
                    digits.CopyTo(_list._chars.AsSpan(_list._charCount));
                    written--;
                }
            }
            _list._charCount += written;
        }
    }
}
