using System.Collections.Immutable;

namespace Demo.Ui;

/// <summary>
/// The place that is looked at, and its way over a map in raster order, as fast as a person wants; at the end it begins again.
/// </summary>
internal class RasterSlide
{
    // A pause longer than this, such as another view shown in between, is not made up for.
    private const double LongestPause = 0.25;

    private static readonly ImmutableArray<(int PerSecond, bool Rows)> Speeds =
    [
        (1, false), (2, false), (5, false), (10, false), (30, false), (60, false), (120, false), (240, false),
        (5, true), (15, true), (60, true),
    ];

    private int _speed;
    private double _last, _due;

    /// <param name="speed">How fast it is at first, by its place among the speeds.</param>
    public RasterSlide(int speed = 5)
    {
        _speed = speed;
        SpeedText = Text(speed);
    }

    /// <summary>The place, in cells of the map; ask <see cref="In"/>.</summary>
    public (int X, int Y) Place { get; set; }

    /// <summary>Whether it goes on by itself.</summary>
    public bool Runs { get; private set; }

    /// <summary>
    /// Whether what it has not reached yet lies under a veil: from its start until it is ended. Held by a step or a click it still is on.
    /// </summary>
    public bool IsOn { get; private set; }

    /// <summary>How fast, for people: <c>60/s</c>, <c>15 rows/s</c>.</summary>
    public string SpeedText { get; private set; }

    /// <summary>Starts it, or lets it go on; if it runs, ends it.</summary>
    public void Toggle() => IsOn = Runs = !Runs;

    /// <summary>Faster by so many steps, or slower.</summary>
    public void Change(int steps)
    {
        _speed = Math.Clamp(_speed + steps, 0, Speeds.Length - 1);
        SpeedText = Text(_speed);
    }

    /// <summary>The place, where it exists in a map of so many cells.</summary>
    public (int X, int Y) In(int columns, int rows) => (Math.Clamp(Place.X, 0, columns - 1), Math.Clamp(Place.Y, 0, rows - 1));

    /// <summary>Looks at a place, and holds the slide there.</summary>
    public void Put(int x, int y)
    {
        Runs = false;
        Place = (x, y);
    }

    /// <summary>Moves the place to where it is at a time.</summary>
    /// <param name="time">In seconds; any beginning.</param>
    /// <param name="columns">The map's; 0 where there is none.</param>
    /// <param name="rows">The map's.</param>
    public void Advance(double time, int columns, int rows)
    {
        double passed = Math.Clamp(time - _last, 0, LongestPause);
        _last = time;
        if (!Runs || columns == 0)
        {
            _due = 0;
            return;
        }
        var (perSecond, whole) = Speeds[_speed];
        _due += passed * perSecond;
        int steps = (int)(_due + 1e-9);
        _due -= steps;
        if (steps > 0)
            Place = Next(In(columns, rows), columns, rows, whole ? steps * columns : steps);
    }

    /// <summary>The place so many cells on, row after row, and then from the top left again.</summary>
    public static (int X, int Y) Next((int X, int Y) place, int columns, int rows, int steps)
    {
        long at = ((long)place.Y * columns + place.X + steps) % ((long)columns * rows);
        return ((int)(at % columns), (int)(at / columns));
    }

    private static string Text(int speed) => $"{Speeds[speed].PerSecond}{(Speeds[speed].Rows ? " rows" : "")}/s";
}
