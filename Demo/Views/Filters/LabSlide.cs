using System.Collections.Immutable;

namespace Demo.Views.Filters;

/// <summary>The kernel's way over the picture in raster order, as fast as a person wants; at the end it begins again.</summary>
internal sealed class LabSlide
{
    // A pause longer than this, such as another view shown in between, is not made up for.
    private const double LongestPause = 0.25;

    private static readonly ImmutableArray<(int PerSecond, bool Rows)> Speeds =
    [
        (1, false), (2, false), (5, false), (10, false), (30, false), (60, false), (120, false), (240, false),
        (5, true), (15, true), (60, true),
    ];

    private int _speed = 5;
    private double _last, _due;

    /// <summary>Whether it goes on by itself.</summary>
    public bool Runs { get; set; }

    /// <summary>How fast, for people: <c>60/s</c>, <c>15 rows/s</c>.</summary>
    public string SpeedText { get; private set; } = Text(5);

    /// <summary>Faster by so many steps, or slower.</summary>
    public void Change(int steps)
    {
        _speed = Math.Clamp(_speed + steps, 0, Speeds.Length - 1);
        SpeedText = Text(_speed);
    }

    /// <summary>Moves a lab's place to where it is at a time.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="time">In seconds; any beginning.</param>
    public void Advance(LabState lab, double time)
    {
        double passed = Math.Clamp(time - _last, 0, LongestPause);
        _last = time;
        if (!Runs || lab.Explained is not { } filter)
        {
            _due = 0;
            return;
        }
        var (perSecond, rows) = Speeds[_speed];
        _due += passed * perSecond;
        int steps = (int)(_due + 1e-9);
        _due -= steps;
        if (steps > 0)
            lab.Place = Next(lab.PlaceIn(filter.Columns, filter.Rows), filter.Columns, filter.Rows, rows ? steps * filter.Columns : steps);
    }

    /// <summary>The place so many cells on, row after row, and then from the top left again.</summary>
    public static (int X, int Y) Next((int X, int Y) place, int columns, int rows, int steps)
    {
        long at = ((long)place.Y * columns + place.X + steps) % ((long)columns * rows);
        return ((int)(at % columns), (int)(at / columns));
    }

    private static string Text(int speed) => $"{Speeds[speed].PerSecond}{(Speeds[speed].Rows ? " rows" : "")}/s";
}
