using System.Collections.Immutable;
using System.Globalization;

namespace Cnn.Training;

/// <summary>
/// A training that can go on: how far it is, its weights and the optimiser's moments, and what its owner noted. A safetensors file, so
/// that other tools can look into it.
/// </summary>
/// <param name="State">How far it is.</param>
/// <param name="Notes">What the owner noted, such as the options of a command line.</param>
public sealed record Checkpoint(TrainingState State, IReadOnlyDictionary<string, string> Notes)
{
    private const string Format = "realtimecnn-training", Version = "1";
    private const string FormatKey = "format", VersionKey = "version", StepsKey = "steps", EpochsKey = "epochs", NotePrefix = "note.";

    /// <summary>Writes it with the weights that were published last.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(Stream stream, VariableSet variables)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(variables);
        var notes = new Dictionary<string, string>
        {
            [FormatKey] = Format,
            [VersionKey] = Version,
            [StepsKey] = State.Steps.ToString(CultureInfo.InvariantCulture),
            [EpochsKey] = string.Join(';', State.Epochs.Select(ToText)),
        };
        foreach (var (key, value) in Notes)
            notes[NotePrefix + key] = value;
        var weights = variables.Published;
        SafeTensors.Write(stream, [.. weights.Names.Select(name => (name, weights[name]))], notes);
    }

    /// <summary>Reads a file; the weights go into the set.</summary>
    /// <exception cref="CnnException">It cannot be read, is damaged, or is of something else.</exception>
    public static Checkpoint Read(string path, VariableSet variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var (tensors, notes) = SafeTensors.Read(path);
        if (notes.GetValueOrDefault(FormatKey) != Format)
            throw new CnnException($"{path}: a safetensors file, but not of a training that can go on");
        if (notes.GetValueOrDefault(VersionKey) != Version)
            throw new CnnException($"{path}: version '{notes.GetValueOrDefault(VersionKey)}' of the format; this program reads {Version}");
        try
        {
            var state = new TrainingState
            {
                Steps = long.Parse(notes[StepsKey], CultureInfo.InvariantCulture),
                Epochs = [.. notes[EpochsKey].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Parse)],
            };
            if (state.Steps < 0)
                throw new FormatException("a negative number of steps");
            variables.Write(tensors);
            return new Checkpoint(state, notes.Where(note => note.Key.StartsWith(NotePrefix, StringComparison.Ordinal))
                .ToImmutableDictionary(note => note.Key[NotePrefix.Length..], note => note.Value));
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or OverflowException or IndexOutOfRangeException)
        {
            throw new CnnException($"{path}: damaged: {e.Message}", e);
        }
    }

    private static string ToText(EpochResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Loss:R} {result.HeldOutLoss:R} {result.Accuracy:R} {result.Rate:R}");

    private static EpochResult Parse(string text, int index)
    {
        double[] values = [.. text.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
        return new EpochResult(index + 1, values[0], values[1], values[2], values[3]);
    }
}
