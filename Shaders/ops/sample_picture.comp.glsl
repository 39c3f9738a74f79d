// An invocation weighs the frame's pixels around one output pixel, all channels. in0 frame, in1 its size, in2
// mirror, in3 aspect, in4 blue first, in5 antialiasing.
// The sizes below fit 32 bits because a frame has at most a few million pixels and a side of the output at most 4096.

#include "common/edge.glsl"

// ⌊a·b/c⌋ for a product that may leave 32 bits.
int scaled(int a, int b, int c) { return a / c * b + a % c * b / c; }

// The pixels of one axis that output pixel i weighs: centre and reach in 64ths of a pixel, first and last pixel.
ivec4 taps(int i, int size, int region, int length)
{
    int centre = (length - region) * 32 + edge(region * 64, 2 * i + 1, 2 * size);
    int reach = load5(0) != 0 ? max(64, region * 64 / size) : 64;
    return ivec4(centre, reach, clamp((centre - reach) / 64, 0, length - 1), clamp((centre + reach) / 64, 0, length - 1));
}

float weight(ivec4 t, int pixel) { return float(max(0, t.y - abs(pixel * 64 + 32 - t.x))); }

void main()
{
    int i = flatIndex();
    if (i >= HEIGHT * WIDTH)
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
    int x = i % WIDTH;
    ivec4 rows = taps(i / WIDTH, HEIGHT, regionHeight, height);
    ivec4 columns = taps(load2(0) != 0 ? WIDTH - 1 - x : x, WIDTH, regionWidth, width);
    int rowStep = (rows.w - rows.z) / MAX_TAPS + 1, columnStep = (columns.w - columns.z) / MAX_TAPS + 1;
    vec4 sum = vec4(0.0);
    for (int row = rows.z; row <= rows.w; row += rowStep)
        for (int column = columns.z; column <= columns.w; column += columnStep)
        {
            int pixel = load0(row * width + column);
            sum += weight(rows, row) * weight(columns, column) * vec4(pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255, 1.0);
        }
    vec3 colour = sum.a > 0.0 ? sum.rgb / sum.a : vec3(0.0);
    if (CHANNELS == 1)
        colour.r = dot(colour, vec3(77.0, 150.0, 29.0) / 256.0);
    else if (load4(0) != 0)
        colour = colour.bgr;
    for (int c = 0; c < CHANNELS; c++)
        out_[CHANNELS_LAST != 0 ? i * CHANNELS + c : c * HEIGHT * WIDTH + i] = colour[c];
}
