using System.Text.Json;
using Cnn;
using Cnn.Detection;
using Demo.Outputs;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Companions;

/// <summary>What other networks say of a picture in which one was run: of the whole picture, and of each thing in it.</summary>
internal sealed class PictureNotes : IThingNotes
{
    private readonly List<(PictureRun By, int Thing, RunValues Values)> _notes = [];

    /// <summary>Runs the others.</summary>
    /// <param name="others">The networks.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="opened">The network that was run.</param>
    /// <param name="values">What its run left.</param>
    public PictureNotes(IReadOnlyList<PictureRun> others, Picture picture, PictureRun opened, in RunValues values)
    {
        var frame = new Frame(picture.Pixels, picture.Width, picture.Height, TimeSpan.Zero, 1);
        foreach (var other in others)
            if (other.Parts.Preprocessing.Recipe?.Of is { } of)
                RunOnThings(other, of, frame, opened.Output, values);
            else
                _notes.Add((other, -1, other.Run(frame.Pixels, frame.Width, frame.Height)));
    }

    /// <summary>What is said of the whole picture, each in a line of its own.</summary>
    public IEnumerable<string> Lines(int top) =>
        from note in _notes
        where note.Thing < 0
        select $"{note.By.Parts.Name}: {note.By.Output.Print(note.Values, Math.Min(top, note.By.Output.Top))}";

    public string Print(int thing)
    {
        string said = string.Join(", ", from note in _notes where note.Thing == thing select Said(note.By, note.Values));
        return said.Length == 0 ? "" : $" ({said})";
    }

    public void Write(Utf8JsonWriter json, int thing)
    {
        if (!_notes.Exists(note => note.Thing == thing))
            return;
        json.WriteStartObject("with");
        foreach (var note in _notes)
        {
            if (note.Thing != thing)
                continue;
            json.WriteStartObject(note.By.Parts.Name);
            note.By.Output.PrintJson(json, note.Values, note.By.Output.Top);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Writes what is said of the whole picture, as the property <c>with</c>.</summary>
    public void Write(Utf8JsonWriter json) => Write(json, -1);

    /// <summary>Draws what is said over a picture.</summary>
    /// <param name="list">Takes it.</param>
    /// <param name="fonts">Measures texts.</param>
    /// <param name="boxes">Where the things lie that were found, in <paramref name="sight"/>'s part.</param>
    /// <param name="sight">Where the picture lies, and what of it the finding network saw.</param>
    public void DrawOver(DrawList list, Fonts fonts, ReadOnlySpan<Box> boxes, in Sight sight)
    {
        foreach (var (by, thing, values) in _notes)
        {
            if (by.Output.LiesOverSource || thing < 0)
                by.Output.DrawOver(list, fonts, values, sight with { Part = values.Part });
            else if (by.Output.Answer(values) is var answer)
                BoxDrawing.TagUnder(list, fonts, sight.Of(boxes[thing]), sight.Picture, RowOf(by, thing), answer.Said,
                    answer.Probability ?? float.NaN, Theme.Accent);
        }
    }

    /// <summary>Reads a map that is drawn; null for the finding network's.</summary>
    public Tensor? Read(Node node)
    {
        foreach (var (by, _, values) in _notes)
            if (by.Output.Reads.Contains(node))
                return values.Read(node);
        return null;
    }

    // Of several tags under a box, which one.
    private int RowOf(PictureRun by, int thing) =>
        _notes.Where(note => note.Thing == thing && !note.By.Output.LiesOverSource).TakeWhile(note => note.By != by).Count();

    private void RunOnThings(PictureRun other, string of, in Frame frame, Output found, in RunValues values)
    {
        var boxes = found.Finder!.In(values).Boxes;
        for (int i = 0; i < boxes.Length; i++)
        {
            if (found.Label(boxes[i].Label) != of)
                continue;
            int[] pixels = [];
            var area = BoxArea.Around(boxes[i], values.Part, values.Frame, other.Parts.Preprocessing);
            var cut = area.Copy(frame, ref pixels);
            var said = other.Run(pixels[..cut.Count], cut.Width, cut.Height);
            _notes.Add((other, i, said with { Frame = values.Frame, Part = said.Part.Within(area.In(frame)) }));
        }
    }

    private static string Said(PictureRun by, in RunValues values) =>
        by.Output.Answer(values) is { Probability: { } share } answer ? $"{NamedScores.Quoted(answer.Said)} {share:P1}"
            : by.Output.Answer(values).Said;
}
