// A pixel of the map averages the frame's pixels under it. in0 frame, in1 its size, in2 square in 64ths of a pixel.

#include "common/edge.glsl"

// The pixels of one axis under output pixel i: x, y the span in 64ths, z the first pixel, w how many are taken.
ivec4 taps(int start, int side, int i, int length, out bool sparse)
{
    int begin = start + edge(side, i, SIZE);
    int end = max(start + edge(side, i + 1, SIZE), begin + 1);
    // Of a large area this many evenly spread pixels are taken: it bounds the cost, and the sum below 2³¹.
    sparse = end - begin > MAX_TAPS * 64;
    begin = max(begin, 0);
    end = min(end, length * 64);
    int first = begin / 64;
    return ivec4(begin, end, first, end <= begin ? 0 : sparse ? MAX_TAPS : (end - 1) / 64 - first + 1);
}

// The i-th pixel and its weight.
ivec2 tap(ivec4 t, bool sparse, int i)
{
    if (sparse)
        return ivec2((t.x + edge(t.y - t.x, 2 * i + 1, 2 * MAX_TAPS)) / 64, 64);
    int pixel = t.z + i;
    return ivec2(pixel, min(t.y, (pixel + 1) * 64) - max(t.x, pixel * 64));
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int height = clamp(load1(0), 1, COUNT0);
    int width = clamp(load1(1), 1, COUNT0 / height);
    bool sparseRows, sparseColumns;
    ivec4 rows = taps(load2(0), load2(2), i / SIZE, height, sparseRows);
    ivec4 columns = taps(load2(1), load2(2), i % SIZE, width, sparseColumns);
    int sum = 0, total = 0;
    for (int j = 0; j < rows.w; j++)
    {
        ivec2 row = tap(rows, sparseRows, j);
        for (int k = 0; k < columns.w; k++)
        {
            ivec2 column = tap(columns, sparseColumns, k);
            int pixel = load0(row.x * width + column.x);
            int grey = (77 * (pixel & 255) + 150 * (pixel >> 8 & 255) + 29 * (pixel >> 16 & 255) + 128) >> 8;
            sum += grey * row.y * column.y;
            total += row.y * column.y;
        }
    }
    out_[i] = total == 0 ? -1 : (sum + total / 2) / total;
}
