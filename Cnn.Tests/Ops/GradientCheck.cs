using Cnn.Backends;
using Cnn.Ops;

namespace Cnn.Tests.Ops;

/// <summary>Compares an operator's gradient nodes with central finite differences of its definition.</summary>
public static class GradientCheck
{
    // A power of two, so that x ± step is exact for the values around 1 that cases use.
    private const float Step = 1f / 512;
    private const int MostElements = 48;

    /// <summary>What is wrong with the gradients, or null.</summary>
    public static string? Difference(OperatorCase test)
    {
        var values = test.Values();
        var y = test.Node();
        var weight = TestInput.Floats(y.Shape).Value(seed: 77);
        var (graph, inputs) = WithGradients(y, weight);
        if (inputs.Count == 0)
            return "no input has a gradient";
        var gradients = test.Run(new ReferenceBackend(), graph);
        for (int k = 0; k < inputs.Count; k++)
        {
            int input = inputs[k];
            var x = values[input];
            int stride = Math.Max(1, x.Count / MostElements);
            for (int i = 0; i < x.Count; i += stride)
            {
                float middle = x.Floats[i];
                x.Floats[i] = middle + Step;
                double above = Loss(test.Evaluate(values), weight);
                x.Floats[i] = middle - Step;
                double below = Loss(test.Evaluate(values), weight);
                x.Floats[i] = middle;
                double expected = (above - below) / ((middle + Step) - (double)(middle - Step));
                double actual = gradients[1 + k].Floats[i];
                if (!(Math.Abs(expected - actual) <= 1e-3 + 5e-3 * Math.Abs(expected)))
                    return $"gradient of input {input}, element {i} of {x.Shape}: {actual:R}; finite differences give {expected:R}";
            }
        }
        return null;
    }

    /// <summary>
    /// A graph with the operator's output and, for each Float32 input that has a gradient, the gradient of
    /// Σ weight · output.
    /// </summary>
    public static (Cnn.Graph Graph, List<int> Inputs) WithGradients(Node y, Tensor weight)
    {
        var weighted = y * new Node(new Constant(weight));
        var loss = new Node(new ReduceSum(KeepDims: false), [weighted]);
        var outputs = new List<Node> { y };
        var inputs = new List<int>();
        for (int i = 0; i < y.Inputs.Length; i++)
            if (y.Inputs[i] is { Op: Input, Type: DataType.Float32 } && y.Op.Gradient(y, y)[i] is not null)
            {
                inputs.Add(i);
                outputs.Add(Autodiff.Gradients(loss, [y.Inputs[i]])[0]);
            }
        return (new Cnn.Graph(outputs), inputs);
    }

    // In double: the difference of two sums of floats would lose what the step changes.
    private static double Loss(Tensor y, Tensor weight)
    {
        double sum = 0;
        for (int i = 0; i < y.Count; i++)
            sum += (double)y.Floats[i] * weight.Floats[i];
        return sum;
    }
}
