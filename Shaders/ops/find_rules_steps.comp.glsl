// FindRules, first pass. in0 absorbance, in1 threshold. A step is every TAKEN-th place along the lines; an invocation looks
// at 32 places aside: which are in the picture, and which of those are dark, themselves or a neighbour.

#include "common/rules.glsl"

void main()
{
    int i = flatIndex();
    if (i >= COUNT / 2)
        return;
    int word = i % WORDS, t = i / WORDS % STEPS * TAKEN, edge = i / (WORDS * STEPS), map = edge / 2;
    int along = edge % 2 != 0 ? SIDE : 1, aside = edge % 2 != 0 ? 1 : SIDE;
    int first = map * PLANE0 + t * along, least = max(1, load1(2 * map) / 2);
    uint seen = 0u, dark = 0u;
    int before = word > 0 ? load0(first + (32 * word - 1) * aside) : -1;
    int here = load0(first + 32 * word * aside);
    for (int k = 0; k < min(32, SIDE - 32 * word); k++)
    {
        int place = 32 * word + k;
        int after = place < SIDE - 1 ? load0(first + (place + 1) * aside) : -1;
        if (here >= 0)
        {
            seen |= 1u << k;
            dark |= uint(max(max(before, here), after) >= least) << k;
        }
        before = here;
        here = after;
    }
    out_[i] = int(seen);
    out_[COUNT / 2 + i] = int(dark);
}
