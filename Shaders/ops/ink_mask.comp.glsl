// in0 absorbance, in1 the strongest close by, for each block.

// Whether there is ink in one direction, in which the map has so many more pixels.
bool near(int i, int stride, int room, int least)
{
    for (int k = 1; k <= min(BRIDGE, room); k++)
        if (load0(i + k * stride) >= least)
            return true;
    return false;
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int y = i / W % H, x = i % W, strongest = load1(i / PLANE * PLANE1 + y / BLOCK * W1 + x / BLOCK);
    // Most of a page is bare, and of its pixels nothing more is read.
    if (strongest < LEAST)
    {
        out_[i] = 0;
        return;
    }
    int absorbed = load0(i), least = max(LEAST, strongest * PART / 100);
    bool ink = absorbed >= least;
    // Where a printed line was taken out a stroke goes on if there is ink on both sides.
    if (absorbed < 0)
        ink = near(i, -W, y, least) && near(i, W, H - 1 - y, least) || near(i, -1, x, least) && near(i, 1, W - 1 - x, least);
    out_[i] = ink ? 1 : 0;
}
