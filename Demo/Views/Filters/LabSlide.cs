using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The kernel's way over the picture: a slide over the explained filter's output.</summary>
/// <param name="lab">Whose place it is.</param>
internal sealed class LabSlide(LabState lab) : RasterSlide
{
    /// <summary>Moves the place by so many cells, and holds the slide there.</summary>
    public void Step(int x, int y)
    {
        var (columns, rows) = lab.Explained is { } filter ? (filter.Columns, filter.Rows)
            : (lab.Run.Graph?.Width ?? 1, lab.Run.Graph?.Height ?? 1);
        var (left, top) = In(columns, rows);
        Put(left + x, top + y);
        Place = In(columns, rows);
    }

    /// <summary>Keeps the place where it is on the picture while the filter's output changes its size; in the middle at first.</summary>
    /// <param name="before">The sizes of the filter that ran before; null for none.</param>
    /// <param name="now">The sizes of the one that runs.</param>
    public void Keep((SizeFormula Rows, SizeFormula Columns)? before, (SizeFormula Rows, SizeFormula Columns) now)
    {
        Place = before is not { } last ? (now.Columns.Output / 2, now.Rows.Output / 2)
            : (Along(Place.X, last.Columns.Output, now.Columns.Output), Along(Place.Y, last.Rows.Output, now.Rows.Output));

        static int Along(int place, int from, int to) => Math.Clamp((2 * place + 1) * to / (2 * from), 0, to - 1);
    }

    /// <summary>Moves the place to where it is at a time, in seconds.</summary>
    public void Advance(double time) => Advance(time, lab.Explained?.Columns ?? 0, lab.Explained?.Rows ?? 0);
}
