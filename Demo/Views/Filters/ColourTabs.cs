using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>Chooses which of red, green and blue is taken apart.</summary>
internal sealed class ColourTabs(LabState lab) : Handle
{
    /// <summary>Draws one of them.</summary>
    public void Draw(Scene scene, in Rect rect, string letter, int channel)
    {
        bool lit = lab.Channel == channel;
        var box = rect.Inset(1, 1);
        scene.List.Fill(box, lit ? Theme.AccentFill : Theme.Button, 3, lit ? Theme.Accent : 0);
        scene.List.Text(box, TextStyle.Value.Centred, letter);
        scene.List.Hot(rect, this, "Takes red, green or blue apart.", channel);
    }

    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => lab.Channel = spot.A;
}
