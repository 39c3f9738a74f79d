namespace Cnn.Cpu.Kernels;

/// <summary>
/// Transforms the weights [M, C, 3, 3] of a convolution by Winograd's way into GgGᵀ and brings them into the order in which they are read:
/// blocks of one or two packs of output channels, in each for every point and input channel the weights of all its output channels.
/// </summary>
internal sealed unsafe class WinogradWeightsLaunch(Node node, WinogradShape shape, CpuTensor from, CpuTensor to)
    : Launch(node, "pack weights", [from], to)
{
    // G; in double precision, for thirds and sixths are rounded once.
    private static readonly double[,] G =
    {
        { 1 / 4.0, 0, 0 },
        { -1 / 6.0, -1 / 6.0, -1 / 6.0 },
        { -1 / 6.0, 1 / 6.0, -1 / 6.0 },
        { 1 / 24.0, 1 / 12.0, 1 / 6.0 },
        { 1 / 24.0, -1 / 12.0, 1 / 6.0 },
        { 0, 0, 1 },
    };

    public override int Tasks => shape.Blocks;

    public override void Run(int task)
    {
        int width = shape.PacksOf(task) * shape.Lanes, first = 2 * task * shape.Lanes;
        float* source = Reads[0].Floats, target = Written.Floats + shape.WeightsOf(task);
        double* points = stackalloc double[WinogradShape.Points];
        for (int c = 0; c < shape.Depth; c++)
            for (int m = 0; m < width; m++)
            {
                new Span<double>(points, WinogradShape.Points).Clear();
                if (first + m < shape.Maps)
                    Transform(source + ((long)(first + m) * shape.Depth + c) * 9, points);
                for (int i = 0; i < WinogradShape.Points; i++)
                    target[((long)i * shape.Depth + c) * width + m] = (float)points[i];
            }
    }

    private static void Transform(float* g, double* to)
    {
        double* rows = stackalloc double[WinogradShape.In * 3];
        for (int i = 0; i < WinogradShape.In; i++)
            for (int k = 0; k < 3; k++)
                rows[i * 3 + k] = G[i, 0] * g[k] + G[i, 1] * g[3 + k] + G[i, 2] * g[6 + k];
        for (int i = 0; i < WinogradShape.In; i++)
            for (int k = 0; k < WinogradShape.In; k++)
                to[i * WinogradShape.In + k] = G[k, 0] * rows[i * 3] + G[k, 1] * rows[i * 3 + 1] + G[k, 2] * rows[i * 3 + 2];
    }
}
