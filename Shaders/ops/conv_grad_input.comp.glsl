// dLoss/dInput of a convolution, and ConvTranspose, any geometry: an input element gathers from the outputs whose windows saw it.
// Inputs: dLoss/dOutput, the weight and with BIAS a bias; row-major. Of very many products each of several results has a slice,
// cut along taps and channels into SLICES(axis).
#include "common/slices.glsl"

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int part = i / OUTPUTS, element = i - part * OUTPUTS;
    int c = element / PLANE % C;
    int n = element / (PLANE * C);
    int x = element % W + PAD(2);
    int y = element / W % H + PAD(1);
    int z = element % PLANE / (W * H) + PAD(0);
    int depth = C / GROUPS;
    int maps = C0 / GROUPS;
    int group = c / depth;
#ifdef BIAS
    float sum = part == 0 ? load2(c) : 0.0;
#else
    float sum = 0.0;
#endif
    ivec2 zs = slice(KERNEL(0), SLICES(0), part % SLICES(0)), ys = slice(KERNEL(1), SLICES(1), part / SLICES(0) % SLICES(1));
    ivec2 xs = slice(KERNEL(2), SLICES(2), part / (SLICES(0) * SLICES(1)) % SLICES(2));
    ivec2 ms = group * maps + slice(maps, SLICES(3), part / (SLICES(0) * SLICES(1) * SLICES(2)));
    for (int kz = zs.x; kz < zs.y; kz++)
        for (int ky = ys.x; ky < ys.y; ky++)
            for (int kx = xs.x; kx < xs.y; kx++)
            {
                ivec3 scaled = ivec3(z - kz * DILATION(0), y - ky * DILATION(1), x - kx * DILATION(2));
                ivec3 stride = ivec3(STRIDE(0), STRIDE(1), STRIDE(2));
                ivec3 o = scaled / stride;
                if (scaled.x < 0 || scaled.y < 0 || scaled.z < 0 || o * stride != scaled || o.x >= D0 || o.y >= H0 || o.z >= W0)
                    continue;
                int tap = (kz * KERNEL(1) + ky) * KERNEL(2) + kx;
                int place = (o.x * H0 + o.y) * W0 + o.z;
                for (int m = ms.x; m < ms.y; m++)
                    sum += load0((n * C0 + m) * PLANE0 + place) * load1((m * depth + c % depth) * TAPS + tap);
            }
    store(i, sum);
}
