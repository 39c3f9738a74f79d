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
        int taps = shape.Window.Taps, first = pack * shape.Lanes, width = packs * shape.Lanes;
        float* source = Reads[0].Floats, target = Written.Floats + shape.WeightsOf(task);
        for (int p = 0; p < shape.DepthPacks; p++)
            for (int tap = 0; tap < taps; tap++)
                for (int c = p * shape.InputLanes; c < Math.Min((p + 1) * shape.InputLanes, shape.Depth); c++, target += width)
                    for (int m = 0; m < width; m++)
                        target[m] = first + m < shape.Maps ? source[((long)(first + m) * shape.Depth + c) * taps + tap] : 0;
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
