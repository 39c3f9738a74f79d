// Convolution over two axes with channels packed by four. An invocation computes a tile of TILE_X × TILE_Y places for
// TILE_G groups of four output channels: each input texel and each weight texel it loads is used many times.
// Weights come from conv_pack: vec4 of four output channels at ((group · TAPS + tap) · DEPTH + input channel).
// With SHARES above 1 so many invocations of a work group share a tile's sums, a slice of the input channels each. With SPREAD
// the places of a tile lie far apart, so that neighbouring invocations read neighbouring texels.
// With UPSTRIDE above 1 the input has that many places between its elements: a convolution with stride seen backwards.
#include "common/map.glsl"
#include "common/slices.glsl"

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

const int tilesX = (W + TILE_X - 1) / TILE_X;
const int tilesY = (H + TILE_Y - 1) / TILE_Y;
// From a tile to the next, and from a place of a tile to the next.
const int nextX = SPREAD == 1 ? 1 : TILE_X, nextY = SPREAD == 1 ? 1 : TILE_Y;
const int stepX = SPREAD == 1 ? tilesX : 1, stepY = SPREAD == 1 ? tilesY : 1;

#if SHARES > 1
shared vec4 shared_[TILE_G * TILE * TILES * SHARES];
#endif

void finish(int n, int g, int oy, int ox, vec4 sum)
{
#ifdef BIAS
    int m = 4 * g;
    sum += vec4(load2(m), load2(m + 1), load2(m + 2), load2(m + 3));
#endif
    if (ox < W && oy < H)
    {
        int place = ((n * G + g) * H + oy) * W + ox;
        store(place, EPILOGUE((sum), place, g));
    }
}

void main()
{
    const int blocks = G / TILE_G;
    int lane = int(gl_LocalInvocationIndex) % TILES, share = int(gl_LocalInvocationIndex) / TILES;
    int i = flatIndex() / (TILES * SHARES) * TILES + lane;
    int ox = i % tilesX * nextX;
    int oy = i / tilesX % tilesY * nextY;
    int g = i / (tilesX * tilesY) % blocks * TILE_G;
    int n = i / (tilesX * tilesY * blocks);
#if SHARES > 1
    // Whoever has no tile of its own still comes to the barrier.
    bool idle = n >= N;
    n = min(n, N - 1);
    ivec2 own = slice(G0 / GROUPS, SHARES, share);
#else
    if (n >= N)
        return;
    ivec2 own = ivec2(0, LOOP(G0 / GROUPS));
#endif
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
                        (oy + ty * stepY) * STRIDE_Y - PAD_Y + ky * DILATION_Y, (ox + tx * stepX) * STRIDE_X - PAD_X + kx * DILATION_X);
            int weight = (g * TAPS + ky * KERNEL_X + kx) * DEPTH;
            for (int c = own.x; c < own.y; c++)
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

#if SHARES > 1
    for (int t = 0; t < TILE_G * TILE; t++)
        shared_[(t * SHARES + share) * TILES + lane] = sums[t];
    barrier();
    if (idle)
        return;
    for (int t = share; t < TILE_G * TILE; t += SHARES)
    {
        vec4 sum = vec4(0);
        for (int s = 0; s < SHARES; s++)
            sum += shared_[(t * SHARES + s) * TILES + lane];
        finish(n, g + t / TILE, oy + t % TILE / TILE_X * stepY, ox + t % TILE_X * stepX, sum);
    }
#else
    for (int t = 0; t < TILE_G * TILE; t++)
        finish(n, g + t / TILE, oy + t % TILE / TILE_X * stepY, ox + t % TILE_X * stepX, sums[t]);
#endif
}
