using Cnn;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Outputs;

namespace Demo.Views.Filters;

/// <summary>A row as a network like any other: from a picture of 0 … 1 to its last stage, the kernels as weights.</summary>
internal sealed class LabModel
{
    /// <param name="row">The row.</param>
    /// <param name="width">Of the picture that it takes, in pixels.</param>
    /// <param name="height">Of the picture.</param>
    /// <exception cref="CnnException">The picture is too small for a stage.</exception>
    public LabModel(LabRow row, int width, int height)
    {
        row.Sizes(width, height);
        Input = new Node(new Input([1, row.ChannelsBefore(0), height, width]), "picture");
        var chain = StageNodes.Chain(row, Input, i => Kernel(row, i), row.Stages.Length);
        var result = chain.IsEmpty ? Input : chain[^1].Output;
        // A row that does nothing still is a network.
        Result = result == Input ? new Node(new Identity(), [Input], "result") : result;
        Graph = new Graph(Result);
    }

    /// <summary>The picture, [1,C,H,W].</summary>
    public Node Input { get; }

    /// <summary>What the last stage yields.</summary>
    public Node Result { get; }

    public Graph Graph { get; }

    /// <summary>The kernels.</summary>
    public VariableSet Variables { get; } = new();

    /// <summary>How a picture becomes a row's input, and what its output is.</summary>
    public static Recipe RecipeFor(LabRow row) => new()
    {
        Colors = row.Colours switch
        {
            LabColours.Grey => ColorOrder.Grey,
            LabColours.Red => ColorOrder.Red,
            LabColours.Green => ColorOrder.Green,
            LabColours.Blue => ColorOrder.Blue,
            _ => ColorOrder.Rgb,
        },
        Output = row.ChannelsBefore(row.Stages.Length) == 3 ? PictureOutput.Word : MapsOutput.Word,
    };

    private KernelNodes Kernel(LabRow row, int stage)
    {
        var kernel = row.KernelOf(stage);
        int groups = row.Colours == LabColours.Each ? 3 : 1;
        string name = $"{kernel.Name}.{stage + 1}";
        return new(
            [.. Enumerable.Range(0, kernel.Maps).Select(map => Variable(kernel.Maps == 1 ? $"{name}.weight" : $"{name}.weight{map + 1}",
                LabKernels.WeightsOf(kernel, map, groups)))],
            Variable($"{name}.bias", Tensor.Vector([.. Enumerable.Repeat(kernel.Bias, kernel.Maps == 1 ? groups : 1)])));
    }

    private Node Variable(string name, Tensor value)
    {
        Variables.Write(name, value);
        return new Node(new Variable(value.Shape), name);
    }
}
