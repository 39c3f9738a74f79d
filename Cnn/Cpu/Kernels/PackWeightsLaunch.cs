namespace Cnn.Cpu.Kernels;

/// <summary>
/// Brings a convolution's weights [M, C, H, W] into the order in which its products go by: blocks of one or two packs of output channels,
/// in each for every run (a pack of input channels under one tap) and channel the weights of all its output channels.
/// </summary>
internal sealed unsafe class PackWeightsLaunch(Node node, ConvShape shape, CpuTensor from, CpuTensor to)
    : Launch(node, "pack weights", [from], to)
{
    public override int Tasks => shape.Blocks;

    public override void Run(int task)
    {
        var (pack, packs) = shape.PacksOf(task);
        int width = packs * shape.Lanes;
        float* source = Reads[0].Floats, target = Written.Floats + shape.WeightsOf(task);
        for (int p = 0; p < shape.DepthPacks; p++)
            for (int tap = 0; tap < shape.Window.Taps; tap++)
                for (int c = p * shape.InputLanes; c < Math.Min((p + 1) * shape.InputLanes, shape.Depth); c++, target += width)
                    for (int lane = 0; lane < width; lane++)
                        target[lane] = shape.WeightOf(pack, lane, tap) is { } of
                            ? source[((long)of.Map * shape.Depth + c) * shape.Taps + of.Tap] : 0;
    }
}

/// <summary>Repeats a bias of half a pack in the upper half: for the row below.</summary>
internal sealed unsafe class FoldBiasLaunch(Node node, CpuTensor from, CpuTensor to) : Launch(node, "fold bias", [from], to)
{
    public override int Tasks => 1;

    public override void Run(int task)
    {
        int half = (int)Written.Elements / 2, maps = (int)Reads[0].Elements;
        for (int m = 0; m < maps; m++)
            Written.Floats[m] = Written.Floats[half + m] = Reads[0].Floats[m];
    }
}

/// <summary>Brings a depthwise convolution's weights [C, 1, H, W] into packs: for each pack and tap those of all its channels.</summary>
internal sealed unsafe class PackDepthwiseLaunch(Node node, int lanes, int channels, int taps, CpuTensor from, CpuTensor to)
    : Launch(node, "pack weights", [from], to)
{
    public override int Tasks => 1;

    public override void Run(int task)
    {
        float* source = Reads[0].Floats, target = Written.Floats;
        for (int first = 0; first < channels; first += lanes)
            for (int tap = 0; tap < taps; tap++)
                for (int lane = 0; lane < lanes; lane++)
                    *target++ = first + lane < channels ? source[(first + lane) * taps + tap] : 0;
    }
}
