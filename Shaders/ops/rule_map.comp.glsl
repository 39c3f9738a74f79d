// RemoveRules, first pass. in0 the rules. An invocation tells which of 32 places, a step along the rules, are within reach of one.

#include "common/rules.glsl"

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int word = i % WORDS, t = i / WORDS % SIDE, edge = i / (WORDS * SIDE);
    uint near = 0u;
    for (int slope = 0; slope < SLOPES; slope++)
    {
        int first = (edge * SLOPES + slope) * WORDS, place = 32 * word - offset(slope, t) - REACH;
        uint low = bits(first, place), high = bits(first, place + 32);
        near |= low;
        for (int k = 1; k <= 2 * REACH; k++)
            near |= low >> k | high << 32 - k;
    }
    out_[i] = int(near);
}
