namespace Demo.Sources;

/// <summary>
/// The sheet a person draws on: white ink on black, as MNIST has it. Coordinates are canvas units, 0…1 from the top left.
/// </summary>
/// <param name="time">The clock that stamps the frames.</param>
/// <param name="size">Pixels along each side.</param>
internal sealed class CanvasSource(TimeProvider time, int size = CanvasSource.DefaultSize) : IFrameSource
{
    /// <summary>Pixels along each side unless told otherwise: larger than the panel that shows it at 1280×720.</summary>
    public const int DefaultSize = 448;

    /// <summary>The brush's radius at first, in canvas units: a stroke about as thick as MNIST's in a digit that fills the sheet.</summary>
    public const float BrushRadius = 0.035f;

    /// <summary>A pixel without ink.</summary>
    public const int Black = unchecked((int)0xFF000000);

    private const float ThinnestBrush = 0.008f, ThickestBrush = 0.15f, BrushStep = 1.25f;

    // The rim over which the ink fades out, in canvas units.
    private const float Softness = 0.012f;

    private readonly UndoStack _undo = new();
    private readonly int[] _pixels = Cleared(size);
    private long _sequence;
    private bool _fresh = true;

    /// <inheritdoc/>
    public string Name => "canvas";

    /// <inheritdoc/>
    public string Title => "Canvas";

    /// <inheritdoc/>
    public bool Moves => false;

    /// <inheritdoc/>
    public bool IsDrawnOn => true;

    /// <summary>Pixels along each side.</summary>
    public int Size => size;

    /// <summary>Whether nothing was drawn since the start or the last <see cref="Clear"/>.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>The brush's radius in canvas units.</summary>
    public float Brush { get; private set; } = BrushRadius;

    /// <inheritdoc/>
    public bool TryTake(out Frame newest)
    {
        newest = _fresh ? new Frame(_pixels, size, size, time.GetElapsedTime(0), ++_sequence) { IsEmpty = IsEmpty } : default;
        bool taken = _fresh;
        _fresh = false;
        return taken;
    }

    /// <summary>Makes the brush thicker by so many steps, or thinner by negative ones.</summary>
    public void ChangeBrush(int steps) => Brush = Math.Clamp(Brush * MathF.Pow(BrushStep, steps), ThinnestBrush, ThickestBrush);

    /// <summary>What is drawn from here on is one stroke, which <see cref="Undo"/> takes back.</summary>
    public void BeginStroke() => _undo.Push(_pixels, IsEmpty);

    /// <summary>Takes the last stroke back, or the last <see cref="Clear"/>; nothing where there is none.</summary>
    public void Undo()
    {
        if (!_undo.TryPop(_pixels, out bool empty))
            return;
        IsEmpty = empty;
        _fresh = true;
    }

    /// <summary>Draws (or erases) one straight piece of a stroke; a piece of no length is a dot.</summary>
    public void Draw(float fromX, float fromY, float toX, float toY, bool erase = false)
    {
        // Erasing removes a little more than drawing adds, so that one pass over a line takes it away.
        float radius = Brush * (erase ? 1.6f : 1);
        float reach = radius + Softness;
        int left = Pixel(Math.Min(fromX, toX) - reach), right = Pixel(Math.Max(fromX, toX) + reach);
        int top = Pixel(Math.Min(fromY, toY) - reach), bottom = Pixel(Math.Max(fromY, toY) + reach);
        float dx = toX - fromX, dy = toY - fromY;
        float lengthSquared = Math.Max(dx * dx + dy * dy, 1e-12f);
        for (int row = top; row <= bottom; row++)
        {
            float y = (row + 0.5f) / size;
            for (int column = left; column <= right; column++)
            {
                float x = (column + 0.5f) / size;
                // The distance to the segment, so that a fast hand leaves an unbroken line.
                float along = Math.Clamp(((x - fromX) * dx + (y - fromY) * dy) / lengthSquared, 0, 1);
                float distance = MathF.Sqrt(Square(x - fromX - along * dx) + Square(y - fromY - along * dy));
                float ink = Math.Clamp((reach - distance) / Softness, 0, 1);
                if (ink > 0)
                    Blend(ref _pixels[row * size + column], ink, erase);
            }
        }
        _fresh = true;
        IsEmpty &= erase;
    }

    /// <summary>Draws a whole stroke through the points.</summary>
    public void Draw(ReadOnlySpan<(float X, float Y)> points)
    {
        BeginStroke();
        for (int i = 0; i < points.Length; i++)
        {
            var from = points[Math.Max(i - 1, 0)];
            Draw(from.X, from.Y, points[i].X, points[i].Y);
        }
    }

    /// <summary>Makes the sheet black again.</summary>
    public void Clear()
    {
        if (!IsEmpty)
            BeginStroke();
        Array.Fill(_pixels, Black);
        _fresh = true;
        IsEmpty = true;
    }

    /// <inheritdoc/>
    public void Renew() => _fresh = true;

    /// <inheritdoc/>
    public void Dispose() { }

    private int Pixel(float unit) => (int)Math.Clamp(unit * size, 0, size - 1);

    // Ink never gets less by drawing nor more by erasing: overlapping pieces of a stroke leave no beads.
    private static void Blend(ref int pixel, float ink, bool erase)
    {
        int old = pixel & 0xFF, level = (int)(ink * 255 + 0.5f);
        int grey = erase ? Math.Min(old, 255 - level) : Math.Max(old, level);
        pixel = Black | grey * 0x010101;
    }

    private static float Square(float value) => value * value;

    private static int[] Cleared(int size)
    {
        var pixels = new int[size * size];
        Array.Fill(pixels, Black);
        return pixels;
    }
}
