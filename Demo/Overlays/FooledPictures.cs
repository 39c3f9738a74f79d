using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The picture, a change, and both together, with what the network says: in the tour's last step.</summary>
internal static class FooledPictures
{
    private const float Line = 16, Sign = 12, Largest = 96;

    /// <summary>How high they are at a width.</summary>
    public static float HeightIn(float width) => Side(width) + 3 * Line;

    public static void Draw(Scene scene, in Rect room)
    {
        var (list, fooling) = (scene.List, scene.Tour.Fooling);
        float side = Side(room.Width), column = (room.Width - 2 * Sign) / 3;
        var answer = fooling.Answer;
        ReadOnlySpan<char> signs = "+=";
        for (int i = 0; i < 3; i++)
        {
            var place = new Rect(room.X + i * (column + Sign), room.Y, column, room.Height);
            var picture = new Rect(place.CentreX - side / 2, place.Y, side, side);
            if (i > 0)
                list.Text(new Rect(place.X - Sign, picture.Y, Sign, side), TextStyle.Body.Centred, signs.Slice(i - 1, 1));
            if (answer is not null)
                list.Image(picture, i == 0 ? answer.Original : i == 1 ? answer.Change : answer.Fooled);
            else
                list.Fill(picture, Theme.Track, 4);
            if (answer is not null)
                DrawSaid(scene, new Rect(place.X, picture.Bottom, place.Width, 2 * Line), answer, i);
        }
        var line = room.BottomSlice(Line, out _);
        if (fooling.Fault.Length > 0)
            list.Text(line, TextStyle.Label.In(Theme.Warning).Cut, fooling.Fault);
        else if (fooling.IsBusy)
            list.Text(line, TextStyle.Label.Cut, scene.Lessons["tour.fooled.busy"]);
        else if (answer is { IsFooled: false })
            list.Text(line, TextStyle.Label.Cut, scene.Lessons["tour.fooled.not"]);
    }

    private static void DrawSaid(Scene scene, in Rect lines, Demo.Explaining.FooledAnswer answer, int which)
    {
        var first = lines.Top(Line, out var second);
        if (which == 1)
        {
            scene.List.Text(first, TextStyle.Label.Centred, $"± {answer.Share * 100:0.0} %");
            return;
        }
        var (label, share) = which == 0 ? answer.From : answer.To;
        bool wrong = which == 2 && answer.IsFooled;
        scene.List.Text(first, TextStyle.Value.Strong.Centred.Cut.In(wrong ? Theme.Warning : Theme.Text), label);
        scene.List.Text(second, TextStyle.Label.Centred, $"{share * 100:0.0} %");
    }

    private static float Side(float width) => Math.Min(Largest, (width - 2 * Sign) / 3 - 2);
}
