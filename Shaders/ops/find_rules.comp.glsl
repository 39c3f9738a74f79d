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
    int lines = SLOPES * W0, map = i / (2 * lines), first = map * PLANE0;
    bool down = i / lines % 2 != 0;
    int along = down ? W0 : 1, aside = down ? 1 : W0;
    int least = max(1, load1(2 * map) / 2);
    int seen = 0, bare = 0;
    // More than an eighth of a whole line bare, and it is none: most are given up early.
    for (int t = 0; t < W0 && bare * 8 * TAKEN <= W0 + 8 * TAKEN; t += TAKEN)
    {
        int place = i % W0 + offset(i / W0 % SLOPES, t);
        int here = place < 0 || place >= W0 ? -1 : load0(first + place * aside + t * along);
        if (here < 0)
            continue;
        seen++;
        if (here < least
            && (place == 0 || load0(first + (place - 1) * aside + t * along) < least)
            && (place == W0 - 1 || load0(first + (place + 1) * aside + t * along) < least))
            bare++;
    }
    out_[i] = seen * 2 * TAKEN >= W0 && (seen - bare) * 8 >= seen * 7 ? 1 : 0;
}
