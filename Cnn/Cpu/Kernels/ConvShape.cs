using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// The sizes of a convolution as its kernel sees them: input channels in packs (of one channel where the input is row-major), padded
/// maps, output channels in blocks of two packs.
/// </summary>
internal sealed class ConvShape
{
    /// <param name="input">The input's shape.</param>
    /// <param name="weight">The weights' shape.</param>
    /// <param name="window">The window.</param>
    /// <param name="group">The number of groups; each has whole packs.</param>
    /// <param name="lanes">Channels of a pack of the output.</param>
    /// <param name="isPacked">Whether the input lies packed.</param>
    public ConvShape(Shape input, Shape weight, Window window, int group, int lanes, bool isPacked)
    {
        (Window, Lanes, InputLanes) = (window, lanes, isPacked ? lanes : 1);
        (Batch, Maps, Depth) = (input[0], weight[0], weight[1]);
        InputPacks = new Packing(InputLanes).Packs(input[1]);
        DepthPacks = new Packing(InputLanes).Packs(Depth);
        OutputPacks = new Packing(lanes).Packs(Maps);
        // One tap that moves by one place does not know rows: the whole plane is one.
        bool flat = window.Taps == 1 && IsWhole(window.H) && IsWhole(window.W);
        (Rows, Columns) = flat ? (1, window.H.Output * window.W.Output) : (window.H.Output, window.W.Output);
        PaddedHeight = flat ? 1 : Reach(window.H);
        PaddedWidth = flat ? Columns : Reach(window.W);
        IsPadded = !flat && (PaddedHeight != window.H.Input || PaddedWidth != window.W.Input
            || window.H.PadBegin != 0 || window.W.PadBegin != 0);
        PacksOfGroup = OutputPacks / group;
        BlocksOfGroup = (PacksOfGroup + 1) / 2;
        Blocks = BlocksOfGroup * group;
    }

    public Window Window { get; }

    public int Lanes { get; }

    public int InputLanes { get; }

    public int Batch { get; }

    public int Maps { get; }

    /// <summary>Input channels of a group.</summary>
    public int Depth { get; }

    public int InputPacks { get; }

    /// <summary>Packs of a group's input channels.</summary>
    public int DepthPacks { get; }

    public int OutputPacks { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int PaddedHeight { get; }

    public int PaddedWidth { get; }

    /// <summary>Whether the input must be copied into a frame of zeros first.</summary>
    public bool IsPadded { get; }

    public int PacksOfGroup { get; }

    public int BlocksOfGroup { get; }

    public int Blocks { get; }

    /// <summary>Floats of the padded map of a pack.</summary>
    public long PaddedPlane => (long)PaddedHeight * PaddedWidth * InputLanes;

    /// <summary>Products of one output.</summary>
    public int Products => Depth * Window.Taps;

    /// <summary>The first pack of a block, and whether it has a second one.</summary>
    public (int Pack, int Packs) PacksOf(int block)
    {
        int first = 2 * (block % BlocksOfGroup);
        return (block / BlocksOfGroup * PacksOfGroup + first, Math.Min(2, PacksOfGroup - first));
    }

    /// <summary>Where a block's weights begin, in floats: those before it have two packs each but the last of a group.</summary>
    public long WeightsOf(int block) => (long)PacksOf(block).Pack * Lanes * Products;

    /// <summary>
    /// What the products read, in runs of neighbouring floats: the channels of a pack under each tap, or, where the input is row-major,
    /// the taps of each row of the window; pack by pack, row by row.
    /// </summary>
    public (int[] Offsets, int Length, int Full, int Tail) Runs()
    {
        bool isLine = InputLanes == 1 && Window.W.Dilation == 1;
        var offsets = new List<int>();
        for (int pack = 0; pack < DepthPacks; pack++)
            for (int ky = 0; ky < Window.H.Kernel; ky++)
                for (int kx = 0; kx < (isLine ? 1 : Window.W.Kernel); kx++)
                    offsets.Add(checked((int)(pack * PaddedPlane
                        + ((long)ky * Window.H.Dilation * PaddedWidth + kx * Window.W.Dilation) * InputLanes)));
        int length = isLine ? Window.W.Kernel : InputLanes;
        return isLine
            ? ([.. offsets], length, offsets.Count, length)
            : ([.. offsets], length, offsets.Count - Window.Taps, Depth - (DepthPacks - 1) * InputLanes);
    }

    private static bool IsWhole(WindowAxis axis) => axis is { Stride: 1, PadBegin: 0, PadEnd: 0 };

    // How far windows reach, from the first element of the padding on.
    private static int Reach(WindowAxis axis) =>
        Math.Max(axis.PadBegin + axis.Input, (axis.Output - 1) * axis.Stride + (axis.Kernel - 1) * axis.Dilation + 1);
}
