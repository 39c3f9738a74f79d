// RemoveRules, second pass. in0 absorbance, in1 threshold, in2 which places are within reach of a rule, in3 how thick
// the rules are.

#include "common/rules.glsl"

// Whether a rule passes close to a place, t along it; edge 0 of a map is for rules across, 1 for those down.
bool near(int edge, int t, int place)
{
    return (load2((edge * SIDE + t) * WORDS + place / 32) >> place % 32 & 1) != 0;
}

// Whether the run of ink across the rule is no thicker than a rule.
bool thin(int pixel, int stride, int place, int least, int most)
{
    int run = 1;
    for (int k = 1; k <= place && run <= most && load0(pixel - k * stride) >= least; k++)
        run++;
    for (int k = 1; k < W0 - place && run <= most && load0(pixel + k * stride) >= least; k++)
        run++;
    return run <= most;
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
    int absorbed = load0(i);
    if (absorbed <= 0)
    {
        out_[i] = absorbed;
        return;
    }
    int map = i / PLANE0, y = i / W0 % H0, x = i % W0, least = max(1, load1(2 * map) / 2);
    int most = min(2 * REACH + 1, load3(map) + SPARE);
    bool across = near(2 * map, x, y), down = near(2 * map + 1, y, x);
    bool rule = across && thin(i, W0, y, least, most) || down && thin(i, 1, x, least, most)
        || across && down && crossing(map * PLANE0, y, x, least);
    out_[i] = rule ? -1 : absorbed;
}
