using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The row of stages from left to right, each with a small picture of what leaves it; here stages come, go and move.</summary>
internal sealed class StagesPanel(LabState lab) : IOverlay
{
    private const float ArrowWidth = 16, PlusWidth = 24, OfferWidth = 216, WidestChip = 210;

    private static readonly Chord[] s_save = [new(Key.S, Modifiers.Ctrl)];

    private static readonly string[] s_offers = ["filter", "activation", "pooling"];

    private static readonly string[] s_offerTips =
    [
        "Adds another filter behind the chosen stage.",
        "Adds an activation behind the chosen stage.",
        "Adds a pooling behind the chosen stage.",
    ];

    private readonly StageHandle _handle = new(lab);
    private readonly StageChip _chip = new(lab);

    public string Name => "stages";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var (list, row) = (scene.List, lab.Row);
        var panel = ((LabLayout)view.Layout).Stages;
        list.Box(panel, Theme.Panel, Theme.Radius, Theme.Border);
        list.Begin(panel);
        var room = panel.Inset(6, 4);
        room = KeyButtons.Draw(scene, room with { Width = room.Width - 4 }, s_save, signs: room.Width < 800);
        bool offers = lab.Offers && !row.IsFull;
        float end = offers ? OfferWidth : PlusWidth;
        int count = row.Stages.Length + 1;
        float width = Math.Min(WidestChip, (room.Width - end - 4 - count * ArrowWidth) / count);
        var (columns, rows) = lab.Row.SizeFor(scene.FrameSize.Width, scene.FrameSize.Height);
        var graph = lab.Run.On(scene);
        for (int i = -1; i < row.Stages.Length; i++)
        {
            if (i >= 0)
                (columns, rows) = (row.Stages[i].SizeOf(columns).Output, row.Stages[i].SizeOf(rows).Output);
            var node = graph is null ? null : i < 0 ? graph.Picture
                : i < graph.Stages.Length && graph.Row.Stages[i].HasShapeOf(row.Stages[i]) ? graph.Stages[i].Output : null;
            _chip.Draw(scene, room.Left(width, out room), _handle, i, node, (columns, rows));
            list.Text(room.Left(ArrowWidth, out room), TextStyle.Label.Centred, "→");
        }
        if (offers)
            DrawOffers(scene, room.Left(OfferWidth, out room));
        else
            DrawPlus(scene, room.Left(PlusWidth, out room));
    }

    private void DrawPlus(Scene scene, Rect place)
    {
        place = place with { Y = place.CentreY - 12, Height = 24 };
        bool full = lab.Row.IsFull, hover = !full && place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        scene.List.Fill(place, hover ? Theme.ButtonHover : Theme.Button, 12, full ? 0 : Theme.Edge);
        scene.List.Text(place, TextStyle.Body.Centred.In(full ? Theme.Fade(Theme.Secondary, 0.5f) : Theme.Text), "+");
        scene.List.Hot(place, _handle, full ? "The row has four stages, which is the most; take one out first (Delete)."
            : "Adds a stage to the row: a filter, an activation or a pooling (Insert).", StageHandle.Plus);
    }

    private void DrawOffers(Scene scene, Rect place)
    {
        place = place with { Y = place.CentreY - 12, Height = 24 };
        for (int i = 0; i < s_offers.Length; i++)
        {
            float width = MathF.Ceiling(scene.Fonts.Measure(s_offers[i], Theme.Label)) + 18;
            var pill = place.Left(width, out place, 4);
            bool hover = pill.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
            scene.List.Fill(pill, hover ? Theme.ButtonHover : Theme.Button, 12, Theme.Accent);
            scene.List.Text(pill, TextStyle.Value.Centred, s_offers[i]);
            scene.List.Hot(pill, _handle, s_offerTips[i], StageHandle.Offer, i);
        }
        var close = place.Left(20, out _);
        scene.List.Text(close, TextStyle.Label.Centred, "✕");
        scene.List.Hot(close, _handle, "Adds nothing.", StageHandle.Plus);
    }
}
