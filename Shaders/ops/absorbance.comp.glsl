// in0 grey, in1 its square, in2 the paper's square, in3 paper in 8×8 blocks, in4 polarity.

int edge(int length, int i, int n) { return length / n * i + length % n * i / n; }

// The two blocks along an axis whose centres surround a place, and the way from the first to the second in 16ths.
ivec3 blend(int place, int pixels, int blocks)
{
    int working = clamp(place >> 6, 0, pixels - 1) * (blocks * 8) / pixels;
    int fromFirstCentre = 2 * working + 1 - 8;
    int first = fromFirstCentre >> 4;
    return ivec3(max(first, 0), min(first + 1, blocks - 1), fromFirstCentre & 15);
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int level = load0(i);
    if (level < 0)
    {
        out_[i] = -1;
        return;
    }
    level = load4(0) != 0 ? level : 255 - level;
    int pixels = max(load2(2) / 64, 1);
    ivec3 row = blend(load1(0) + edge(load1(2), 2 * (i / W) + 1, 2 * H), pixels, H3);
    ivec3 column = blend(load1(1) + edge(load1(2), 2 * (i % W) + 1, 2 * W), pixels, W3);
    int top = load3(row.x * W3 + column.x) * (16 - column.z) + load3(row.x * W3 + column.y) * column.z;
    int bottom = load3(row.y * W3 + column.x) * (16 - column.z) + load3(row.y * W3 + column.y) * column.z;
    int paper = max(0, top * (16 - row.z) + bottom * row.z) / 256;
    out_[i] = paper > level ? (paper - level) * 255 / max(paper, DARKEST_PAPER) : 0;
}
