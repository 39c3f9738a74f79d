using Cnn.Ops;

namespace Cnn.Training;

/// <summary>
/// Steps down the gradient, with momentum where one is given: v ← momentum · v + g, w ← w − rate · v; Nesterov's looks ahead:
/// w ← w − rate · (g + momentum · v). As ONNX's <see href="https://onnx.ai/onnx/operators/onnx_aionnxpreviewtraining_Momentum.html"/>
/// with beta 1.
/// </summary>
/// <param name="Momentum">How slowly the velocity v is lost; 0: there is none.</param>
/// <param name="Nesterov">Whether the step is that of Nesterov's momentum.</param>
/// <param name="WeightDecay">L2 regularisation: g is the loss's gradient + so much · w.</param>
public sealed record Sgd(double Momentum = 0, bool Nesterov = false, double WeightDecay = 0) : Optimizer
{
    /// <inheritdoc/>
    public override IReadOnlyList<Update> Updates(
        IReadOnlyList<Node> trained, IReadOnlyList<Node> gradients, Node rate, Node step, VariableSet variables)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(gradients);
        var updates = new List<Update>(2 * trained.Count);
        for (int i = 0; i < trained.Count; i++)
        {
            var w = trained[i];
            var direction = Decayed(gradients[i], w, WeightDecay);
            if (Momentum != 0)
            {
                var v = State(w, "velocity", variables);
                var velocity = new Node(new Axpy((float)Momentum), [v, direction], v.Name);
                updates.Add(new(v, velocity));
                direction = Nesterov ? new Node(new Axpy((float)Momentum), [velocity, direction]) : velocity;
            }
            updates.Add(new(w, new Node(new SgdStep(), [w, direction, rate], w.Name)));
        }
        return updates;
    }
}
