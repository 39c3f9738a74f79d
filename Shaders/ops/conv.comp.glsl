// Convolution over one to three axes with any stride, dilation and groups; row-major; an invocation per output
// element. Of very many products PARTS results have a slice each, cut along channels and taps into SLICES(axis).
#include "common/slices.glsl"

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int part = i / OUTPUTS, element = i - part * OUTPUTS;
    int m = element / PLANE % C;
    int n = element / (PLANE * C);
    int x = element % W * STRIDE(2) - PAD(2);
    int y = element / W % H * STRIDE(1) - PAD(1);
    int z = element % PLANE / (W * H) * STRIDE(0) - PAD(0);
    int depth = C0 / GROUPS;
    int first = n * C0 + m / (C / GROUPS) * depth;
    ivec2 cs = slice(depth, SLICES(0), part % SLICES(0)), zs = slice(KERNEL(0), SLICES(1), part / SLICES(0) % SLICES(1));
    ivec2 ys = slice(KERNEL(1), SLICES(2), part / (SLICES(0) * SLICES(1)) % SLICES(2));
    ivec2 xs = slice(KERNEL(2), SLICES(3), part / (SLICES(0) * SLICES(1) * SLICES(2)));
    float sum = 0.0;
    for (int c = cs.x; c < cs.y; c++)
        for (int kz = zs.x; kz < zs.y; kz++)
            for (int ky = ys.x; ky < ys.y; ky++)
            {
                int iz = z + kz * DILATION(0);
                int iy = y + ky * DILATION(1);
                if (uint(iz) >= uint(D0) || uint(iy) >= uint(H0))
                    continue;
                int row = (((first + c) * D0 + iz) * H0 + iy) * W0;
                int tap = (((m * depth + c) * KERNEL(0) + kz) * KERNEL(1) + ky) * KERNEL(2);
                for (int kx = xs.x; kx < xs.y; kx++)
                {
                    int ix = x + kx * DILATION(2);
                    sum += load0(uint(ix) < uint(W0) ? row + ix : -1) * load1(tap + kx);
                }
            }
#ifdef BIAS
    sum += part == 0 ? load2(m) : 0.0;
#endif
    store(i, sum);
}
