using Cnn.Backends;

namespace Cnn.Explain;

/// <summary>A picture that was changed against what a network says of it.</summary>
/// <param name="Picture">The changed picture, in the network's shape and numbers.</param>
/// <param name="By">How far each number was moved at most.</param>
/// <param name="From">What the network said of the picture as it was: the place of its largest score.</param>
/// <param name="To">What it says of the changed one; the same as <paramref name="From"/> if no step fooled it.</param>
/// <param name="Before">The scores of the picture as it was, before a last Softmax or Sigmoid.</param>
/// <param name="After">Those of the changed one.</param>
public sealed record FooledPicture(Tensor Picture, float By, int From, int To, float[] Before, float[] After);

/// <summary>
/// How little it takes to fool a network: every number of the picture is moved by the same amount against its largest score, in the
/// direction that the gradient's sign says. The change is too small to mean anything to a person.
/// Source: Goodfellow, Shlens and Szegedy, "Explaining and Harnessing Adversarial Examples", ICLR 2015.
/// </summary>
public sealed class FastGradientSign
{
    /// <summary>Makes the graph.</summary>
    /// <param name="score">The network's scores, of one picture and in one output.</param>
    /// <exception cref="CnnException">There are several pictures or outputs, or an operator has no gradient.</exception>
    public FastGradientSign(ExplainedScore score)
    {
        Score = score ?? throw new ArgumentNullException(nameof(score));
        if (score is not { Count: 1, Logits.Length: 1 })
            throw new CnnException($"{score.Count} pictures and {score.Logits.Length} outputs; one of each can be fooled");
        Gradient = Autodiff.Gradients(score.Sum, [score.Picture])[0];
        Graph = new Graph([Gradient, score.Logits[0]]);
    }

    /// <summary>The scores.</summary>
    public ExplainedScore Score { get; }

    /// <summary>The chosen score's gradient by the picture, in the picture's shape.</summary>
    public Node Gradient { get; }

    /// <summary>What is to be compiled; its values are those of the picture that was written last.</summary>
    public Graph Graph { get; }

    /// <summary>A picture moved against a gradient.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="gradient">Of its shape; where it is 0 or no number nothing moves.</param>
    /// <param name="by">How far each number moves.</param>
    /// <param name="low">The smallest number that a picture can have.</param>
    /// <param name="high">The largest.</param>
    public static Tensor Moved(Tensor picture, Tensor gradient, float by, float low, float high)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(gradient);
        var moved = new Tensor(picture.Shape);
        for (int i = 0; i < moved.Floats.Length; i++)
        {
            float sign = gradient.Floats[i] > 0 ? 1 : gradient.Floats[i] < 0 ? -1 : 0;
            moved.Floats[i] = Math.Clamp(picture.Floats[i] - by * sign, low, high);
        }
        return moved;
    }

    /// <summary>Looks for the smallest step that changes what the network says: a run for the gradient, then one for each step.</summary>
    /// <param name="session">Of <see cref="Graph"/>.</param>
    /// <param name="picture">The picture as the network takes it.</param>
    /// <param name="low">The smallest number that a picture can have.</param>
    /// <param name="high">The largest; more than <paramref name="low"/>.</param>
    /// <param name="most">How far a number is moved at most.</param>
    /// <param name="steps">In how many equal steps.</param>
    /// <exception cref="CnnException">The picture has another shape, or a bound makes no sense.</exception>
    public FooledPicture Search(ISession session, Tensor picture, float low, float high, float most, int steps = 32)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(picture);
        if (!(high > low) || !(most > 0) || steps < 1)
            throw new CnnException($"numbers from {low} to {high} moved by {most} in {steps} steps: each must be more than the one before");
        Score.Choose(session, 0, 0);
        float[] before = Scores(picture);
        int from = Largest(before);
        Score.Choose(session, 0, from);
        Scores(picture);
        var gradient = session.Read(Gradient);
        var (moved, after, by) = (picture, before, 0f);
        for (int i = 1; i <= steps && Largest(after) == from; i++)
        {
            by = most * i / steps;
            moved = Moved(picture, gradient, by, low, high);
            after = Scores(moved);
        }
        return new FooledPicture(moved, by, from, Largest(after), before, after);

        float[] Scores(Tensor shown)
        {
            session.Write(Score.Picture, shown);
            session.Run();
            return session.Read(Score.Logits[0]).Floats.ToArray();
        }
    }

    private static int Largest(float[] scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best])
                best = i;
        return best;
    }
}
