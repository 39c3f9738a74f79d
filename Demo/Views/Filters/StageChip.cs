using Cnn;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>One stage of the row: a small picture of what leaves it, its title and its size, and what changes it.</summary>
/// <param name="lab">Whose row it is.</param>
internal sealed class StageChip(LabState lab)
{
    private const float MapWidth = 42, TextWidth = 64, SizeWidth = 50, StrideWidth = 14, PartWidth = 13;

    /// <summary>Draws a stage.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="place">Where.</param>
    /// <param name="handle">What its places do.</param>
    /// <param name="index">Which stage; −1 for the picture that enters.</param>
    /// <param name="node">What leaves it; null while that is not computed.</param>
    /// <param name="size">Columns and rows of that.</param>
    public void Draw(Scene scene, in Rect place, Handle handle, int index, Node? node, (int Columns, int Rows) size)
    {
        var list = scene.List;
        bool chosen = index >= 0 && index == lab.Stage;
        list.Box(place, chosen ? Theme.AccentFill : Theme.Button, 6, chosen ? Theme.Accent : Theme.Border);
        list.Hot(place, handle, index < 0 ? "The picture that enters the row." : Tip(lab.Row.Stages[index]), index);
        var map = place.Inset(5).Left(Math.Min(MapWidth, place.Width - 16 - TextWidth), out var text, 6);
        if (size is { Columns: > 0, Rows: > 0 })
            map = map.Fit(size.Columns, size.Rows);
        list.Box(map, Theme.Zero, 1);
        if (node is not null)
            LabLook.After(lab.Row, index + 1).Draw(list, map, node);
        var line = text.Top(text.Height / 2, out var under);
        if (index < 0)
            list.Text(line, TextStyle.Value.Cut, scene.SourceTitle);
        else if (lab.Row.Stages[index] is PoolStage pool)
            DrawPool(scene, line, ref under, handle, index, pool);
        else
            DrawTitle(scene, line, handle, index);
        // Where there is no room for both, the size gives way to what moves the stage while the mouse is there.
        bool roomy = under.Width >= SizeWidth + 3 * PartWidth;
        if (chosen && (roomy || place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y)))
        {
            Move(ChipPart.Out, "✕", "Takes the stage out of the row (Delete).");
            Move(ChipPart.Right, "▸", "Moves the stage to the right (Ctrl+→).");
            Move(ChipPart.Left, "◂", "Moves the stage to the left (Ctrl+←).");
        }
        if (size.Columns > 0 && under.Width >= SizeWidth)
            list.Text(under, chosen ? TextStyle.Value : TextStyle.Label, $"{size.Columns}×{size.Rows}");
        else if (size.Columns == 0 && scene.FrameSize.Width > 0 && under.Width >= SizeWidth)
            list.Text(under, TextStyle.Label.Cut.In(chosen ? Theme.Text : Theme.Warning), "does not fit");

        void Move(ChipPart part, string sign, string tip) =>
            Part(scene, under.RightSlice(PartWidth, out under), handle, index, part, sign, tip);
    }

    private static string Tip(LabStage stage) => stage switch
    {
        FilterStage => "A filter: a click explains it, a kernel of the list goes into it; drag it to move it.",
        ActivationStage => "An activation: each value goes through its curve; drag it to move it.",
        _ => "A pooling: of each window one value is kept; drag it to move it.",
    };

    private void DrawTitle(Scene scene, in Rect line, Handle handle, int index)
    {
        var stage = lab.Row.Stages[index];
        scene.List.Text(line, TextStyle.Value.Cut, stage.Title);
        if (stage is ActivationStage)
            scene.List.Hot(line, handle, "A click takes the next activation, the right button the one before.", index, (int)ChipPart.Kind);
    }

    private void DrawPool(Scene scene, Rect line, ref Rect under, Handle handle, int index, PoolStage pool)
    {
        Word(scene, ref line, handle, index, ChipPart.Kind, pool.Kind == PoolKind.Max ? "max" : "mean",
            "What is kept of a window: the largest value or the mean; a click changes it.");
        Word(scene, ref line, handle, index, ChipPart.Size, pool.Size == 2 ? "2×2" : "3×3", "How large the window is; a click changes it.");
        // Where it is narrow, the stride stands in the line below.
        Word(scene, ref line.Width >= StrideWidth ? ref line : ref under, handle, index, ChipPart.Stride,
            pool.Stride switch { 1 => "/1", 2 => "/2", _ => "/3" }, "How far the window moves; a click changes it.");
    }

    private void Word(Scene scene, ref Rect line, Handle handle, int index, ChipPart part, string word, string tip)
    {
        var place = line.Left(MathF.Ceiling(scene.Fonts.Measure(word, Theme.Label)) + 1, out line, 4);
        Part(scene, place, handle, index, part, word, tip);
    }

    private void Part(Scene scene, in Rect place, Handle handle, int index, ChipPart part, string sign, string tip)
    {
        bool hover = place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        bool clear = hover || part >= ChipPart.Kind || index == lab.Stage;
        scene.List.Text(place, TextStyle.Label.Centred.In(clear ? Theme.Text : Theme.Secondary), sign);
        if (hover && part >= ChipPart.Kind)
            scene.List.Segment(place.X, place.Bottom - 1, place.Right, place.Bottom - 1, Theme.Accent);
        scene.List.Hot(place, handle, tip, index, (int)part);
    }
}
