// ArgMax and ArgMin: an invocation per slice of a line of LENGTH elements, INNER apart. Its choices are the line's CHOICES
// elements, or with CANDIDATES those that won their slices before, which in1 numbers.
#include "common/slices.glsl"

int choice(int line, int k)
{
#ifdef CANDIDATES
    return load1(line * CHOICES + k);
#else
    return k;
#endif
}

void main()
{
    int i = flatIndex(), line = i / SLICES;
    if (i >= COUNT)
        return;
    int begin = line / INNER * LENGTH * INNER + line % INNER;
    ivec2 own = slice(CHOICES, SLICES, i - line * SLICES);
    int best = choice(line, own.x);
    for (int k = own.x + 1; k < own.y; k++)
    {
        int next = choice(line, k);
        if (BETTER(load0(begin + next * INNER), load0(begin + best * INNER)))
            best = next;
    }
    store(i, best);
}
