// Convolution over two axes with channels packed by four. An invocation computes a tile of TILE_X × TILE_Y places for
// TILE_G groups of four output channels: each input texel and each weight texel it loads is used many times.
// Weights come from conv_pack: vec4 of four output channels at ((group · TAPS + tap) · DEPTH + input channel).
// With UPSTRIDE above 1 the input has that many places between its elements: a convolution with stride seen backwards.
#include "common/map.glsl"

#define TILE (TILE_X * TILE_Y)

#ifdef SCALAR_INPUT
#define X float
#else
#define X vec4
#endif

// Where the input texel of a place and tap lies in a plane; far below 0 outside.
int placeOf(int y, int x)
{
#if UPSTRIDE_Y > 1 || UPSTRIDE_X > 1
    if (y < 0 || x < 0 || y % UPSTRIDE_Y != 0 || x % UPSTRIDE_X != 0)
        return -(1 << 30);
    y /= UPSTRIDE_Y;
    x /= UPSTRIDE_X;
#endif
    return uint(y) < uint(H0) && uint(x) < uint(W0) ? y * W0 + x : -(1 << 30);
}

void main()
{
    const int tilesX = (W + TILE_X - 1) / TILE_X;
    const int tilesY = (H + TILE_Y - 1) / TILE_Y;
    const int blocks = G / TILE_G;
    int i = flatIndex();
    int ox = i % tilesX * TILE_X;
    int oy = i / tilesX % tilesY * TILE_Y;
    int g = i / (tilesX * tilesY) % blocks * TILE_G;
    int n = i / (tilesX * tilesY * blocks);
    if (n >= N)
        return;
    // Channels (or groups of four) that the convolution's group of these outputs reads.
    int first = (n * G0 + g / (G / GROUPS) * (G0 / GROUPS)) * PLANE0;

    vec4 sums[TILE_G * TILE];
    for (int t = 0; t < TILE_G * TILE; t++)
        sums[t] = vec4(0);
    for (int ky = 0; ky < LOOP(KERNEL_Y); ky++)
        for (int kx = 0; kx < LOOP(KERNEL_X); kx++)
        {
            int at[TILE];
            for (int ty = 0; ty < TILE_Y; ty++)
                for (int tx = 0; tx < TILE_X; tx++)
                    at[ty * TILE_X + tx] = first + placeOf(
                        (oy + ty) * STRIDE_Y - PAD_Y + ky * DILATION_Y, (ox + tx) * STRIDE_X - PAD_X + kx * DILATION_X);
            int weight = (g * TAPS + ky * KERNEL_X + kx) * DEPTH;
            for (int c = 0; c < LOOP(G0 / GROUPS); c++)
            {
                X x[TILE];
                for (int t = 0; t < TILE; t++)
                    x[t] = load0(at[t] + c * PLANE0);
                for (int b = 0; b < TILE_G; b++)
                {
#ifdef SCALAR_INPUT
                    vec4 w = load1(weight + b * TAPS * DEPTH + c);
                    for (int t = 0; t < TILE; t++)
                        sums[b * TILE + t] = fma(w, vec4(x[t]), sums[b * TILE + t]);
#else
                    int row = weight + b * TAPS * DEPTH + 4 * c;
                    vec4 w0 = load1(row), w1 = load1(row + 1), w2 = load1(row + 2), w3 = load1(row + 3);
                    for (int t = 0; t < TILE; t++)
                    {
                        vec4 sum = sums[b * TILE + t];
                        sum = fma(w0, vec4(x[t].x), sum);
                        sum = fma(w1, vec4(x[t].y), sum);
                        sum = fma(w2, vec4(x[t].z), sum);
                        sums[b * TILE + t] = fma(w3, vec4(x[t].w), sum);
                    }
#endif
                }
            }
        }

    for (int b = 0; b < TILE_G; b++)
    {
#ifdef BIAS
        int m = 4 * (g + b);
        vec4 bias = vec4(load2(m), load2(m + 1), load2(m + 2), load2(m + 3));
#else
        vec4 bias = vec4(0);
#endif
        for (int ty = 0; ty < TILE_Y; ty++)
            for (int tx = 0; tx < TILE_X; tx++)
                if (ox + tx < W && oy + ty < H)
                {
                    int place = ((n * G + g + b) * H + oy + ty) * W + ox + tx;
                    store(place, EPILOGUE((sums[b * TILE + ty * TILE_X + tx] + bias), place, (g + b)));
                }
    }
}
