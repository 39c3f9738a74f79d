// FindRules, second pass. in0 what is seen and what is dark at each step. An invocation follows 32 lines of one slope, side
// by side, over the whole map. Their counts are kept by digit: bit k of digits[d] is binary digit d of line k's count.

#include "common/rules.glsl"

void count(inout uint digits[DIGITS], uint lines)
{
    for (int d = 0; d < DIGITS; d++)
    {
        uint carry = digits[d] & lines;
        digits[d] ^= lines;
        lines = carry;
    }
}

int countOf(uint digits[DIGITS], int line)
{
    uint sum = 0u;
    for (int d = 0; d < DIGITS; d++)
        sum |= (digits[d] >> line & 1u) << d;
    return int(sum);
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int word = i % WORDS, slope = i / WORDS % SLOPES, edge = i / (WORDS * SLOPES);
    uint seen[DIGITS], dark[DIGITS];
    for (int d = 0; d < DIGITS; d++)
        seen[d] = dark[d] = 0u;
    for (int step = 0; step < STEPS; step++)
    {
        int first = (edge * STEPS + step) * WORDS, place = 32 * word + offset(slope, step * TAKEN);
        count(seen, bits(first, place));
        count(dark, bits(COUNT0 / 2 + first, place));
    }
    uint rules = 0u;
    for (int k = 0; k < min(32, SIDE - 32 * word); k++)
    {
        int looked = countOf(seen, k);
        rules |= uint(looked * 2 * TAKEN >= SIDE && countOf(dark, k) * 8 >= looked * DARK_EIGHTHS) << k;
    }
    out_[i] = int(rules);
}
