using Cnn;
using Demo.Companions;
using Demo.Files;
using Demo.Outputs;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Commands;

/// <summary>Draws what a model says over a picture, as the window shows it, and saves it as PNG.</summary>
/// <param name="output">The model's output.</param>
/// <param name="target">A file that ends with .png, or with several pictures a folder.</param>
internal sealed class PictureDrawing(Output output, string target) : IDisposable
{
    private readonly Fonts _fonts = new();
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isFile = IsPng(target);

    /// <summary>Makes sure that the target fits so many pictures.</summary>
    /// <exception cref="CnnException">It does not.</exception>
    public static void Check(string target, int pictures)
    {
        if (IsPng(target) && pictures > 1)
            throw new CnnException($"--draw {target} is one picture and there are {pictures}; name a folder, which gets one for each");
        if (IsPng(target))
            OutputFile.Check(target);
        else if (FileKinds.Of(target) is not (FileKind.Missing or FileKind.Folder))
            throw new CnnException($"--draw {target} is neither a folder nor a name that ends with .png");
    }

    /// <summary>Draws and saves.</summary>
    /// <param name="name">The picture's file.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="values">What the run left.</param>
    /// <param name="notes">What other networks say of it.</param>
    /// <exception cref="CnnException">The file cannot be written.</exception>
    public void Save(string name, Picture picture, in RunValues values, PictureNotes notes)
    {
        var drawn = new DrawnPicture(picture, _fonts);
        var whole = drawn.Whole;
        var list = new DrawList();
        list.Begin(whole);
        var sight = new Sight(values.Part, whole);
        output.DrawOver(list, _fonts, values, sight);
        notes.DrawOver(list, _fonts, output.Finder is { } finder ? finder.In(values).Boxes : [], sight);
        DrawAnswer(list, values, whole, drawn.Scale);
        var read = values.Read;
        drawn.Save(NameFor(name), list, node => (notes.Read(node) ?? read(node))!);
    }

    public void Dispose() => _fonts.Dispose();

    // A class has no place: its name stands at the digit that was found, else in the corner.
    private void DrawAnswer(DrawList list, in RunValues values, in Rect whole, float scale)
    {
        if (output.NamesPlaces || output.Answer(values) is not { Label.Length: > 0, Probability: { } probability } answer)
            return;
        if (values.Found is not var (left, top, right, bottom))
        {
            BoxDrawing.Tag(list, _fonts, whole, whole, answer.Label, probability, Theme.Accent);
            return;
        }
        var box = new Rect(left / scale, top / scale, (right - left) / scale, (bottom - top) / scale).Intersect(whole);
        BoxDrawing.Draw(list, _fonts, box, whole, answer.Label, probability, Theme.Accent);
    }

    // cat.jpg becomes cat.png, but cat.bmp beside it cat.bmp.png.
    private string NameFor(string picture)
    {
        if (_isFile)
            return target;
        string name = Path.GetFileNameWithoutExtension(picture) + ".png";
        return Path.Combine(target, _taken.Add(name) ? name : Path.GetFileName(picture) + ".png");
    }

    private static bool IsPng(string name) => Path.GetExtension(name).Equals(".png", StringComparison.OrdinalIgnoreCase);
}
