// in0 absorbance, in1 threshold, in2 rules: lines across, then lines down, each by slope, then by the place of the middle.

int offset(int slope, int t)
{
    return RISE * slope * (2 * t + 1) / (2 * W0) - RISE * (SLOPES / 2) * (2 * t + 1) / (2 * W0) - RISE * (slope - SLOPES / 2) / 2;
}

// Whether a line passes within reach of a place, t along it.
bool near(int first, int place, int t)
{
    for (int slope = 0; slope < SLOPES; slope++)
    {
        int middle = place - offset(slope, t);
        for (int m = max(middle - REACH, 0); m <= min(middle + REACH, W0 - 1); m++)
            if (load2(first + slope * W0 + m) != 0)
                return true;
    }
    return false;
}

// Whether the run of ink across the rule is no thicker than a rule.
bool thin(int pixel, int stride, int place, int least)
{
    int run = 1;
    for (int k = 1; k <= place && run <= 2 * REACH + 1 && load0(pixel - k * stride) >= least; k++)
        run++;
    for (int k = 1; k < W0 - place && run <= 2 * REACH + 1 && load0(pixel + k * stride) >= least; k++)
        run++;
    return run <= 2 * REACH + 1;
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int absorbed = load0(i), least = max(1, load1(0) / 2), y = i / W0, x = i % W0;
    bool rule = absorbed > 0
        && (thin(i, W0, y, least) && near(0, y, x) || thin(i, 1, x, least) && near(SLOPES * W0, x, y));
    out_[i] = rule ? 0 : absorbed;
}
