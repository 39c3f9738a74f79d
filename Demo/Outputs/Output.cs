using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Cnn.Preprocessing;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>What one run said, for the log and the line on stdout.</summary>
/// <param name="Label">The name of what was found; empty where the output names nothing.</param>
/// <param name="Probability">How sure the network is, 0…1; null where it does not say.</param>
/// <param name="Said">What stdout says.</param>
internal readonly record struct Answer(string Label, float? Probability, string Said);

/// <summary>A score that can be explained.</summary>
/// <param name="Place">Which number of <see cref="Output.Scores"/> it is.</param>
/// <param name="Label">What it is the score of.</param>
internal readonly record struct NamedScore(ValuePlace Place, string Label)
{
    /// <summary>The first of a label's several names.</summary>
    public string Short => Label.Split(',')[0];
}

/// <summary>What a run left to be read.</summary>
/// <param name="Read">Reads a node of the run; null while it has no value.</param>
/// <param name="NothingFound">Whether a digit was looked for all over the frame in vain: what the network says then means nothing.</param>
internal readonly record struct RunValues(Func<Node, Tensor?> Read, bool NothingFound)
{
    /// <summary>The frame's size in pixels; 0 where nobody asks for places.</summary>
    public (int Width, int Height) Frame { get; init; }

    /// <summary>Which part of the frame the network saw.</summary>
    public FramePart Part { get; init; } = FramePart.Whole;

    /// <summary>The time on the window's clock, in seconds; NaN where nothing moves.</summary>
    public double Time { get; init; } = double.NaN;

    /// <summary>What other networks say of what was found; null where there are none.</summary>
    public IThingNotes? Notes { get; init; }

    /// <summary>In which run a node was read; 0 where nobody counts them, so that each call may be of another one.</summary>
    public Func<Node, long> RunOf { get; init; } = static _ => 0;

    /// <summary>Where in the frame a digit was found, in pixels.</summary>
    public (float Left, float Top, float Right, float Bottom)? Found { get; init; }
}

/// <summary>
/// An output of a model as one kind of thing: which nodes are read after a run, and what is printed, logged and drawn of them.
/// A kind is one class; <see cref="OutputKinds"/> lists them.
/// </summary>
/// <param name="shown">The output that it stands for.</param>
/// <param name="labels">The names of the classes in output order; empty where there are none.</param>
internal abstract class Output(OutputNode shown, ImmutableArray<string> labels)
{
    /// <summary>The kind's word.</summary>
    public abstract string Kind { get; }

    /// <summary>What is read after a run: floats.</summary>
    public abstract ImmutableArray<Node> Reads { get; }

    /// <summary>The model's own output.</summary>
    public Node Node => shown.Node;

    /// <summary>For people: the kind and the shape of the output.</summary>
    public string Text => field ??= $"{Kind} {Node.Shape}";

    /// <summary>How many names it takes; null where any number is right.</summary>
    public virtual int? Classes => null;

    /// <summary>The panel's headline.</summary>
    public virtual string Title => "Output";

    /// <summary>What stands to the right of the headline.</summary>
    public virtual string Caption => Text;

    /// <summary>One sentence for the panel's tooltip.</summary>
    public abstract string Tip { get; }

    /// <summary>What the layer that holds the first of <see cref="Reads"/> is called; empty: as its operator.</summary>
    public virtual string LayerWord => "";

    /// <summary>Whether it lies over the source, where nothing else should then.</summary>
    public virtual bool LiesOverSource => false;

    /// <summary>Whether what is drawn over the source names all that it says.</summary>
    public virtual bool NamesPlaces => LiesOverSource;

    /// <summary>For people: what makes it of the model's outputs; empty where nothing is decoded.</summary>
    public virtual string Decoding => "";

    /// <summary>What finds things and numbers them; null where nothing is looked for.</summary>
    public virtual Finder? Finder => null;

    /// <summary>Whether it may say of one thing what that is, or where its points are, so that it is shown at the thing's box.</summary>
    public virtual bool TellsOfThings => false;

    /// <summary>Whether it finds things of this name.</summary>
    public bool Finds(string label) => Finder is not null && labels.Contains(label);

    /// <summary>What a run said, in a few words for a row of the screen.</summary>
    public virtual string Brief(in RunValues values, in Answer answer) => answer.Said;

    /// <summary>How many of several things <c>classify</c> names unless told otherwise.</summary>
    public virtual int Top => 5;

    /// <summary>Where the scores lie that can be explained; none where it says no scores.</summary>
    public virtual ImmutableArray<Node> Scores => [];

    /// <summary>The score of the likeliest thing that a run named; null where it named none.</summary>
    public virtual NamedScore? Likeliest(in RunValues values) => null;

    /// <summary>The score of a class that the output has whatever is seen; null where it has none such.</summary>
    public virtual NamedScore? ScoreOf(int index) => null;

    /// <summary>The name of a thing that is followed; empty where nothing is.</summary>
    public virtual string NameOf(int thing) => "";

    /// <summary>The score of a class, or of the surest thing of it that a run found, by name or number; null if there is none.</summary>
    public virtual NamedScore? Find(in RunValues values, string wanted) => ClassOf(wanted) is { } index ? ScoreOf(index) : null;

    /// <summary>Which class has a name, or its first one of several, or a number; null if none has.</summary>
    protected int? ClassOf(string wanted)
    {
        int index = labels.IndexOf(wanted, StringComparer.OrdinalIgnoreCase);
        if (index < 0)
            index = labels.Select(label => label.Split(',')[0]).ToList().FindIndex(
                label => label.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : int.TryParse(wanted, out int number) && number >= 0 && number < Classes ? number : null;
    }

    /// <summary>The name of a class; its number where there is no name.</summary>
    public string Label(int index) => index < labels.Length ? labels[index] : index.ToString();

    /// <summary>What a run said.</summary>
    public virtual Answer Answer(in RunValues values) => new("", null, Text);

    /// <summary>What <c>classify</c> prints of a run.</summary>
    /// <param name="values">The run's values.</param>
    /// <param name="top">How many of several things are named at most.</param>
    public abstract string Print(in RunValues values, int top);

    /// <summary>The properties that <c>classify --json</c> prints of a run.</summary>
    public abstract void PrintJson(Utf8JsonWriter json, in RunValues values, int top);

    /// <summary>A frame is to be drawn: takes over what a person has chosen for all outputs of its kind.</summary>
    public virtual void Begin(Scene scene) { }

    /// <summary>Draws what a run left into the panel.</summary>
    public abstract void Draw(Scene scene, in Rect body);

    /// <summary>Draws what belongs over the source.</summary>
    /// <param name="list">Takes it; another group may be begun.</param>
    /// <param name="fonts">Measures texts.</param>
    /// <param name="values">The run's values.</param>
    /// <param name="sight">Where the source lies; nothing is drawn beyond.</param>
    public virtual void DrawOver(DrawList list, Fonts fonts, in RunValues values, in Sight sight) { }

    /// <summary>Places what can be clicked over the source.</summary>
    public virtual void PlaceOver(Scene scene, in Sight sight) { }

    /// <summary>There is nothing to draw for a while.</summary>
    public virtual void Rest() { }

    /// <summary>What is wrong with a run's values, or empty.</summary>
    public string Fault(in RunValues values)
    {
        foreach (var node in Reads)
            foreach (float value in values.Read(node)!.Floats)
                if (float.IsNaN(value))
                    return "the network's output holds NaN, which is no number";
        return "";
    }

    /// <summary>Writes the properties <c>kind</c> and <c>shape</c>.</summary>
    protected void WriteKind(Utf8JsonWriter json)
    {
        json.WriteString("kind", Kind);
        json.WriteStartArray("shape");
        foreach (int length in Node.Shape)
            json.WriteNumberValue(length);
        json.WriteEndArray();
    }

    /// <summary>Writes a number; null for what JSON has no number for.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, string name, float value)
    {
        if (float.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
