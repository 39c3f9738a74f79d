using Cnn.Backends;

namespace Cnn.Training;

/// <summary>How many pictures a network names rightly.</summary>
/// <param name="Images">How many it was shown.</param>
/// <param name="Correct">How many of these were right.</param>
/// <param name="CorrectOfClass">The same for each class.</param>
/// <param name="ImagesOfClass">How many of each class it was shown.</param>
public sealed record Evaluation(int Images, int Correct, IReadOnlyList<int> CorrectOfClass, IReadOnlyList<int> ImagesOfClass)
{
    /// <summary>The share that was right, 0…1; 0 where nothing was shown.</summary>
    public double Accuracy => Images == 0 ? 0 : (double)Correct / Images;

    /// <summary>Shows every picture once, in batches of the network's size.</summary>
    /// <param name="session">A session of the network.</param>
    /// <param name="input">Its input: Float32 [N, C, H, W] or [N, H, W, C]; grey goes to every channel.</param>
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
        var correct = new int[data.Classes];
        var shown = new int[data.Classes];
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
                int label = data.Label(first + i);
                shown[label]++;
                correct[label] += Largest(values.Floats.Slice(i * answers, answers)) == label ? 1 : 0;
            }
            afterBatch?.Invoke(first + count);
        }
        return new Evaluation(data.Count, correct.Sum(), correct, shown);
    }

    private static int ChannelsOf(Node input, DataSet data, out bool last)
    {
        var shape = input.Shape;
        last = shape.Rank == 4 && shape[1] == data.Height && shape[2] == data.Width && shape[3] is 1 or 3;
        bool first = shape.Rank == 4 && shape[2] == data.Height && shape[3] == data.Width && shape[1] is 1 or 3;
        if (!first && !last)
            throw new CnnException($"the network takes {shape} at '{input.Name}'; the pictures are {data.Height}×{data.Width}, grey");
        last &= !first;
        return last ? shape[3] : shape[1];
    }

    private static void Fill(Span<float> destination, ReadOnlySpan<byte> image, float[][] levels, int channels, bool last)
    {
        for (int c = 0; c < channels; c++)
        {
            var table = levels[levels.Length == 1 ? 0 : c];
            for (int i = 0; i < image.Length; i++)
                destination[last ? i * channels + c : c * image.Length + i] = table[image[i]];
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
