// Which of the frame's pixels each row and then each column of the output weighs: first and last of them, how far the middle of
// the first lies behind the output pixel's, and how far the triangle reaches, both in 64ths of a pixel. Behind them stands the
// frame's width. in0 frame, in1 its size, in2 mirror, in3 aspect, in4 blue first, in5 antialiasing.
// The divisions, slow on every device, are done here once for a whole row or column.
// The sizes below fit 32 bits because a frame has at most a few million pixels and a side of the output at most 4096.

#include "common/edge.glsl"

// ⌊a·b/c⌋ for a product that may leave 32 bits.
int scaled(int a, int b, int c) { return a / c * b + a % c * b / c; }

// The taps of output pixel i of `size` along an axis of `length` pixels, of which the output shows the middle `region`.
vec4 taps(int i, int size, int region, int length)
{
    int centre = (length - region) * 32 + edge(region * 64, 2 * i + 1, 2 * size);
    int reach = load5(0) != 0 ? max(64, region * 64 / size) : 64;
    // A shift rounds down, below 0 too.
    int first = max((centre - reach - 32 >> 6) + 1, 0), last = min((centre + reach + 31 >> 6) - 1, length - 1);
    return vec4(first, last, first * 64 + 32 - centre, reach);
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int height = clamp(load1(0), 1, COUNT0);
    int width = clamp(load1(1), 1, COUNT0 / height);
    bool wide = scaled(width, HEIGHT, WIDTH) >= height;
    int regionHeight = max(1, scaled(wide ? height : max(1, scaled(width, HEIGHT, WIDTH)), CROP, 1000));
    int regionWidth = max(1, scaled(wide ? max(1, scaled(height, WIDTH, HEIGHT)) : width, CROP, 1000));
    if (load3(0) == 1)
    {
        regionHeight = max(height, scaled(width, HEIGHT, WIDTH));
        regionWidth = max(width, scaled(height, WIDTH, HEIGHT));
    }
    else if (load3(0) == 2)
    {
        regionHeight = height;
        regionWidth = width;
    }
    int x = i - HEIGHT;
    if (x < 0)
        store(i, taps(i, HEIGHT, regionHeight, height));
    else if (x < WIDTH)
        store(i, taps(load2(0) != 0 ? WIDTH - 1 - x : x, WIDTH, regionWidth, width));
    else
        store(i, vec4(width));
}
