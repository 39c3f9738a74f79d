using System.Collections.Immutable;
using System.Globalization;
using Cnn.Training;
using Demo.Drawing;
using Demo.Ui;

namespace Demo.Reports;

/// <summary>A confusion matrix as a picture: a row is what a picture shows, a column what the network says.</summary>
/// <param name="said">What the network said.</param>
/// <param name="labels">The classes' names.</param>
/// <param name="fonts">For the texts.</param>
internal sealed class ConfusionChart(Evaluation said, ImmutableArray<string> labels, Fonts fonts)
{
    private const int Margin = 16;
    private const float Largest = 52, Smallest = 4, Side = 720, WidestName = 160, LeastForText = 14;

    /// <summary>Writes it as PNG.</summary>
    /// <exception cref="Cnn.CnnException">The file cannot be written.</exception>
    public void Save(string path)
    {
        int classes = said.Classes;
        float cell = Math.Clamp(MathF.Floor(Side / classes), Smallest, Largest);
        bool named = cell >= LeastForText;
        // A column has room for its number; the row has the name too.
        string[] rows = [.. labels.Select((name, i) => Numbered(i, name))];
        float names = named ? Math.Min(WidestName, rows.Max(row => fonts.Measure(row, Theme.Label)) + 8) : 0;
        var grid = new Rect(Margin + names, Margin + 2 * Theme.Row + 8, classes * cell, classes * cell);
        int width = (int)Math.Max(grid.Right + Margin, 420), height = (int)(grid.Bottom + Margin);
        var list = new DrawList();
        list.Begin(new Rect(0, 0, width, height));
        var head = new Rect(Margin, Margin, width - 2 * Margin, Theme.Row);
        list.Text(head, TextStyle.Body, $"{said.Correct:N0} of {said.Images:N0} right; a row is a class, a column what it was taken for");
        var counts = said.Confusion();
        for (int row = 0; row < classes; row++)
        {
            float y = grid.Y + row * cell, x = grid.X + row * cell;
            if (named)
            {
                list.Text(new Rect(Margin, y, names - 6, cell), TextStyle.Label.Right.Cut, rows[row]);
                list.Text(new Rect(x, grid.Y - Theme.Row, cell, Theme.Row), TextStyle.Label.Centred, Number(row));
            }
            for (int column = 0; column < classes; column++)
            {
                var place = new Rect(grid.X + column * cell, y, cell - 1, cell - 1);
                var one = new ConfusionCell(counts[row, column], said.ImagesOfClass[row], row == column);
                one.Fill(list, place);
                one.Number(list, place);
            }
        }
        list.End();
        ListPicture.Save(path, list, fonts, width, height);
    }

    private static string Number(int label) => label.ToString(CultureInfo.InvariantCulture);

    // Digits are their own names.
    private static string Numbered(int label, string name) => name == Number(label) ? name : $"{name}  {Number(label)}";
}
