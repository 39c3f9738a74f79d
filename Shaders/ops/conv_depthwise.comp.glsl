// Convolution over two axes where each channel only sees itself; runs on both layouts. Weights come from
// conv_depthwise_pack: texel tap · G + g. An invocation computes TILE_X neighbours of a row.
#include "common/map.glsl"

void main()
{
    const int tilesX = (W + TILE_X - 1) / TILE_X;
    int i = flatIndex();
    int ox = i % tilesX * TILE_X;
    int oy = i / tilesX % H;
    int g = i / (tilesX * H) % G;
    int n = i / (tilesX * H * G);
    if (n >= N)
        return;
    int first = (n * G + g) * PLANE0;
    T sums[TILE_X];
    for (int t = 0; t < TILE_X; t++)
        sums[t] = T(0);
    for (int ky = 0; ky < LOOP(KERNEL_Y); ky++)
    {
        int iy = oy * STRIDE_Y - PAD_Y + ky * DILATION_Y;
        int row = uint(iy) < uint(H0) ? first + iy * W0 : -(1 << 30);
        for (int kx = 0; kx < LOOP(KERNEL_X); kx++)
        {
            T w = load1((ky * KERNEL_X + kx) * G + g);
            for (int t = 0; t < TILE_X; t++)
            {
                int ix = (ox + t) * STRIDE_X - PAD_X + kx * DILATION_X;
                sums[t] += w * load0(uint(ix) < uint(W0) ? row + ix : -1);
            }
        }
    }
#ifdef BIAS
    T bias = load2(g);
#else
    T bias = T(0);
#endif
    for (int t = 0; t < TILE_X; t++)
        if (ox + t < W)
        {
            int place = ((n * G + g) * H + oy) * W + ox + t;
            store(place, EPILOGUE((sums[t] + bias), place, g));
        }
}
