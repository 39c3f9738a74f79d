namespace Demo.Ui;

/// <summary>The axes of a training's curves, in the window and in its figures: lines at round values, as many as find room.</summary>
internal static class TrainingPlot
{
    private static readonly (double Value, string Text)[] LossLines =
        [(1000, "1000"), (100, "100"), (10, "10"), (1, "1"), (0.1, "0.1"), (0.01, "0.01"), (0.001, "0.001"), (0.0001, "1e−4")];

    private static readonly (double Value, string Text)[] AccuracyLines =
        [(1, "100 %"), (0.95, "95 %"), (0.9, "90 %"), (0.8, "80 %"), (0.5, "50 %"), (0, "0 %")];

    /// <summary>A logarithmic axis for losses, with its lines.</summary>
    /// <param name="list">Takes the lines.</param>
    /// <param name="room">Where, with the numbers left.</param>
    /// <param name="length">Where the other axis ends.</param>
    /// <param name="least">The smallest loss that is shown.</param>
    /// <param name="most">The largest.</param>
    public static LinePlot Loss(DrawList list, in Rect room, double length, double least, double most)
    {
        double low = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(Math.Min(0.1, least), 1e-4)) * 2) / 2);
        double high = Math.Pow(10, Math.Ceiling(Math.Log10(Math.Min(Math.Max(1, most), 1000)) * 2) / 2);
        var plot = new LinePlot(room, length, low, high, Logarithmic: true);
        Lines(list, plot, LossLines, low);
        return plot;
    }

    /// <summary>An axis for accuracies, with its lines: near the top all that matters lies within a few percent.</summary>
    /// <param name="list">Takes the lines.</param>
    /// <param name="room">Where, with the numbers left.</param>
    /// <param name="length">Where the other axis ends.</param>
    /// <param name="least">The smallest accuracy that is shown, 0…1.</param>
    public static LinePlot Accuracy(DrawList list, in Rect room, double length, double least)
    {
        double low = least == 1 ? 0.8 : least >= 0.95 ? 0.9 : least >= 0.85 ? 0.8 : least >= 0.6 ? 0.5 : 0;
        var plot = new LinePlot(room, length, low, 1);
        Lines(list, plot, AccuracyLines, low);
        return plot;
    }

    // From the top, as many as do not stand in each other's way.
    private static void Lines(DrawList list, in LinePlot plot, (double Value, string Text)[] lines, double low)
    {
        float last = float.NegativeInfinity;
        foreach (var (value, text) in lines)
        {
            float y = Math.Clamp(plot.YOf(value), plot.Room.Y + 7, plot.Room.Bottom - 7);
            if (value < low * 0.99 || value > plot.High * 1.01 || y - last < LinePlot.NumberHeight)
                continue;
            plot.Line(list, value, text);
            last = y;
        }
    }
}
