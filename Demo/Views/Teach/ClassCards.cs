using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>A card for each class: its name, a button to hold while frames are recorded, and the frames, each to be deleted.</summary>
internal sealed class ClassCards : IOverlay
{
    private const float CardHeight = 112, Gap = 6, Picture = 40, PictureGap = 3, RecordWidth = 84;

    private static readonly Chord[] s_add = [TeachKeys.Add];

    private readonly TeachState _state;
    private readonly Scroll _scroll = new(1);
    private readonly CardHandle _handle;

    public ClassCards(TeachState state) => (_state, _handle) = (state, new CardHandle(state, _scroll));

    public string Name => "classes";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, ((TeachLayout)view.Layout).Cards, "Classes", out var head);
        KeyButtons.Draw(scene, head, s_add);
        scene.List.Hot(body, _handle, "", 0, (int)CardPart.Whole);
        int count = _state.Classes.Count;
        float height = Math.Clamp((body.Height + Gap) / Math.Max(1, count) - Gap, CardHeight, 200);
        int shown = Math.Max(1, (int)((body.Height + Gap) / (height + Gap)));
        _scroll.Fit(count, shown);
        if (_scroll.IsNeeded)
            Widgets.ScrollBar(scene, body.RightSlice(4, out body, 4), _scroll);
        for (int i = _scroll.Row; i < Math.Min(count, _scroll.Row + shown); i++)
            DrawCard(scene, body.Top(height, out body, Gap), i);
        if (count == 0)
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, "no class yet: add one");
    }

    private void DrawCard(Scene scene, in Rect card, int index)
    {
        var one = _state.Classes[index];
        bool records = _state.Recording == one;
        scene.List.Box(card, Theme.Zero, 6, records ? Theme.Record : Theme.Border);
        var body = card.Inset(8, 6);
        DrawHead(scene, body.Top(22, out body, 6), one, index);
        DrawRecord(scene, body.Left(RecordWidth, out body, Theme.Gap), index, records);
        DrawPictures(scene, body, one, index);
    }

    private void DrawHead(Scene scene, Rect line, TaughtClass one, int index)
    {
        var list = scene.List;
        var cap = line.Left(18, out line, 6) with { Y = line.CentreY - 9, Height = 18 };
        list.Outline(cap, Theme.Edge, 3);
        list.Text(cap, TextStyle.Label.Centred, $"{index + 1}");
        list.Hot(cap, HotKind.Tip, "The number key that records for this class while it is held down.");
        var remove = line.RightSlice(20, out line, 4);
        list.Text(remove, TextStyle.Label.Centred.In(Hovers(scene, remove) ? Theme.Text : Theme.Secondary), "✕");
        list.Hot(remove, _handle, "Removes the class with all its frames.", index, (int)CardPart.Remove);
        var count = line.RightSlice(62, out line, 4);
        if (one.Pending > 0)
            list.Text(count, TextStyle.Value.Right, $"{one.Examples.Count} + {one.Pending}");
        else
            list.Text(count, TextStyle.Value.Right, $"{one.Examples.Count}");
        list.Hot(count, HotKind.Tip, "How many frames were recorded, and how many of them are still being read.");
        if (scene.State.Entry is NameEntry entry && entry.Class == one)
        {
            list.Fill(line, Theme.AccentFill, 3, Theme.Accent);
            list.Text(line.Inset(6, 0), TextStyle.Body.Cut, $"{entry.Text}|");
        }
        else
        {
            if (Hovers(scene, line))
                list.Fill(line, Theme.ButtonHover, 3);
            list.Text(line.Inset(6, 0), TextStyle.Body.Cut, one.Name);
        }
        list.Hot(line, _handle, "Click to type another name; Enter takes it.", index, (int)CardPart.Name);
    }

    private void DrawRecord(Scene scene, Rect place, int index, bool records)
    {
        place = place with { Height = Math.Min(place.Height, 64) };
        uint fill = records ? Theme.RecordFill : Hovers(scene, place) ? Theme.ButtonHover : Theme.Button;
        scene.List.Fill(place, fill, 6, records ? Theme.Record : Theme.Edge);
        scene.List.Disc(place.CentreX, place.CentreY - 8, 7, Theme.Record);
        scene.List.Text(place with { Y = place.CentreY + 4, Height = 18 }, TextStyle.Value.Centred, records ? "recording" : "hold");
        scene.List.Hot(place, _handle, "Records frames for this class while it is held down.", index, (int)CardPart.Record);
    }

    // The newest first, whole rows of them.
    private void DrawPictures(Scene scene, Rect room, TaughtClass one, int index)
    {
        scene.List.Hot(room, _handle, "", index, (int)CardPart.Pictures);
        int count = one.Examples.Count;
        if (count == 0)
        {
            scene.List.Text(room.Top(Theme.Row, out _), TextStyle.Label.Cut, one.Pending > 0 ? "reading…" : "no frames yet");
            return;
        }
        int across = Math.Max(1, (int)((room.Width - 8 + PictureGap) / (Picture + PictureGap)));
        int rows = Math.Max(1, (int)((room.Height + PictureGap) / (Picture + PictureGap)));
        one.Scroll.Fit((count + across - 1) / across, rows);
        if (one.Scroll.IsNeeded)
        {
            var bar = room.RightSlice(4, out room, 4);
            Widgets.ScrollBar(scene, bar with { Height = rows * (Picture + PictureGap) - PictureGap }, one.Scroll);
        }
        int first = one.Scroll.Row * across;
        for (int i = first; i < Math.Min(count, first + rows * across); i++)
        {
            var (row, column) = Math.DivRem(i - first, across);
            var place = new Rect(room.X + column * (Picture + PictureGap), room.Y + row * (Picture + PictureGap), Picture, Picture);
            int example = count - 1 - i;
            scene.List.Image(place, one.Examples[example].Thumbnail);
            if (Hovers(scene, place))
            {
                scene.List.Fill(place, Theme.Fade(Theme.Background, 0.6f), 0, Theme.Record);
                scene.List.Text(place, TextStyle.Body.Centred, "✕");
            }
            scene.List.Hot(place, _handle, "A click deletes this frame.", index, (int)CardPart.Picture + example);
        }
    }

    private static bool Hovers(Scene scene, in Rect place) => place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
}
