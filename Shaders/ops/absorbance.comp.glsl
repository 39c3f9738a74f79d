// in0 grey, in1 its square, in2 the paper's square, in3 paper in blocks, in4 polarity
// unless BOTH planes are asked for.

int edge(int length, int i, int n) { return length / n * i + length % n * i / n; }

// The first of the two blocks along an axis that are nearest to a place of the frame; −1 before the first of all.
int firstBlock(int place, int pixels, int blocks)
{
    int half_ = clamp(place >> 6, 0, pixels - 1) * (blocks * 2) / pixels;
    return half_ - 1 >> 1;
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int pixel = i % PLANE0, level = load0(pixel);
    if (level < 0)
    {
        out_[i] = -1;
        return;
    }
#if BOTH
    bool dark = i < PLANE0;
#else
    bool dark = load4(0) != 0;
#endif
    level = dark ? level : 255 - level;
    int pixels = max(load2(2) / 64, 1);
    int row = firstBlock(load1(0) + edge(load1(2), 2 * (pixel / W) + 1, 2 * H), pixels, H3);
    int column = firstBlock(load1(1) + edge(load1(2), 2 * (pixel % W) + 1, 2 * W), pixels, W3);
    // The darkest of the four nearest blocks.
    int paper = 255, first = dark ? 0 : (N3 - 1) * PLANE3;
    for (int y = max(row, 0); y <= min(row + 1, H3 - 1); y++)
        for (int x = max(column, 0); x <= min(column + 1, W3 - 1); x++)
        {
            int light = load3(first + y * W3 + x);
            paper = min(paper, light < 0 ? 255 : light);
        }
    out_[i] = paper > level ? (paper - level) * 255 / max(paper, DARKEST_PAPER) : 0;
}
