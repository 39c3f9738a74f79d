// in0 labels, in1 which belong to the digit, in2 the labels' square, in3 the digit's square.

#include "common/edge.glsl"

// The labels' pixel at a place of the frame, −1 outside.
int working(int place, int side, int size)
{
    if (place < 0 || place >= side)
        return -1;
    return side < 0x7FFFFFFF / size ? place * size / side : (place >> 6) * size / (side >> 6);
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int row = working(load3(0) + edge(load3(2), 2 * (i / SIZE) + 1, 2 * SIZE) - load2(0), load2(2), H0);
    int column = working(load3(1) + edge(load3(2), 2 * (i % SIZE) + 1, 2 * SIZE) - load2(1), load2(2), W0);
    int any = 0;
    for (int at = row * W0 + column; row >= 0 && column >= 0 && at < COUNT0; at += PLANE0)
    {
        int label = load0(at);
        any |= label >= 0 && label < COUNT1 ? load1(label) : 0;
    }
    out_[i] = any;
}
