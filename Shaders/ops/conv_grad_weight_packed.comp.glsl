// dLoss/dWeight of a two-dimensional convolution with channels packed by four: partial sums over a slice of the batch's rows.
// An invocation multiplies every gradient texel with the input texel under one tap (or TILE_X taps of a row), an outer
// product of four output by four input channels. Output: vec4 of four output channels at
// (((slice · output groups + g) · TAPS + tap) · DEPTH + input channel), summed by conv_grad_weight_sum.

#include "common/slices.glsl"

#ifdef SCALAR_INPUT
#define X float
#define LANES_IN 1
#else
#define X vec4
#define LANES_IN 4
#endif

void main()
{
    const int tiles = (KERNEL_X + TILE_X - 1) / TILE_X;
    int i = flatIndex();
    int kx = i % tiles * TILE_X;
    int ky = i / tiles % KERNEL_Y;
    int c = i / (tiles * KERNEL_Y) % G0;
    int g = i / (tiles * KERNEL_Y * G0) % G1;
    int part = i / (tiles * KERNEL_Y * G0 * G1);
    if (part >= SLICES)
        return;
    vec4 sums[TILE_X * LANES_IN];
    for (int t = 0; t < TILE_X * LANES_IN; t++)
        sums[t] = vec4(0);
    ivec2 rows = slice(N0 * H1, SLICES, part);
    for (int line = rows.x; line < rows.y; line++)
    {
        int n = line / H1, oy = line - n * H1;
        int iy = oy * STRIDE_Y - PAD_Y + ky * DILATION_Y;
        int row = uint(iy) < uint(H0) ? ((n * G0 + c) * H0 + iy) * W0 : -(1 << 30);
        int gradients = ((n * G1 + g) * H1 + oy) * W1;
        for (int ox = 0; ox < LOOP(W1); ox++)
        {
            vec4 dy = load1(gradients + ox);
            for (int t = 0; t < TILE_X; t++)
            {
                int ix = ox * STRIDE_X - PAD_X + (kx + t) * DILATION_X;
                X x = load0(uint(ix) < uint(W0) ? row + ix : -1);
#ifdef SCALAR_INPUT
                sums[t] = fma(dy, vec4(x), sums[t]);
#else
                sums[4 * t] = fma(dy, vec4(x.x), sums[4 * t]);
                sums[4 * t + 1] = fma(dy, vec4(x.y), sums[4 * t + 1]);
                sums[4 * t + 2] = fma(dy, vec4(x.z), sums[4 * t + 2]);
                sums[4 * t + 3] = fma(dy, vec4(x.w), sums[4 * t + 3]);
#endif
            }
        }
    }
    for (int t = 0; t < TILE_X; t++)
        if (kx + t < KERNEL_X)
            for (int lane = 0; lane < LANES_IN; lane++)
                store((((part * G1 + g) * KERNEL_Y + ky) * KERNEL_X + kx + t) * DEPTH + c * LANES_IN + lane, sums[t * LANES_IN + lane]);
}
