namespace Cnn.Tfjs.Operators;

/// <summary>Where a node of the file has height, width and channels of its maps, and what its attributes say of them.</summary>
internal sealed record Maps(Ints Order, int Height, int Width, int Channels)
{
    /// <summary>What the node's data_format says.</summary>
    public static Maps Of(TfReader n) => n.Text("data_format", "NHWC") switch
    {
        "NHWC" => new(Value.Nchw, 1, 2, 3),
        "NCHW" => new(Value.Plain(4), 2, 3, 1),
        var format => throw n.Error($"attribute 'data_format' is '{Printable.Of(format)}'; known are NHWC, NCHW"),
    };

    /// <summary>Height's and width's of a list with a number for each axis, of which the others must be 1.</summary>
    public Ints Of(int[] list, TfReader n, string name) =>
        list.Length == 4 && list[0] == 1 && list[Channels] == 1
            ? [list[Height], list[Width]]
            : throw n.Error($"attribute '{name}' is [{string.Join(", ", list)}]; four numbers are needed, 1 for batch and channels");

    /// <summary>The pads that the node's padding means for a map: both beginnings, then both ends.</summary>
    public Ints Pads(TfReader n, Shape input, Ints kernel, Ints strides, Ints dilations)
    {
        string padding = n.Text("padding", "");
        int[] given = n.Ints("explicit_paddings");
        var (top, bottom) = Axis(Height, 0);
        var (left, right) = Axis(Width, 1);
        return [top, left, bottom, right];

        (int Begin, int End) Axis(int axis, int i)
        {
            switch (padding)
            {
                case "VALID":
                    return (0, 0);
                case "SAME":
                    if (strides[i] < 1)
                        throw n.Error($"stride {strides[i]}");
                    long steps = ((long)input[axis] + strides[i] - 1) / strides[i];
                    long missing = (steps - 1) * strides[i] + (kernel[i] - 1L) * dilations[i] + 1 - input[axis];
                    int all = checked((int)Math.Max(0, missing));
                    // The odd one comes last.
                    return (all / 2, all - all / 2);
                case "EXPLICIT" when given.Length == 8:
                    return (given[2 * axis], given[2 * axis + 1]);
                default:
                    throw n.Error($"attribute 'padding' is '{Printable.Of(padding)}' with {given.Length} explicit paddings; "
                        + "known are VALID, SAME, and EXPLICIT with 8");
            }
        }
    }
}
