using Cnn.Ops;

namespace Cnn.Training;

/// <summary>
/// How gradients become steps of the weights, as a part of the training graph: its state are Variables and its step is nodes, so that
/// any backend trains. What differs between optimisers is one record each: <see cref="Adam"/>, <see cref="AdamW"/>, <see cref="Sgd"/>.
/// </summary>
public abstract record Optimizer
{
    /// <summary>
    /// The updates that make one step. What it remembers of each variable w is a variable <c>w.name</c>, written as zeros into the set
    /// unless it is there.
    /// </summary>
    /// <param name="trained">The Variables to train.</param>
    /// <param name="gradients">The loss's gradient for each of them.</param>
    /// <param name="rate">The learning rate: a Float32 scalar, usually an Input.</param>
    /// <param name="step">The number of this step, from 1: a Float32 scalar Input.</param>
    /// <param name="variables">Where the state is kept.</param>
    public abstract IReadOnlyList<Update> Updates(
        IReadOnlyList<Node> trained, IReadOnlyList<Node> gradients, Node rate, Node step, VariableSet variables);

    /// <summary>Gradients that are together no longer than a length: all are shortened by one factor where they are.
    /// <see href="https://arxiv.org/abs/1211.5063"/></summary>
    /// <param name="gradients">The gradients of all trained variables.</param>
    /// <param name="most">The largest Euclidean norm of all of them as one vector.</param>
    public static IReadOnlyList<Node> Clip(IReadOnlyList<Node> gradients, double most)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (!(most > 0))
            throw new CnnException($"gradients cannot be clipped to a length of {most}; it must be above 0");
        if (gradients.Count == 0)
            return gradients;
        Node[] squares = [.. gradients.Select(g => new Node(new ReduceSumSquare(KeepDims: false), [g]))];
        var norm = new Node(new Sqrt(), [squares.Length == 1 ? squares[0] : new Node(new Sum(), squares)], "gradient norm");
        // All gradients may be 0.
        var factor = new Node(
            new Clip(HasMin: true, HasMax: true), [Nodes.Scalar((float)most) / (norm + 1e-12f), Nodes.Scalar(0), Nodes.Scalar(1)]);
        return [.. gradients.Select(g => g * factor)];
    }

    /// <summary>A variable of the same shape as another one, for what is remembered of it.</summary>
    private protected static Node State(Node variable, string suffix, VariableSet variables)
    {
        string name = $"{variable.Name}.{suffix}";
        if (!variables.Contains(name))
            variables.Write(name, new Tensor(variable.Shape));
        return new Node(new Variable(variable.Shape), name);
    }

    /// <summary>The gradient of the loss and of factor/2 · |w|² (L2 regularisation).</summary>
    private protected static Node Decayed(Node gradient, Node variable, double factor) =>
        factor == 0 ? gradient : new Node(new Axpy((float)factor), [variable, gradient]);
}
