using Cnn.Ops;

namespace Cnn.Training;

/// <summary>What training makes small: scalars, as nodes with gradients.</summary>
public static class Losses
{
    /// <summary>−log of the right class's probability, a mean over the batch.</summary>
    /// <param name="logits">[N, classes].</param>
    /// <param name="labels">Int32 [N].</param>
    public static Node CrossEntropy(Node logits, Node labels) => new(new SoftmaxCrossEntropyLoss(), [logits, labels]);

    /// <summary>The cross-entropy of yes and no at each place, a mean over all: log(1 + e^x) − x·y.</summary>
    /// <param name="logits">Any shape.</param>
    /// <param name="targets">0 … 1, same shape.</param>
    public static Node BinaryCrossEntropy(Node logits, Node targets) =>
        new(new ReduceMean(KeepDims: false), [new Node(new Softplus(), [logits]) - logits * targets]);

    /// <summary>
    /// Binary cross-entropy of a classifier whose classes are each a yes or no of their own: the target is 1 for the label's class and
    /// 0 for all others. What is like none of the classes may get no from all.
    /// </summary>
    /// <param name="logits">[N, classes, …].</param>
    /// <param name="labels">Int32 [N, …].</param>
    public static Node OneAgainstAll(Node logits, Node labels)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        var shape = logits.Shape;
        int[] others = [.. Enumerable.Repeat(1, shape.Rank - 2)];
        var classes = new Node(new Constant(Tensor.From([1, shape[1], .. others], Enumerable.Range(0, shape[1]).ToArray())), "classes");
        var column = new Node(new Reshape([shape[0], 1, .. shape.Skip(2)]), [labels]);
        return BinaryCrossEntropy(logits, new Node(new Cast(DataType.Float32), [new Node(new Equal(), [column, classes])]));
    }

    /// <summary>
    /// For a map that is nearly everywhere 0, with single places that are 1: the cross-entropy, in which places that are
    /// right already count little, and places beside a 1 less than others. A sum over all places for each that is 1. The
    /// penalty-reduced focal loss of Law and Deng 2018, "CornerNet", equation 1, with α = 2.
    /// </summary>
    /// <param name="logits">[N,1,H,W].</param>
    /// <param name="present">1 where it should be 1, else 0.</param>
    /// <param name="absent">How much it matters that it is 0: 1 far away, less beside a 1, 0 where it does not.</param>
    public static Node Focal(Node logits, Node present, Node absent)
    {
        var p = new Node(new Sigmoid(), [logits]);
        var missed = 1 - p;
        // −log p and −log(1 − p), without the cancellation of either.
        var surprise = new Node(new Softplus(), [logits * -1]);
        var alarm = new Node(new Softplus(), [logits]);
        return Sum(present * missed * missed * surprise + absent * p * p * alarm) / (Sum(present) + 1);
    }

    /// <summary>The mean of |x − target| over the weighted places.</summary>
    /// <param name="x">[N,C,H,W].</param>
    /// <param name="targets">Same shape.</param>
    /// <param name="weights">[N,1,H,W].</param>
    public static Node Distance(Node x, Node targets, Node weights) =>
        Sum(new Node(new Abs(), [x - targets]) * weights) * (1f / x.Shape[1]) / (Sum(weights) + 1);

    private static Node Sum(Node x) => new(new ReduceSum(KeepDims: false), [x]);
}
