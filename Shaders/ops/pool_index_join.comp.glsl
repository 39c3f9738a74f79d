// The index of the largest element under a window, of several that won a slice of it: in1 holds SLICES places in the channel for
// each output, −1 where a slice saw only padding. On ties the first place wins.
#include "common/pool_index.glsl"

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int plane = i / PLANE, first = plane * PLANE0, best = -1;
    for (int s = 0; s < SLICES; s++)
    {
        int next = load1(s * COUNT + i);
        if (next < 0)
            continue;
        bool better = best < 0 || load0(first + next) > load0(first + best);
        best = better || (next < best && load0(first + next) == load0(first + best)) ? next : best;
    }
    store(i, first + poolIndex(best));
}
