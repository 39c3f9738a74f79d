using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The Inputs for the numbers of a row's kernels: editing one writes it and compiles nothing.</summary>
internal sealed class LabKernels
{
    private readonly ImmutableArray<(int Stage, ImmutableArray<Node> Maps, Node Bias, KernelNodes Nodes)> _filters;

    public LabKernels(LabRow row)
    {
        var filters = ImmutableArray.CreateBuilder<(int, ImmutableArray<Node>, Node, KernelNodes)>();
        for (int i = 0; i < row.Stages.Length; i++)
            if (row.Stages[i] is FilterStage)
            {
                var kernel = row.KernelOf(i);
                Shape shape = [1, kernel.Channels, kernel.Size, kernel.Size];
                ImmutableArray<Node> maps =
                    [.. Enumerable.Range(1, kernel.Maps).Select(map => new Node(new Input(shape), $"kernel {i + 1}, map {map}"))];
                var bias = new Node(new Input([1]), $"bias {i + 1}");
                filters.Add((i, maps, bias, row.Colours != LabColours.Each ? new(maps, bias)
                    : new([.. maps.Select(Repeated)], kernel.Maps == 1 ? Repeated(bias) : bias)));
            }
        _filters = filters.ToImmutable();
    }

    /// <summary>What the convolution of a stage reads.</summary>
    public KernelNodes this[int stage] => _filters.First(filter => filter.Stage == stage).Nodes;

    /// <summary>The numbers of a row of the same shape.</summary>
    public IEnumerable<Dial> Dials(LabRow row)
    {
        foreach (var (stage, maps, bias, _) in _filters)
        {
            var kernel = row.KernelOf(stage);
            for (int map = 0; map < maps.Length; map++)
                yield return new(maps[map], WeightsOf(kernel, map));
            yield return new(bias, Tensor.Vector(kernel.Bias));
        }
    }

    /// <summary>A map's scaled numbers, as often as there are groups: [groups, channels, k, k].</summary>
    public static Tensor WeightsOf(FilterKernel kernel, int map, int groups = 1)
    {
        var weights = new Tensor([groups, kernel.Channels, kernel.Size, kernel.Size]);
        int length = weights.Count / groups;
        for (int i = 0; i < weights.Count; i++)
            weights.Floats[i] = kernel.Weight(map * length + i % length);
        return weights;
    }

    // The same numbers for red, green and blue.
    private static Node Repeated(Node numbers) => new(new Concat(0), [numbers, numbers, numbers], $"{numbers.Name} for each colour");
}
