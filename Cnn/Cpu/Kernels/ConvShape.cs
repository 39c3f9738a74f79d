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
    /// <param name="mayFold">Whether two rows may be computed at once where channels fill half a pack (<see cref="Fold"/>).</param>
    public ConvShape(Shape input, Shape weight, Window window, int group, int lanes, bool isPacked, bool mayFold = false)
    {
        Taps = window.Taps;
        if (mayFold && group == 1 && 2 * weight[0] <= lanes && window.H is { Dilation: 1 } h && h.Output % 2 == 0 && h.Stride < h.Kernel)
        {
            Fold = h.Stride;
            window = window with
            {
                H = h with { Output = h.Output / 2, Kernel = h.Kernel + h.Stride, Stride = 2 * h.Stride },
            };
        }
        (Window, Lanes) = (window, lanes);
        (Batch, Maps, Depth) = (input[0], weight[0], weight[1]);
        OutputPacks = new Packing(lanes).Packs(Maps);
        // One tap that moves by one place does not know rows: the whole plane is one.
        bool flat = window.Taps == 1 && IsWhole(window.H) && IsWhole(window.W);
        (Rows, Columns) = flat ? (1, window.H.Output * window.W.Output) : (window.H.Output, window.W.Output);
        PaddedHeight = flat ? 1 : Reach(window.H);
        PaddedWidth = flat ? Columns : Reach(window.W);
        IsPadded = !flat && (PaddedHeight != window.H.Input || PaddedWidth != window.W.Input
            || window.H.PadBegin != 0 || window.W.PadBegin != 0);
        // What is copied anyway leaves out lanes that hold nothing.
        IsDense = isPacked && IsPadded && input[1] < lanes;
        InputLanes = IsDense ? Depth : isPacked ? lanes : 1;
        InputPacks = new Packing(InputLanes).Packs(input[1]);
        DepthPacks = new Packing(InputLanes).Packs(Depth);
        PacksOfGroup = OutputPacks / group;
        BlocksOfGroup = (PacksOfGroup + 1) / 2;
        Blocks = BlocksOfGroup * group;
    }

    /// <summary>The window of the products: of two rows at once it reaches as far as both.</summary>
    public Window Window { get; }

    /// <summary>Taps of the weights.</summary>
    public int Taps { get; }

    /// <summary>
    /// Not 0: the upper half of the lanes has the channels of the row below, whose window begins so many rows of the input further down.
    /// One float of input then serves both; where a window does not reach, its weight is 0.
    /// </summary>
    public int Fold { get; }

    /// <summary>The weight of a lane under a tap of the window: its channel and its own tap, or null.</summary>
    public (int Map, int Tap)? WeightOf(int pack, int lane, int tap)
    {
        int map = pack * Lanes + lane;
        if (Fold > 0)
        {
            int isBelow = lane / (Lanes / 2);
            map -= isBelow * (Lanes / 2);
            tap -= isBelow * Fold * Window.W.Kernel;
        }
        return map < Maps && (uint)tap < (uint)Taps ? (map, tap) : null;
    }

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

    /// <summary>Whether that frame has as many lanes as there are channels, which do not fill a pack.</summary>
    public bool IsDense { get; }

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
    /// What the products read, in runs of neighbouring floats, pack by pack and row by row of the window: the channels of a pack under
    /// each tap, or under all taps of a row where these lie side by side.
    /// </summary>
    public (int[] Offsets, int Length, int Full, int Tail) Runs()
    {
        int rest = Depth - (DepthPacks - 1) * InputLanes, taps = Window.W.Kernel;
        bool areLines = Window.W.Dilation == 1;
        var offsets = new List<int>();
        for (int pack = 0; pack < DepthPacks; pack++)
        {
            int step = areLines && (pack < DepthPacks - 1 || rest == InputLanes) ? taps : 1;
            for (int ky = 0; ky < Window.H.Kernel; ky++)
                for (int kx = 0; kx < taps; kx += step)
                    offsets.Add(checked((int)(pack * PaddedPlane
                        + ((long)ky * Window.H.Dilation * PaddedWidth + kx * Window.W.Dilation) * InputLanes)));
        }
        int length = areLines ? taps * InputLanes : InputLanes;
        return rest == InputLanes
            ? ([.. offsets], length, offsets.Count, length)
            : ([.. offsets], length, offsets.Count - Window.Taps, rest);
    }

    private static bool IsWhole(WindowAxis axis) => axis is { Stride: 1, PadBegin: 0, PadEnd: 0 };

    // How far windows reach, from the first element of the padding on.
    private static int Reach(WindowAxis axis) =>
        Math.Max(axis.PadBegin + axis.Input, (axis.Output - 1) * axis.Stride + (axis.Kernel - 1) * axis.Dilation + 1);
}
