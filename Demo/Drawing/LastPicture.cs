using System.Runtime.InteropServices;
using Demo.Ui;

namespace Demo.Drawing;

/// <summary>What was drawn last. As long as nothing of it changes, it need not be drawn again.</summary>
internal sealed class LastPicture
{
    private readonly List<BoxItem> _boxes = [], _snapped = [];
    private readonly List<PictureItem> _pictures = [];
    private readonly List<MapItem> _maps = [], _differences = [];
    private readonly List<Group> _groups = [];
    private (Viewport, int) _shown;
    private bool _known;

    /// <summary>The screen holds something else now.</summary>
    public void Forget() => _known = false;

    /// <summary>Takes over what is to be drawn next; whether that is another picture than the last one.</summary>
    /// <param name="list">What it is made of.</param>
    /// <param name="viewport">Where it is drawn.</param>
    /// <param name="activations">Whose values its maps show; null where maps are left out.</param>
    /// <param name="differences">Whose values its differences show.</param>
    public bool Replace(DrawList list, in Viewport viewport, IActivations? activations, IActivations? differences)
    {
        var values = new HashCode();
        if (activations is not null)
            Add(ref values, list.Maps, activations);
        if (differences is not null)
            Add(ref values, list.Differences, differences);
        var shown = (viewport, values.ToHashCode());
        bool changed = !_known || shown != _shown;
        (_known, _shown) = (true, shown);
        // Each of them is taken over, whatever the others were.
        changed |= ReplaceBoxes(list.Boxes, viewport);
        changed |= Replace(_pictures, list.Pictures);
        changed |= Replace(_maps, list.Maps);
        changed |= Replace(_differences, list.Differences);
        changed |= Replace(_groups, list.Groups);
        return changed;
    }

    // Values are told by where they lie and by their version: a map has none before its network's first run.
    private static void Add(ref HashCode values, ReadOnlySpan<MapItem> maps, IActivations activations)
    {
        values.Add(activations);
        values.Add(activations.Version);
        foreach (ref readonly var map in maps)
            values.Add(activations.TryView(map.Node, out var view) ? view.Handle : 0);
    }

    // A bar that glides by less than a pixel looks the same.
    private bool ReplaceBoxes(ReadOnlySpan<BoxItem> boxes, in Viewport viewport)
    {
        _snapped.Clear();
        foreach (ref readonly var box in boxes)
        {
            var pixels = viewport.Snap(box.Rect);
            _snapped.Add(box with { Rect = new Rect(pixels.X, pixels.Y, pixels.Z, pixels.W) });
        }
        return Replace(_boxes, CollectionsMarshal.AsSpan(_snapped));
    }

    private static bool Replace<T>(List<T> last, ReadOnlySpan<T> next)
    {
        if (CollectionsMarshal.AsSpan(last).SequenceEqual(next))
            return false;
        last.Clear();
        last.AddRange(next);
        return true;
    }
}
