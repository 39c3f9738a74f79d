using Cnn;
using Cnn.Backends;
using Cnn.Explain;
using Cnn.Preprocessing;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>One method on one network: asks why one of its scores is what it is for a picture as the network takes it.</summary>
internal sealed class ExplainRun : IDisposable
{
    private readonly NetworkParts _parts;
    private readonly ISession _session;
    private readonly Node? _value;
    private Tensor? _baseline;

    /// <param name="method">The method.</param>
    /// <param name="parts">The network.</param>
    /// <param name="backend">Where it runs.</param>
    /// <param name="value">The node of another value that is explained in place of a score.</param>
    /// <exception cref="CnnException">The network says no scores, or the method does not work with it.</exception>
    public ExplainRun(ExplainMethod method, NetworkParts parts, IBackend backend, Node? value = null)
    {
        var scores = value is null ? parts.Output.Scores : [value];
        if (scores.IsEmpty)
            throw new CnnException($"{parts.Name} puts out {parts.Output.Text}, which has no score to explain; "
                + $"{ClassesOutput.Word}, {ScoreOutput.Word} and {BoxesOutput.Word} have");
        (_parts, _value) = (parts, value);
        Attribution = method.Make(new ExplainedScore(
            parts.Preprocessing.Output, scores, parts.Preprocessing.Recipe?.Layout == ChannelLayout.Nhwc));
        _session = backend.CompileNow(Attribution.Graph, parts.Variables, Attribution.Options);
    }

    /// <summary>The method, with its map.</summary>
    public Attribution Attribution { get; }

    /// <summary>Begins with a picture and a score.</summary>
    /// <param name="picture">The value of the preprocessing's end.</param>
    /// <param name="place">Which of the output's scores.</param>
    /// <param name="mean">Whether the picture's mean colour is what it is compared with, and not black.</param>
    public void Begin(Tensor picture, in ValuePlace place, bool mean = false)
    {
        var score = Attribution.Score;
        _session.Write(score.Picture, picture);
        score.Choose(_session, _value is null ? _parts.Output.Scores.IndexOf(place.Node) : 0, place.Index);
        var empty = (Attribution as IntegratedGradients)?.Baseline ?? (Attribution as Occlusion)?.Fill;
        if (empty is not null)
            _session.Write(empty, mean ? Baselines.OfMean(picture, score.ChannelAxis) : _baseline ??= Black(score));
        Attribution.Restart();
    }

    /// <summary>Makes one run more; true when the map is as good as it gets.</summary>
    public bool Step() => Attribution.Step(_session);

    public void Dispose() => _session.Dispose();

    // What a black picture, or a sheet without ink, is behind preprocessing.
    private Tensor Black(ExplainedScore score)
    {
        var recipe = _parts.Preprocessing.Recipe;
        var colour = new float[score.Picture.Shape[score.ChannelAxis]];
        for (int c = 0; c < colour.Length && recipe is not null; c++)
            colour[c] = recipe.Darkest(c);
        return Baselines.OfColour(score.Picture.Shape, score.ChannelAxis, colour);
    }
}
