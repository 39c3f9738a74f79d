// A work group for each map measures how thick the rules are and counts each thickness. in0 rules, in1 absorbance, in2 threshold.

#include "common/rules.glsl"

shared int counts[MOST + 1];

// Of the ink at a place, or right beside it; 0 where there is none.
int thickness(int first, int stride, int place, int least)
{
    int darkest = place, most = load1(first + place * stride);
    for (int near = max(place - 1, 0); near <= min(place + 1, SIDE - 1); near++)
    {
        int absorbed = load1(first + near * stride);
        darkest = absorbed > most ? near : darkest;
        most = max(most, absorbed);
    }
    if (most < least)
        return 0;
    int low = darkest, high = darkest;
    while (low > 0 && high - low + 1 < MOST && load1(first + (low - 1) * stride) >= least)
        low--;
    while (high < SIDE - 1 && high - low + 1 < MOST && load1(first + (high + 1) * stride) >= least)
        high++;
    return high - low + 1;
}

void main()
{
    int lane = int(gl_LocalInvocationID.x), map = int(gl_WorkGroupID.x);
    if (lane <= MOST)
        counts[lane] = 0;
    barrier();
    int least = max(1, load2(2 * map) / 2);
    for (int line = lane; line < 2 * SLOPES * SIDE; line += int(gl_WorkGroupSize.x))
    {
        int row = line / SIDE, middle = line % SIDE;
        if ((load0((map * 2 * SLOPES + row) * WORDS + middle / 32) >> middle % 32 & 1) == 0)
            continue;
        bool down = row >= SLOPES;
        for (int k = 0; k < PLACES; k++)
        {
            int t = (2 * k + 1) * SIDE / (2 * PLACES), place = middle + offset(row % SLOPES, t);
            if (place < 0 || place >= SIDE)
                continue;
            int thick = thickness(map * PLANE1 + (down ? t * SIDE : t), down ? 1 : SIDE, place, least);
            if (thick > 0)
                atomicAdd(counts[thick], 1);
        }
    }
    barrier();
    if (lane != 0)
        return;
    int all = 0, median = 0;
    for (int thick = 1; thick <= MOST; thick++)
        all += counts[thick];
    for (int below = 0; 2 * below < all; below += counts[median])
        median++;
    out_[map] = median;
}
