using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>The learning rate, dragged on a logarithmic scale or turned with the wheel; it acts with the next step.</summary>
internal sealed class RateSlider(LearnState state) : Handle
{
    // Powers of ten.
    private const double Least = -5, Most = 0;

    /// <summary>Draws the slider.</summary>
    public void Draw(Scene scene, in Rect room)
    {
        float share = (float)Math.Clamp((Math.Log10(state.Rate) - Least) / (Most - Least), 0, 1);
        var track = new Rect(room.X, room.CentreY - 2, room.Width, 4);
        scene.List.Fill(track, Theme.Track, 2);
        scene.List.Fill(track with { Width = track.Width * share }, Theme.Accent, 2);
        scene.List.Disc(track.X + track.Width * share, track.CentreY, 5, Theme.Text);
        scene.List.Hot(room.Inset(-4, 0), this, "How far each step goes, from 0.00001 to 1: it acts at once; too far, and the loss grows.");
    }

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => Set(spot, at);

    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to) => Set(spot, to);

    public override int Slides => 1;

    public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) =>
        state.SetRate(state.Rate * Math.Pow(1.25, notches));

    private void Set(in HotSpot spot, Vector2 at)
    {
        double share = Math.Clamp((at.X - spot.Rect.X - 4) / (spot.Rect.Width - 8), 0, 1);
        // Two digits: what is dragged to can be read.
        double rate = Math.Pow(10, Least + share * (Most - Least)), digit = Math.Pow(10, Math.Floor(Math.Log10(rate)) - 1);
        state.SetRate(Math.Round(rate / digit) * digit);
    }
}
