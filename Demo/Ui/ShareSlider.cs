using System.Numerics;
using Demo.Platform;

namespace Demo.Ui;

/// <summary>A number from 0 to 1 or less that is dragged, or turned with the wheel by a twentieth.</summary>
/// <param name="value">What it is at first.</param>
/// <param name="tip">One sentence.</param>
/// <param name="most">The largest that it can be.</param>
internal sealed class ShareSlider(float value, string tip, float most = 1) : Handle
{
    private const float Least = 0.05f, Step = 0.05f;

    public float Value { get; private set; } = value;

    /// <summary>Draws the slider.</summary>
    public void Draw(Scene scene, in Rect room)
    {
        var track = new Rect(room.X, room.CentreY - 2, room.Width, 4);
        scene.List.Fill(track, Theme.Track, 2);
        scene.List.Fill(track with { Width = track.Width * Value / most }, Theme.Accent, 2);
        scene.List.Disc(track.X + track.Width * Value / most, track.CentreY, 5, Theme.Text);
        scene.List.Hot(room.Inset(-4, 0), this, tip);
    }

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => Set(spot, at);

    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to) => Set(spot, to);

    public override int Slides => 1;

    public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => Set(Value + Step * Math.Sign(notches));

    private void Set(in HotSpot spot, Vector2 at) => Set((at.X - spot.Rect.X - 4) / (spot.Rect.Width - 8) * most);

    /// <summary>Takes a value, rounded to hundredths.</summary>
    public void Set(float to) => Value = Math.Clamp(MathF.Round(to * 100) / 100, Least, most);
}
