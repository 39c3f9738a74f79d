using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The headline of a way to pool: a click makes it the row's.</summary>
internal sealed class PoolHead(LabState lab) : Handle
{
    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
    {
        if (lab.Run.Graph is { } graph)
            PoolChange.Choose(lab, graph.Pools.Ways[spot.A].Kind, app);
    }
}

/// <summary>The map that a way to pool yields: a click chooses the place.</summary>
internal sealed class PoolPlace(LabState lab) : Handle
{
    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => Choose(spot, at);

    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to) => Choose(spot, to);

    private void Choose(in HotSpot spot, Vector2 at)
    {
        if (lab.Run.Graph is not { } graph)
            return;
        var way = graph.Pools.Ways[spot.A];
        int columns = way.Value.Shape[3], rows = way.Value.Shape[2];
        PoolChange.PlaceAt(lab, graph, way.Kind is null ? 1 : graph.Pools.Window.Stride,
            Math.Clamp((int)((at.X - spot.Rect.X) / spot.Rect.Width * columns), 0, columns - 1),
            Math.Clamp((int)((at.Y - spot.Rect.Y) / spot.Rect.Height * rows), 0, rows - 1));
    }
}

/// <summary>How far the compared picture is moved, as a slider.</summary>
internal sealed class ShiftSlider(LabState lab) : Handle
{
    /// <summary>Draws the slider.</summary>
    public void Draw(Scene scene, in Rect room)
    {
        var track = new Rect(room.X, room.CentreY - 2, room.Width, 4);
        scene.List.Fill(track, Theme.Track, 2);
        scene.List.Segment(track.CentreX, track.CentreY - 5, track.CentreX, track.CentreY + 5, Theme.Secondary);
        float x = track.CentreX + lab.Run.Shift / (2f * LabShift.Most) * track.Width;
        scene.List.Disc(x, track.CentreY, 6, Theme.Accent, Theme.Panel);
        scene.List.Hot(room.Inset(-4, 0), this, "Moves the compared picture by up to 8 pixels to either side: drag it.");
    }

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => Set(spot, at, app);

    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to) => Set(spot, to, app);

    public override int Slides => 1;

    public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) =>
        lab.Run.SetShift(lab.Run.Shift + Math.Sign(notches), app);

    private void Set(in HotSpot spot, Vector2 at, IAppActions app)
    {
        int shift = (int)MathF.Round((at.X - spot.Rect.CentreX) / (spot.Rect.Width - 8) * 2 * LabShift.Most);
        if (shift != lab.Run.Shift)
            lab.Run.SetShift(shift, app);
    }
}
