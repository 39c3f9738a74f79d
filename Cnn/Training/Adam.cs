using Cnn.Ops;

namespace Cnn.Training;

/// <summary>
/// Adam: each weight's step is the running mean of its gradients over the root of that of their squares, both corrected for having
/// begun at 0. <see href="https://arxiv.org/abs/1412.6980"/>
/// </summary>
/// <param name="Beta1">How slowly the mean forgets: m ← β1·m + (1 − β1)·g.</param>
/// <param name="Beta2">How slowly the mean of squares forgets: v ← β2·v + (1 − β2)·g².</param>
/// <param name="Epsilon">Keeps the quotient finite: w ← w − rate · m̂ / (√v̂ + ε).</param>
/// <param name="WeightDecay">L2 regularisation: g is the loss's gradient + so much · w.</param>
public sealed record Adam(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0) : Optimizer
{
    /// <inheritdoc/>
    public override IReadOnlyList<Update> Updates(
        IReadOnlyList<Node> trained, IReadOnlyList<Node> gradients, Node rate, Node step, VariableSet variables)
    {
        ArgumentNullException.ThrowIfNull(trained);
        return Updates(
            trained, [.. gradients.Select((g, i) => Decayed(g, trained[i], WeightDecay))],
            new AdamStep((float)Beta1, (float)Beta2, (float)Epsilon), rate, step, variables);
    }

    /// <summary>The updates of a step that both forms of Adam take.</summary>
    internal static IReadOnlyList<Update> Updates(
        IReadOnlyList<Node> trained, IReadOnlyList<Node> gradients, AdamStep op, Node rate, Node step, VariableSet variables)
    {
        var updates = new List<Update>(3 * trained.Count);
        for (int i = 0; i < trained.Count; i++)
        {
            var w = trained[i];
            var m = State(w, "adam_m", variables);
            var v = State(w, "adam_v", variables);
            var newM = new Node(new AdamFirstMoment(op.Beta1), [m, gradients[i]], m.Name);
            var newV = new Node(new AdamSecondMoment(op.Beta2), [v, gradients[i]], v.Name);
            updates.Add(new(m, newM));
            updates.Add(new(v, newV));
            updates.Add(new(w, new Node(op, [w, newM, newV, rate, step], w.Name)));
        }
        return updates;
    }
}

/// <summary>
/// Adam whose weight decay does not go through the moments: w ← (1 − rate · decay) · w − rate · m̂ / (√v̂ + ε).
/// <see href="https://arxiv.org/abs/1711.05101"/>
/// </summary>
/// <param name="Beta1">As of <see cref="Adam"/>.</param>
/// <param name="Beta2">As of <see cref="Adam"/>.</param>
/// <param name="Epsilon">As of <see cref="Adam"/>.</param>
/// <param name="WeightDecay">What share of a weight goes in each step, times the rate.</param>
public sealed record AdamW(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0.01) : Optimizer
{
    /// <inheritdoc/>
    public override IReadOnlyList<Update> Updates(
        IReadOnlyList<Node> trained, IReadOnlyList<Node> gradients, Node rate, Node step, VariableSet variables)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(gradients);
        var op = new AdamStep((float)Beta1, (float)Beta2, (float)Epsilon, (float)WeightDecay);
        return Adam.Updates(trained, gradients, op, rate, step, variables);
    }
}
