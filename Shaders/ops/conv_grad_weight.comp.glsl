// dLoss/dWeight of a convolution, any geometry; an invocation per tap of the weight. Inputs: x and dLoss/dOutput.
// Of large batches and maps each of several results has a slice, cut along images and places into SLICES(axis).
#include "common/slices.glsl"

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int part = i / OUTPUTS, element = i - part * OUTPUTS;
    int kx = element % KERNEL(2);
    int ky = element / KERNEL(2) % KERNEL(1);
    int kz = element / (KERNEL(2) * KERNEL(1)) % KERNEL(0);
    int depth = C0 / GROUPS;
    int c = element / TAPS % depth;
    int m = element / (TAPS * depth);
    int channel = m / (C1 / GROUPS) * depth + c;
    float sum = 0.0;
    ivec2 ns = slice(N0, SLICES(0), part % SLICES(0)), zs = slice(D1, SLICES(1), part / SLICES(0) % SLICES(1));
    ivec2 ys = slice(H1, SLICES(2), part / (SLICES(0) * SLICES(1)) % SLICES(2));
    ivec2 xs = slice(W1, SLICES(3), part / (SLICES(0) * SLICES(1) * SLICES(2)));
    for (int n = ns.x; n < ns.y; n++)
        for (int oz = zs.x; oz < zs.y; oz++)
            for (int oy = ys.x; oy < ys.y; oy++)
            {
                int iz = oz * STRIDE(0) - PAD(0) + kz * DILATION(0);
                int iy = oy * STRIDE(1) - PAD(1) + ky * DILATION(1);
                if (uint(iz) >= uint(D0) || uint(iy) >= uint(H0))
                    continue;
                int row = (((n * C0 + channel) * D0 + iz) * H0 + iy) * W0;
                int gradients = (((n * C1 + m) * D1 + oz) * H1 + oy) * W1;
                for (int ox = xs.x; ox < xs.y; ox++)
                {
                    int ix = ox * STRIDE(2) - PAD(2) + kx * DILATION(2);
                    sum += load0(uint(ix) < uint(W0) ? row + ix : -1) * load1(gradients + ox);
                }
            }
    store(i, sum);
}
