// RemoveRules, second pass: each rule (in0) marks the pixels within reach of it: 1 for a rule across, 2 for one down.

int offset(int slope, int t)
{
    return RISE * slope * (2 * t + 1) / (2 * W) - RISE * (SLOPES / 2) * (2 * t + 1) / (2 * W) - RISE * (slope - SLOPES / 2) / 2;
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT0 || load0(i) == 0)
        return;
    int lines = SLOPES * W, first = i / (2 * lines) * PLANE;
    bool down = i / lines % 2 != 0;
    int bit = down ? 2 : 1;
    // What the rule beside it (of the same slope) reaches is that one's work; a dark area has hundreds of them.
    int low = i % W > 0 && load0(i - 1) != 0 ? REACH : -REACH;
    for (int t = 0; t < W; t++)
    {
        int middle = i % W + offset(i / W % SLOPES, t);
        for (int place = max(middle + low, 0); place <= min(middle + REACH, W - 1); place++)
        {
            int at = first + (down ? t * W + place : place * W + t);
            if ((out_[at] & bit) == 0)
                atomicOr(out_[at], bit);
        }
    }
}
