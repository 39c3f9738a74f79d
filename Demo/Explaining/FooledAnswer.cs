using Cnn;
using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Explain;
using Cnn.Preprocessing;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>A picture, a change that hardly shows, and what the network says of both.</summary>
/// <param name="Original">The picture as it entered the network.</param>
/// <param name="Change">What was added: grey is nothing.</param>
/// <param name="Fooled">Both together.</param>
/// <param name="From">The class of the picture, and how sure the network is.</param>
/// <param name="To">The class of the changed one.</param>
/// <param name="Share">How far each number was moved, as a share of the range from black to white.</param>
/// <param name="IsFooled">Whether the classes differ.</param>
internal sealed record FooledAnswer(
    Thumbnail Original, Thumbnail Change, Thumbnail Fooled, (string Label, float Share) From, (string Label, float Share) To, float Share,
    bool IsFooled)
{
    // More than half of the way from black to white would be another picture to people too.
    private const float Most = 0.5f;

    /// <summary>Fools a network with its own gradient, on the processor: takes as long as some thirty runs.</summary>
    /// <param name="parts">The network; its output is classes.</param>
    /// <param name="picture">The value of the preprocessing's end.</param>
    /// <exception cref="CnnException">The network says no classes, or an operator has no gradient.</exception>
    public static FooledAnswer Of(NetworkParts parts, Tensor picture)
    {
        var output = parts.Output;
        if (output.Kind != ClassesOutput.Word || output.Scores is not [var node])
            throw new CnnException($"{parts.Name} puts out {output.Text}, no classes to take one for another");
        bool last = parts.Preprocessing.Recipe?.Layout == ChannelLayout.Nhwc;
        var method = new FastGradientSign(new ExplainedScore(parts.Preprocessing.Output, [node], last));
        using var backend = new CpuBackend(threads: Math.Max(1, Environment.ProcessorCount / 2));
        using var session = backend.CompileNow(method.Graph, parts.Variables);
        var (low, high) = (float.MaxValue, float.MinValue);
        foreach (float value in picture.Floats)
            (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        if (!(high > low))
            throw new CnnException("the picture is empty; there is nothing to be wrong about");
        var fooled = method.Search(session, picture, low, high, Most * (high - low));
        var change = new Tensor(picture.Shape);
        for (int i = 0; i < change.Floats.Length; i++)
            change.Floats[i] = fooled.Picture.Floats[i] - picture.Floats[i];
        float by = Math.Max(fooled.By, 1e-20f);
        return new FooledAnswer(
            Small(picture, low, high), Small(change, -by, by), Small(fooled.Picture, low, high), Said(fooled.Before, fooled.From),
            Said(fooled.After, fooled.To), by / (high - low), fooled.From != fooled.To);

        (string, float) Said(float[] logits, int which)
        {
            double sum = 0, most = logits.Max();
            foreach (float logit in logits)
                sum += Math.Exp(logit - most);
            return (output.Label(which), (float)(Math.Exp(logits[which] - most) / sum));
        }

        Thumbnail Small(Tensor values, float from, float to)
        {
            var shape = values.Shape;
            var (channels, height, width) = last ? (shape[3], shape[1], shape[2]) : (shape[1], shape[2], shape[3]);
            bool blueFirst = parts.Preprocessing.Recipe?.Colors == ColorOrder.Bgr;
            int size = height * width;
            byte[] planes = new byte[3 * size];
            for (int c = 0; c < 3; c++)
                for (int i = 0; i < size; i++)
                {
                    int channel = channels == 3 ? blueFirst ? 2 - c : c : 0;
                    float value = values.Floats[last ? i * channels + channel : channel * size + i];
                    planes[c * size + i] = (byte)(Math.Clamp((value - from) / (to - from), 0, 1) * 255 + 0.5f);
                }
            return new Thumbnail(planes, width, height);
        }
    }
}
