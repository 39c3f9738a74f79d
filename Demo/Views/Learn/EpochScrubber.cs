using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>Goes back over the epochs: kernels, maps and mistakes are those of then, while the training goes on.</summary>
internal sealed class EpochScrubber(LearnState state) : Handle
{
    private const float TextWidth = 58;

    /// <summary>Draws the track with a mark for each epoch that was kept; its right end is now.</summary>
    public void Draw(Scene scene, Rect room)
    {
        var text = room.RightSlice(TextWidth, out room, 6);
        int count = state.Run?.Epochs.Length ?? 0;
        var track = room.Inset(5, 0);
        scene.List.Fill(track with { Y = track.CentreY - 2, Height = 4 }, Theme.Track, 2);
        for (int i = 0; i < count; i++)
            scene.List.Fill(new Rect(XOf(track, i, count) - 0.5f, track.CentreY - 4, 1, 8), Theme.Edge);
        int at = state.Kept is { } kept ? state.Run!.Epochs.IndexOf(kept) : count;
        scene.List.Disc(XOf(track, at, count), track.CentreY, 5, state.Epoch is null ? Theme.Time : Theme.Text);
        if (state.Epoch is { } epoch)
            scene.List.Text(text, TextStyle.Value.Right, $"epoch {epoch}");
        else
            scene.List.Text(text, TextStyle.Label.Right, "now");
        scene.List.Hot(room, this, "Goes back to the weights of an epoch (J, K); the right end is now.");
    }

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => Set(spot, at);

    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to) => Set(spot, to);

    public override int Slides => -1;

    public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => state.GoTo(-Math.Sign(notches));

    private static float XOf(in Rect track, int index, int count) => track.X + track.Width * (count == 0 ? 1 : (float)index / count);

    private void Set(in HotSpot spot, Vector2 at)
    {
        if (state.Run is not { Epochs: { Length: > 0 } epochs })
            return;
        var track = spot.Rect.Inset(5, 0);
        int index = (int)Math.Round(Math.Clamp((at.X - track.X) / track.Width, 0, 1) * epochs.Length);
        state.Epoch = index == epochs.Length ? null : epochs[index].Epoch;
    }
}
