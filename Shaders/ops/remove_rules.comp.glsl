// RemoveRules, last pass. in0 absorbance, in1 threshold, in2 which pixels are close to a rule.

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

// Whether there is no ink at a place of a map, or no such place.
bool bare(int first, int y, int x, int least)
{
    return y < 0 || x < 0 || y >= H0 || x >= W0 || load0(first + y * W0 + x) < least;
}

// Whether a pixel lies where two rules cross and nothing else is.
bool crossing(int first, int y, int x, int least)
{
    int away = 2 * REACH + 1;
    return bare(first, y - away, x - away, least) && bare(first, y - away, x + away, least)
        && bare(first, y + away, x - away, least) && bare(first, y + away, x + away, least);
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int absorbed = load0(i), near = load2(i), least = max(1, load1(2 * (i / PLANE0)) / 2);
    bool rule = absorbed > 0 && ((near & 1) != 0 && thin(i, W0, i / W0 % H0, least) || (near & 2) != 0 && thin(i, 1, i % W0, least)
        || near == 3 && crossing(i / PLANE0 * PLANE0, i / W0 % H0, i % W0, least));
    out_[i] = rule ? -1 : absorbed;
}
