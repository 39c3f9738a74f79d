using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The Inputs for the numbers of a row's kernels: editing one writes it and compiles nothing.</summary>
internal sealed class LabKernels
{
    private readonly ImmutableArray<(int Stage, Node Weights, Node Bias, KernelNodes Nodes)> _filters;

    public LabKernels(LabRow row)
    {
        var filters = ImmutableArray.CreateBuilder<(int, Node, Node, KernelNodes)>();
        for (int i = 0; i < row.Stages.Length; i++)
            if (row.Stages[i] is FilterStage)
            {
                var kernel = row.KernelOf(i);
                var weights = new Node(new Input([kernel.Maps, kernel.Channels, kernel.Size, kernel.Size]), $"kernel {i + 1}");
                var bias = new Node(new Input([1]), $"bias {i + 1}");
                filters.Add((i, weights, bias, row.Colours != LabColours.Each ? new(weights, bias)
                    : new(Repeated(weights), kernel.Maps == 1 ? Repeated(bias) : bias)));
            }
        _filters = filters.ToImmutable();
    }

    /// <summary>What the convolution of a stage reads.</summary>
    public KernelNodes this[int stage] => _filters.First(filter => filter.Stage == stage).Nodes;

    /// <summary>The numbers of a row of the same shape.</summary>
    public IEnumerable<Dial> Dials(LabRow row)
    {
        foreach (var (stage, weights, bias, _) in _filters)
        {
            var kernel = row.KernelOf(stage);
            yield return new(weights, WeightsOf(kernel));
            yield return new(bias, Tensor.Vector(kernel.Bias));
        }
    }

    /// <summary>A kernel's scaled numbers: [maps, channels, k, k].</summary>
    public static Tensor WeightsOf(FilterKernel kernel)
    {
        var weights = new Tensor([kernel.Maps, kernel.Channels, kernel.Size, kernel.Size]);
        for (int i = 0; i < weights.Count; i++)
            weights.Floats[i] = kernel.Weight(i);
        return weights;
    }

    // The same numbers for red, green and blue.
    private static Node Repeated(Node numbers) => new(new Concat(0), [numbers, numbers, numbers], $"{numbers.Name} for each colour");
}
