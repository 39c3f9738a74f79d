using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What the network sees: the preprocessed picture from its own buffer, with the switches that change it.</summary>
internal sealed class SeesPanel : IOverlay
{
    // Made anew only for another network: they are asked for in every frame.
    private Network? _told;
    private string _size = "", _sizes = "";

    public string Name => "view";

    public Toggle? Toggle => Ui.Toggle.Sees;

    public void Draw(Scene scene, in View view)
    {
        var rect = view.Layout.Sees;
        if (rect.Height == 0)
            return;
        var input = scene.Network.Layers[0];
        var body = Widgets.Panel(scene, rect, "What the network sees", out var head);
        if (head.Width > 52)
            DrawSize(scene, head);
        var picture = PictureRect(scene, body);
        scene.List.Box(picture, 0xFF000000, 2);
        bool colour = input.Channels == 3;
        scene.List.Map(picture, input.Node, colour ? -1 : 0, ColourMap.Grey, RangeOf.Layer);
        body.Left(picture.Width, out var side, 10);
        DrawSwitches(scene, side);
        scene.List.Hot(picture, HotKind.Unit, "The numbers that enter the network, drawn from its input buffer.", Key.Unknown, 0, 0);
    }

    private void DrawSize(Scene scene, in Rect head)
    {
        var sizes = scene.Network.Parts.Preprocessing.Recipe?.Sizes ?? [];
        if (_told != scene.Network)
        {
            var input = scene.Network.Layers[0];
            (_told, _size) = (scene.Network, $"{input.Columns} × {input.Rows}");
            _sizes = "How large a picture the network takes: of a smaller one it has results more often, in a larger one it sees smaller "
                + $"things. There are {string.Join(", ", sizes)}.";
        }
        if (sizes.Length < 2)
            scene.List.Text(head, TextStyle.Label.Right, _size);
        else
            Widgets.Choice(
                scene, head.RightSlice(MathF.Ceiling(scene.Fonts.Measure(_size, Theme.Label)) + 12, out _), "", _size,
                new HotSpot(default, HotKind.Size, Key.Unknown, 0, 0, _sizes));
    }

    private static void DrawSwitches(Scene scene, Rect side)
    {
        var switches = scene.Network.Switches;
        float row = Math.Min(22, side.Height / Math.Max(switches.Length, 3));
        for (int i = 0; i < switches.Length; i++)
        {
            var line = side.Top(row, out side);
            var (choice, value) = (switches[i], scene.Network.Choices[i]);
            var spot = new HotSpot(default, HotKind.Switch, Key.Unknown, i, 0, choice.Tip);
            if (choice.Choices.Length == 2 && choice.Choices[1] == "on")
                Widgets.Toggle(scene, line, choice.Name, value == 1, spot);
            else
                Widgets.Choice(scene, line, choice.Name, choice.Choices[value], spot);
        }
    }

    private static Rect PictureRect(Scene scene, in Rect body)
    {
        var input = scene.Network.Layers[0];
        // The names of the switches need their room.
        float side = Math.Min(body.Height, Math.Min(body.Width * 0.5f, body.Width - 118));
        return new Rect(body.X, body.Y, side, body.Height).Fit(input.Columns, input.Rows) with { X = body.X, Y = body.Y };
    }
}
