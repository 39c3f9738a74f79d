using System.Numerics;

namespace Demo.Ui;

/// <summary>A place that keys can go to.</summary>
/// <param name="Spot">The place.</param>
/// <param name="At">Where in it the mouse would be: nothing else lies there.</param>
/// <param name="Panel">Which panel it lies in, counted in reading order.</param>
internal readonly record struct Place(HotSpot Spot, Vector2 At, int Panel);

/// <summary>The places of what is on the screen in reading order: for whoever has no mouse.</summary>
internal static class Places
{
    // Centres that are no further apart are of one row.
    private const float RowTolerance = 8;

    // Where something lies on its centre, so many points across and down are tried.
    private const int Tried = 7;

    /// <summary>Panel by panel from left to right, each from the top down; all that a mouse could reach.</summary>
    public static Place[] Of(DrawList list)
    {
        var spots = list.HotSpots;
        int first = 0;
        for (int i = 0; i < spots.Length; i++)
            if (spots[i].Kind == HotKind.Cover && spots[i].Rect is { X: 0, Y: 0 })
                first = i;
        Rect[] panels = first > 0 ? [] : PanelsOf(list);
        var places = new List<Place>();
        for (int i = first; i < spots.Length; i++)
            if (spots[i].Kind is not (HotKind.Tip or HotKind.Cover) && spots[i].Rect is { Width: > 0, Height: > 0 }
                && Free(spots, i) is { } at)
                places.Add(new Place(spots[i], at, Array.FindLastIndex(panels, panel => panel.Contains(at.X, at.Y))));
        return InRows(places);
    }

    /// <summary>The place that was last gone to, as it is on the screen now; null if it is gone.</summary>
    public static HotSpot? Current(Scene scene)
    {
        if (scene.State.Focus is not { } focus)
            return null;
        HotSpot? nearest = null;
        foreach (ref readonly var spot in scene.List.HotSpots)
            if (IsSame(spot, focus) && (nearest is not { } other || Apart(spot, focus) < Apart(other, focus)))
                nearest = spot;
        return nearest;
    }

    /// <summary>Goes to another place.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="by">1 for the next one, −1 for the one before.</param>
    /// <param name="panels">Whether to the first place of another panel.</param>
    public static void Step(Scene scene, int by, bool panels)
    {
        var places = Of(scene.List);
        if (places.Length == 0)
            return;
        int at = Current(scene) is { } current ? Array.FindIndex(places, place => place.Spot == current) : -1;
        int next = at < 0 ? (by > 0 ? 0 : places.Length - 1) : (at + by + places.Length) % places.Length;
        if (panels && at >= 0)
            while (next != at && places[next].Panel == places[at].Panel)
                next = (next + by + places.Length) % places.Length;
        if (panels)
            while (next > 0 && places[next - 1].Panel == places[next].Panel)
                next--;
        Go(scene, places[next]);
    }

    /// <summary>Goes to the nearest place in a direction, if there is one.</summary>
    public static void Step(Scene scene, in HotSpot from, Vector2 direction)
    {
        Place? best = null;
        float least = float.MaxValue;
        foreach (var place in Of(scene.List))
        {
            var way = Centre(place.Spot.Rect) - Centre(from.Rect);
            float along = Vector2.Dot(way, direction), aside = (way - along * direction).Length();
            if (place.Spot == from || along <= 1 || aside > along * 2 || along + 2 * aside >= least)
                continue;
            (best, least) = (place, along + 2 * aside);
        }
        if (best is { } found)
            Go(scene, found);
    }

    /// <summary>The topmost place there that reacts to more than resting on it or the wheel; −1 for none.</summary>
    public static int At(ReadOnlySpan<HotSpot> spots, float x, float y)
    {
        for (int i = spots.Length - 1; i >= 0; i--)
            if (!IsWheels(spots[i].Kind) && spots[i].Kind != HotKind.Tip && spots[i].Rect.Contains(x, y))
                return i;
        return -1;
    }

    /// <summary>Where a place can be clicked or turned; null where others hide it.</summary>
    public static Vector2? Free(ReadOnlySpan<HotSpot> spots, int index)
    {
        var rect = spots[index].Rect;
        if (IsFree(spots, index, Centre(rect)))
            return Centre(rect);
        for (int y = 0; y < Tried; y++)
            for (int x = 0; x < Tried; x++)
                if (new Vector2(rect.X + (x + 0.5f) / Tried * rect.Width, rect.Y + (y + 0.5f) / Tried * rect.Height) is var at
                    && IsFree(spots, index, at))
                    return at;
        return null;
    }

    // Where the wheel is meant, buttons may lie on it: it goes through them.
    private static bool IsFree(ReadOnlySpan<HotSpot> spots, int index, Vector2 at) =>
        At(spots, at.X, at.Y) is var top && (top == index
            || (IsWheels(spots[index].Kind) && (top < index || !Hides(spots[top], spots[index]))));

    private static bool Hides(in HotSpot above, in HotSpot below) => above.Rect.Contains(below.Rect);

    private static bool IsWheels(HotKind kind) => kind is HotKind.Scroll or HotKind.Kernels;

    private static void Go(Scene scene, in Place place)
    {
        scene.State.Focus = place.Spot;
        scene.State.Mouse = (place.At.X, place.At.Y);
        scene.State.Clicked = null;
    }

    // Bars at the top and the bottom, between them panels from left to right, each column from the top down.
    private static Rect[] PanelsOf(DrawList list)
    {
        var panels = new List<Rect>();
        foreach (ref readonly var box in list.Boxes)
            if (box.Fill == Theme.Bar || (box.Fill == Theme.Panel && box.Radius == Theme.Radius))
                panels.Add(box.Rect);
        float bottom = panels.Count == 0 ? 0 : panels.Max(panel => panel.Bottom);
        return
        [
            .. panels.OrderBy(panel => panel.Y <= 0 ? 0 : panel.Bottom >= bottom ? 2 : 1).ThenBy(panel => panel.X).ThenBy(panel => panel.Y),
        ];
    }

    private static Place[] InRows(List<Place> places)
    {
        var sorted = places.OrderBy(place => place.Panel).ThenBy(place => place.Spot.Rect.CentreY).ToArray();
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            for (next = first + 1; next < sorted.Length && sorted[next].Panel == sorted[first].Panel
                && sorted[next].Spot.Rect.CentreY - sorted[first].Spot.Rect.CentreY <= RowTolerance; next++) { }
            Array.Sort(sorted, first, next - first, Comparer<Place>.Create((a, b) => a.Spot.Rect.X.CompareTo(b.Spot.Rect.X)));
        }
        return sorted;
    }

    private static bool IsSame(in HotSpot a, in HotSpot b) => (a.Kind, a.Key, a.A, a.B, a.Handle) == (b.Kind, b.Key, b.A, b.B, b.Handle);

    private static float Apart(in HotSpot a, in HotSpot b) => Vector2.Distance(Centre(a.Rect), Centre(b.Rect));

    private static Vector2 Centre(in Rect rect) => new(rect.CentreX, rect.CentreY);
}
