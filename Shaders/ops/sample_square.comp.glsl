// A pixel of the map averages the frame's pixels under it. in0 frame, in1 its size, in2 square in 64ths of a pixel.

#include "common/edge.glsl"

// The pixels of one axis under output pixel i: x, y the span in 64ths, z the first pixel, w how many are taken. The step is 1 or 2
// pixels; 0 where they are spread evenly.
ivec4 taps(int start, int side, int i, int length, out int step)
{
    int begin = start + edge(side, i, SIZE);
    int end = max(start + edge(side, i + 1, SIZE), begin + 1);
    // Of a large area this many evenly spread pixels are taken: it bounds the cost, and the sum below 2³¹.
    step = end - begin > MAX_TAPS * 64 ? 0 : 1;
    begin = max(begin, 0);
    end = min(end, length * 64);
    int first = begin / 64;
    int count = end <= begin ? 0 : step == 0 ? MAX_TAPS : (end - 1) / 64 - first + 1;
#if SPARSE
    if (step == 1 && count > 2)
    {
        step = 2;
        count = (count + 1) / 2;
    }
#endif
    return ivec4(begin, end, first, count);
}

// The i-th pixel and its weight.
ivec2 tap(ivec4 t, int step, int i)
{
    if (step == 0)
        return ivec2((t.x + edge(t.y - t.x, 2 * i + 1, 2 * MAX_TAPS)) / 64, 64);
    int pixel = t.z + step * i;
    return ivec2(pixel, step == 2 ? 64 : min(t.y, (pixel + 1) * 64) - max(t.x, pixel * 64));
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int height = clamp(load1(0), 1, COUNT0);
    int width = clamp(load1(1), 1, COUNT0 / height);
    int rowStep, columnStep;
    int square = i / (SIZE * SIZE) * 3;
    ivec4 rows = taps(load2(square), load2(square + 2), i / SIZE % SIZE, height, rowStep);
    ivec4 columns = taps(load2(square + 1), load2(square + 2), i % SIZE, width, columnStep);
    int sum = 0, total = 0;
    for (int j = 0; j < rows.w; j++)
    {
        ivec2 row = tap(rows, rowStep, j);
        for (int k = 0; k < columns.w; k++)
        {
            ivec2 column = tap(columns, columnStep, k);
            int pixel = load0(row.x * width + column.x);
            int grey = (77 * (pixel & 255) + 150 * (pixel >> 8 & 255) + 29 * (pixel >> 16 & 255) + 128) >> 8;
            sum += grey * row.y * column.y;
            total += row.y * column.y;
        }
    }
    int level = total == 0 ? -1 : (sum + total / 2) / total;
#if LIGHT
    out_[i] = total == 0 ? 0.0 : float(level) / 255.0 - 0.5;
#else
    out_[i] = level;
#endif
}
