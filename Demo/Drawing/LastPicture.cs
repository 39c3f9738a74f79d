using System.Numerics;
using System.Runtime.InteropServices;
using Demo.Ui;

namespace Demo.Drawing;

/// <summary>What was drawn last of boxes, frames, backdrops and maps: tells where the next list makes another picture.</summary>
internal sealed class LastPicture
{
    // Values are told by where they lie and by their version: a map has none before its network's first run. What the network's range
    // is depends on which nodes are shown.
    private readonly record struct Values(MapItem Map, IActivations Of, long Version, uint Handle, int Beside);

    private readonly record struct Behind(BackdropItem Item, IActivations Of, long Version, uint Handle, long Frame);

    private readonly record struct Space(ulong Hash, IActivations Of);

    private readonly LastItems<BoxItem> _boxes = new();
    private readonly LastItems<Behind> _backdrops = new();
    private readonly LastItems<(PictureItem, long)> _pictures = new();
    private readonly LastItems<Space> _spaces = new();
    private readonly LastItems<Values> _maps = new(), _differences = new();

    /// <summary>Takes over what is to be drawn next.</summary>
    /// <param name="list">What it is made of.</param>
    /// <param name="viewport">Where it is drawn; the same as the last time, or all is drawn again.</param>
    /// <param name="activations">Whose values its maps show; null where maps are left out.</param>
    /// <param name="differences">Whose values its differences show.</param>
    /// <param name="frame">The frame's version, which its pictures show.</param>
    /// <param name="changed">Where it differs is added to this.</param>
    public void Replace(
        DrawList list, in Viewport viewport, IActivations? activations, IActivations? differences, long frame, Region changed)
    {
        // A bar that glides by less than a pixel looks the same.
        foreach (ref readonly var box in list.Boxes)
            _boxes.Add(viewport.Pixels(box.Rect), box with { Rect = default });
        foreach (ref readonly var picture in list.Pictures)
            _pictures.Add(viewport.Pixels(picture.Rect), (picture with { Rect = default }, frame));
        if (activations is not null)
            foreach (ref readonly var item in list.Backdrops)
                _backdrops.Add(viewport.Pixels(item.Rect), new Behind(
                    item with { Rect = default }, activations, activations.VersionOf(item.Mask),
                    activations.TryView(item.Mask, out var view) ? view.Place.Handle : 0, item.Backdrop == Backdrop.Blurred ? frame : 0));
        if (activations is not null)
            foreach (ref readonly var item in list.Space.Items)
                _spaces.Add(viewport.Pixels(item.Rect), new Space(HashOf(list.Space, item, activations), activations));
        Add(_maps, list.Maps, activations, viewport);
        Add(_differences, list.Differences, differences, viewport);
        _boxes.Compare(changed);
        _pictures.Compare(changed);
        _backdrops.Compare(changed);
        _spaces.Compare(changed);
        _maps.Compare(changed);
        _differences.Compare(changed);
    }

    // A number for all that is seen of it.
    private static ulong HashOf(SpaceList list, in SpaceItem item, IActivations activations)
    {
        var toClip = item.ToClip;
        ulong hash = DrawList.Mix(14695981039346656037, MemoryMarshal.AsBytes(new ReadOnlySpan<Matrix4x4>(in toClip)));
        hash = DrawList.Mix(hash, MemoryMarshal.AsBytes(list.Shapes(item)));
        foreach (ref readonly var shape in list.Shapes(item))
        {
            if (shape.Kind != SpaceKind.Map)
                continue;
            ref readonly var map = ref list.Maps[shape.Map];
            uint handle = activations.TryView(map.Node, map.ChannelRead, out var view) ? view.Place.Handle : 0;
            hash = DrawList.Mix(hash, MemoryMarshal.AsBytes<long>([map.GetHashCode(), activations.VersionOf(map.Node), handle]));
        }
        return hash;
    }

    private static void Add(LastItems<Values> items, ReadOnlySpan<MapItem> maps, IActivations? activations, in Viewport viewport)
    {
        if (activations is null)
            return;
        var nodes = new HashCode();
        foreach (ref readonly var map in maps)
            nodes.Add(map.Node);
        int all = nodes.ToHashCode();
        foreach (ref readonly var map in maps)
        {
            uint handle = activations.TryView(map.Node, map.ChannelRead, out var view) ? view.Place.Handle : 0;
            int beside = map.Range == RangeOf.Network ? all : 0;
            items.Add(
                viewport.Pixels(map.Rect),
                new Values(map with { Rect = default }, activations, activations.VersionOf(map.Node), handle, beside));
        }
    }
}
