using Cnn.Ops;

namespace Cnn.Training;

/// <summary>
/// The Adam optimiser as a part of the training graph: its moments are Variables and its step is nodes, so that any
/// backend trains. <see href="https://arxiv.org/abs/1412.6980"/>
/// </summary>
public static class Adam
{
    /// <summary>
    /// The updates that minimise a loss. For each variable w two more, <c>w.adam_m</c> and <c>w.adam_v</c>, are written
    /// as zeros into the set unless they are there.
    /// </summary>
    /// <param name="loss">A scalar node.</param>
    /// <param name="trained">The Variables to train.</param>
    /// <param name="rate">The learning rate: a Float32 scalar, usually an Input.</param>
    /// <param name="step">The number of this step, from 1: a Float32 scalar Input.</param>
    /// <param name="variables">Where the moments are kept.</param>
    /// <param name="options">The betas and epsilon.</param>
    public static IReadOnlyList<Update> Updates(
        Node loss, IReadOnlyList<Node> trained, Node rate, Node step, VariableSet variables, AdamStep? options = null)
    {
        options ??= new AdamStep();
        var gradients = Autodiff.Gradients(loss, trained);
        var updates = new List<Update>(3 * trained.Count);
        for (int i = 0; i < trained.Count; i++)
        {
            var w = trained[i];
            var m = Moment(w, "adam_m", variables);
            var v = Moment(w, "adam_v", variables);
            var newM = new Node(new AdamFirstMoment(options.Beta1), [m, gradients[i]], m.Name);
            var newV = new Node(new AdamSecondMoment(options.Beta2), [v, gradients[i]], v.Name);
            updates.Add(new(m, newM));
            updates.Add(new(v, newV));
            updates.Add(new(w, new Node(options, [w, newM, newV, rate, step], w.Name)));
        }
        return updates;
    }

    private static Node Moment(Node variable, string suffix, VariableSet variables)
    {
        string name = $"{variable.Name}.{suffix}";
        if (!variables.Contains(name))
            variables.Write(name, new Tensor(variable.Shape));
        return new Node(new Variable(variable.Shape), name);
    }
}
