using System.Numerics;
using Demo.Platform;
using Demo.Ui;
using Evaluation = Cnn.Training.Evaluation;

namespace Demo.Views.Learn;

/// <summary>How often which class is taken for which: a row is a class, a column an answer; a cell shows its pictures.</summary>
internal sealed class ConfusionPanel(LearnState state) : IOverlay
{
    private const float LabelWidth = 16;

    private readonly Cells _cells = new(state);
    private Evaluation? _of;
    private int[,] _counts = new int[0, 0];
    private string[] _numbers = [];

    public string Name => "confusion matrix";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, ((LearnLayout)view.Layout).Confusion, "Taken for", out var head);
        if (state.HeldOut is not { } heldOut)
        {
            scene.List.Text(head, TextStyle.Label.Right.Cut, "after the first epoch");
            return;
        }
        scene.List.Text(head, TextStyle.Value.Right, $"{heldOut.Correct:N0} of {heldOut.Images:N0} right");
        if (_of != heldOut)
            (_of, _counts) = (heldOut, heldOut.Confusion());
        int classes = heldOut.Classes;
        if (_numbers.Length != classes)
            _numbers = [.. Enumerable.Range(0, classes).Select(label => $"{label}")];
        float cell = MathF.Floor(Math.Min((body.Width - LabelWidth) / classes, (body.Height - LabelWidth) / classes));
        var grid = new Rect(body.CentreX - (classes * cell - LabelWidth) / 2, body.Y + LabelWidth, classes * cell, classes * cell);
        DrawLabels(scene, grid, cell);
        for (int label = 0; label < classes; label++)
            for (int said = 0; said < classes; said++)
                DrawCell(scene, new Rect(grid.X + said * cell, grid.Y + label * cell, cell - 1, cell - 1), heldOut, label, said);
        scene.List.Hot(
            grid, _cells, "A row is what a picture shows, a column what the network says; a click shows the cell's pictures.", classes);
    }

    private void DrawLabels(Scene scene, in Rect grid, float cell)
    {
        if (cell < 12)
            return;
        for (int i = 0; i < _numbers.Length; i++)
        {
            scene.List.Text(new Rect(grid.X - LabelWidth, grid.Y + i * cell, LabelWidth - 3, cell), TextStyle.Label.Right, _numbers[i]);
            scene.List.Text(new Rect(grid.X + i * cell, grid.Y - LabelWidth, cell, LabelWidth), TextStyle.Label.Centred, _numbers[i]);
        }
    }

    private void DrawCell(Scene scene, in Rect rect, Evaluation heldOut, int label, int said)
    {
        var cell = new ConfusionCell(_counts[label, said], heldOut.ImagesOfClass[label], label == said);
        cell.Fill(scene.List, rect);
        if (label != said)
            cell.Number(scene.List, rect);
        if (state.Cell == (label, said))
            scene.List.Outline(rect.Inset(-1), Theme.Text, 2, 2);
    }

    private sealed class Cells(LearnState state) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
        {
            int column = (int)((at.X - spot.Rect.X) / spot.Rect.Width * spot.A);
            int row = (int)((at.Y - spot.Rect.Y) / spot.Rect.Height * spot.A);
            var cell = (Math.Clamp(row, 0, spot.A - 1), Math.Clamp(column, 0, spot.A - 1));
            state.Cell = state.Cell == cell ? null : cell;
        }
    }
}
