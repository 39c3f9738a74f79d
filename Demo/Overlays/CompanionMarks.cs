using Demo.Outputs;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What the networks beside the opened one say, over the source: boxes, points and masks, and at each thing what it is.</summary>
internal sealed class CompanionMarks : IOverlay
{
    public string Name => "networks";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        // They go with the panel that has their rows.
        if (scene.FrameSize.Width == 0 || !scene.IsOn(Ui.Toggle.Predictions))
            return;
        var picture = SourcePanel.PictureRect(scene, view);
        int things = 0;
        foreach (var row in scene.Companions)
        {
            if (row.Output is not { } output)
                continue;
            scene.List.Begin(picture);
            output.Begin(scene);
            if (row.LooksAtThings)
                DrawThings(scene, row, output, picture, things++);
            else
                output.DrawOver(scene.List, scene.Fonts, row.ValuesAt(scene.Values.Time), new Sight(row.Part, picture));
        }
    }

    // At the places where the finding network's boxes are drawn.
    private static void DrawThings(Scene scene, CompanionRow row, Output output, in Rect picture, int before)
    {
        var (found, values, part) = row.Finder is { } other
            ? (other.Output, other.ValuesAt(scene.Values.Time), other.Part)
            : (scene.Network.Parts.Output, scene.Values, scene.SeenPart);
        if (found?.Finder is not { } finder)
            return;
        var sight = new Sight(part, picture);
        foreach (var thing in finder.Followed(values))
        {
            if (row.AnswerOf(thing.Id) is not { } answer)
                continue;
            if (output.LiesOverSource)
            {
                output.DrawOver(scene.List, scene.Fonts, answer.Values, new Sight(answer.Part, picture));
                continue;
            }
            BoxDrawing.TagUnder(scene.List, scene.Fonts, sight.Of(thing.Box), picture, before,
                answer.Answer.Said, answer.Answer.Probability ?? float.NaN, Theme.Accent);
        }
    }
}
