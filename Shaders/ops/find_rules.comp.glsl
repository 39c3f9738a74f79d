// in0 absorbance, in1 threshold. One invocation follows one line over the whole map: how much of it is dark?

int offset(int slope, int t)
{
    return RISE * slope * (2 * t + 1) / (2 * W0) - RISE * (SLOPES / 2) * (2 * t + 1) / (2 * W0) - RISE * (slope - SLOPES / 2) / 2;
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    bool down = i >= COUNT / 2;
    int along = down ? W0 : 1, aside = down ? 1 : W0;
    int least = max(1, load1(0) / 2);
    int seen = 0, dark = 0;
    for (int t = 0; t < W0; t++)
    {
        int place = i % W0 + offset(i / W0 % SLOPES, t);
        if (place < 0 || place >= W0 || load0(place * aside + t * along) < 0)
            continue;
        seen++;
        int best = 0;
        for (int near = max(place - 1, 0); near <= min(place + 1, W0 - 1); near++)
            best = max(best, load0(near * aside + t * along));
        dark += best >= least ? 1 : 0;
    }
    out_[i] = seen * 2 >= W0 && dark * 8 >= seen * 7 ? 1 : 0;
}
