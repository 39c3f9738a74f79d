using Cnn;
using SkiaSharp;

namespace Demo.Pages;

/// <summary>A picture that was painted for a reader to try, with what it should say.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Label">The number, or nothing.</param>
/// <param name="Condition">What makes it hard.</param>
/// <param name="Bitmap">The picture, opaque RGBA.</param>
/// <param name="Marks">Where its digits stand.</param>
internal sealed record PaintedPage(string Name, string Label, string Condition, SKBitmap Bitmap, IReadOnlyList<Mark> Marks) : IDisposable
{
    public void Dispose() => Bitmap.Dispose();
}

/// <summary>A series of pages, or of frames of a camera: the same seed and number give the same picture anywhere.</summary>
internal sealed class PageSeries
{
    private const int MostDigits = 12;

    private readonly int _seed, _digits;
    private readonly bool _camera;
    private readonly PageCondition? _page;
    private readonly CameraCondition? _frame;

    /// <summary>Chooses a series.</summary>
    /// <param name="seed">Of the series.</param>
    /// <param name="camera">Whether frames of a camera are meant.</param>
    /// <param name="condition">All of one kind, by its name; null for all in turn.</param>
    /// <param name="digits">How many digits make the number on a picture.</param>
    /// <exception cref="CnnException">There is no such condition, or there are too many digits.</exception>
    public PageSeries(int seed, bool camera, string? condition, int digits)
    {
        if (digits is < 1 or > MostDigits)
            throw new CnnException($"--digits is {digits}; it may be 1 … {MostDigits}");
        (_seed, _camera, _digits) = (seed, camera, digits);
        if (camera)
            _frame = Parse<CameraCondition>(condition);
        else
            _page = Parse<PageCondition>(condition);
    }

    /// <summary>The names of the conditions, for people.</summary>
    public static string Pages => Names<PageCondition>();

    /// <summary>The names of the conditions of frames, for people.</summary>
    public static string Frames => Names<CameraCondition>();

    /// <summary>The picture with a number; the caller disposes it.</summary>
    public PaintedPage Paint(int number)
    {
        var marks = new List<Mark>();
        if (_camera)
        {
            var frame = CameraFrame.Generate(_seed, number, _frame, _digits);
            var seen = CameraPainter.Paint(frame, marks);
            return new PaintedPage($"frame-{number:D3}.png", frame.Label, frame.Condition.ToString(), seen, marks);
        }
        var page = Page.Generate(_seed, number, _page, _digits);
        var bitmap = PagePainter.Paint(page, marks);
        return new PaintedPage($"page-{number:D3}.png", page.Label, page.Condition.ToString(), bitmap, marks);
    }

    private static T? Parse<T>(string? name) where T : struct, Enum =>
        name is null ? null
        : Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw new CnnException($"--condition is '{name}'; it is one of {Names<T>()}");

    private static string Names<T>() where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());
}
