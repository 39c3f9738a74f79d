// in0 grey, in1 its square, in2 the paper's square, in3 paper in blocks, in4 polarity unless BOTH planes are asked for. An
// invocation computes a pixel of each plane.

#include "common/edge.glsl"
#include "common/quotient.glsl"

// The first of the two blocks along an axis that are nearest to a place of the frame; −1 before the first of all.
int firstBlock(int place, int pixels, int blocks)
{
    return quotient(clamp(place >> 6, 0, pixels - 1) * (blocks * 2), pixels) - 1 >> 1;
}

// How much of the light of the paper around is missing: of the darkest of the four nearest blocks.
int absorbed(int level, bool dark, ivec2 rows, ivec2 columns)
{
    level = dark ? level : 255 - level;
    int paper = 255, first = dark ? 0 : (N3 - 1) * PLANE3;
    for (int y = rows.x; y <= rows.y; y++)
        for (int x = columns.x; x <= columns.y; x++)
        {
            int light = load3(first + y * W3 + x);
            paper = min(paper, light < 0 ? 255 : light);
        }
    return paper > level ? quotient((paper - level) * 255, max(paper, DARKEST_PAPER)) : 0;
}

void main()
{
    int i = flatIndex();
    if (i >= PLANE0)
        return;
    int level = load0(i);
    if (level < 0)
    {
        out_[i] = -1;
#if BOTH
        out_[PLANE + i] = -1;
#endif
        return;
    }
    int pixels = max(load2(2) / 64, 1), side = load1(2);
    int row = firstBlock(load1(0) + edge(side, 2 * (i / W) + 1, 2 * H), pixels, H3);
    int column = firstBlock(load1(1) + edge(side, 2 * (i % W) + 1, 2 * W), pixels, W3);
    ivec2 rows = ivec2(max(row, 0), min(row + 1, H3 - 1)), columns = ivec2(max(column, 0), min(column + 1, W3 - 1));
#if BOTH
    out_[i] = absorbed(level, true, rows, columns);
    out_[PLANE + i] = absorbed(level, false, rows, columns);
#else
    out_[i] = absorbed(level, load4(0) != 0, rows, columns);
#endif
}
