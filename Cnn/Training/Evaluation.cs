using System.Collections.Immutable;
using Cnn.Backends;

namespace Cnn.Training;

/// <summary>What a network said of one picture.</summary>
/// <param name="Picture">Its number in the data set.</param>
/// <param name="Label">Its class.</param>
/// <param name="Said">The network's answer: its largest output.</param>
/// <param name="Score">That output's value: a probability 0…1 where the output is a softmax.</param>
/// <param name="LabelScore">The label's value.</param>
public readonly record struct Answer(int Picture, int Label, int Said, float Score, float LabelScore)
{
    /// <summary>Whether the answer is the label.</summary>
    public bool IsRight => Said == Label;
}

/// <summary>What a network said of each picture of a data set.</summary>
/// <param name="Classes">How many classes the pictures have.</param>
/// <param name="Answers">One for each picture, in the data set's order.</param>
public sealed record Evaluation(int Classes, ImmutableArray<Answer> Answers)
{
    /// <summary>How many pictures it was shown.</summary>
    public int Images => Answers.Length;

    /// <summary>How many of these were right.</summary>
    public int Correct { get; } = Answers.Count(answer => answer.IsRight);

    /// <summary>The share that was right, 0…1; 0 where nothing was shown.</summary>
    public double Accuracy => Images == 0 ? 0 : (double)Correct / Images;

    /// <summary>
    /// The mean of −log of the right class's probability, where the outputs are probabilities; less than 1e-7 counts as that.
    /// NaN where nothing was shown.
    /// </summary>
    public double Loss => Images == 0 ? double.NaN : Answers.Average(answer => -Math.Log(Math.Max(answer.LabelScore, 1e-7)));

    /// <summary>How many pictures of each class it was shown.</summary>
    public IReadOnlyList<int> ImagesOfClass { get; } = CountByClass(Classes, Answers);

    /// <summary>How many of these were right.</summary>
    public IReadOnlyList<int> CorrectOfClass { get; } = CountByClass(Classes, Answers.Where(answer => answer.IsRight));

    /// <summary>
    /// The confusion matrix [label, answer]: how many pictures of a class got which answer. Answers beyond the classes, which a
    /// network with more outputs may give, are in no cell.
    /// </summary>
    public int[,] Confusion()
    {
        var counts = new int[Classes, Classes];
        foreach (var answer in Answers)
            if (answer.Said < Classes)
                counts[answer.Label, answer.Said]++;
        return counts;
    }

    /// <summary>The mistakes of which the network was surest, worst first.</summary>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<Answer> Worst(int most) =>
        [.. Answers.Where(answer => !answer.IsRight).OrderByDescending(answer => answer.Score).Take(most)];

    /// <summary>Shows every picture once, in batches of the network's size.</summary>
    /// <param name="session">A session of the network.</param>
    /// <param name="input">Its input: Float32 [N, C, H, W] or [N, H, W, C]; grey pictures go to every channel, RGB ones need three.</param>
    /// <param name="scores">Its output [N, classes, …]; the largest of a row is the answer, the first one on ties.</param>
    /// <param name="data">The pictures, of the input's height and width.</param>
    /// <param name="levels">The value for each grey level 0…255, one table for each channel or one for all; null: level / 255.</param>
    /// <param name="afterBatch">Told how many pictures have been shown.</param>
    /// <exception cref="CnnException">The network does not take such pictures, or has fewer outputs than there are classes.</exception>
    public static Evaluation Run(
        ISession session, Node input, Node scores, DataSet data, float[][]? levels = null, Action<int>? afterBatch = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(data);
        levels ??= [[.. Enumerable.Range(0, 256).Select(level => level / 255f)]];
        int batch = input.Shape[0];
        int channels = ChannelsOf(input, data, out bool last);
        int answers = scores.Shape.Rank > 1 && scores.Shape[0] == batch ? (int)(scores.Shape.Count / batch) : 0;
        if (answers < data.Classes)
            throw new CnnException(
                $"the network's output '{scores.Name}' has shape {scores.Shape}; {data.Classes} classes for each of {batch} pictures are "
                    + "needed");
        var images = new Tensor(input.Shape);
        var values = new Tensor(scores.Shape);
        var said = ImmutableArray.CreateBuilder<Answer>(data.Count);
        for (int first = 0; first < data.Count; first += batch)
        {
            int count = Math.Min(batch, data.Count - first);
            for (int i = 0; i < count; i++)
                Fill(images.Floats.Slice(i * images.Count / batch, images.Count / batch), data.Image(first + i), levels, channels, last);
            session.Write(input, images);
            session.Run();
            session.Read(scores, values);
            for (int i = 0; i < count; i++)
            {
                var row = values.Floats.Slice(i * answers, answers);
                int answer = Largest(row);
                said.Add(new Answer(first + i, data.Label(first + i), answer, row[answer], row[data.Label(first + i)]));
            }
            afterBatch?.Invoke(first + count);
        }
        return new Evaluation(data.Classes, said.MoveToImmutable());
    }

    private static int[] CountByClass(int classes, IEnumerable<Answer> answers)
    {
        var counts = new int[classes];
        foreach (var answer in answers)
            counts[answer.Label]++;
        return counts;
    }

    private static int ChannelsOf(Node input, DataSet data, out bool last)
    {
        var shape = input.Shape;
        bool Fits(int channels) => channels == 3 || channels == data.Channels;
        last = shape.Rank == 4 && shape[1] == data.Height && shape[2] == data.Width && Fits(shape[3]);
        bool first = shape.Rank == 4 && shape[2] == data.Height && shape[3] == data.Width && Fits(shape[1]);
        if (!first && !last)
            throw new CnnException($"the network takes {shape} at '{input.Name}'; the pictures are {data.Height}×{data.Width}, "
                + (data.Channels == 1 ? "grey" : "RGB"));
        last &= !first;
        return last ? shape[3] : shape[1];
    }

    private static void Fill(Span<float> destination, ReadOnlySpan<byte> image, float[][] levels, int channels, bool last)
    {
        int pixels = destination.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            var table = levels[levels.Length == 1 ? 0 : c];
            var plane = image.Slice(image.Length == pixels ? 0 : c * pixels, pixels);
            for (int i = 0; i < pixels; i++)
                destination[last ? i * channels + c : c * pixels + i] = table[plane[i]];
        }
    }

    private static int Largest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best] || float.IsNaN(scores[best]))
                best = i;
        return best;
    }
}
