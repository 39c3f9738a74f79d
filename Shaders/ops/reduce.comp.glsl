// Folds up to three runs of axes into one element: ACCUMULATE(sum, x) from START, then FINISH(sum). The kept axes are
// RANK axes of lengths LENGTHS(axis). Where there is much to fold the runs are CUT into slices with a partial result each.
#include "common/slices.glsl"
#include "common/strided.glsl"
STRIDED(source, STRIDES)

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
#ifdef CUT
    int kept = COUNT / (SLICES(0) * SLICES(1) * SLICES(2)), part = i / kept;
    int begin = source(i - part * kept);
    ivec2 as = slice(COUNTS(0), SLICES(0), part / (SLICES(1) * SLICES(2)));
    ivec2 bs = slice(COUNTS(1), SLICES(1), part / SLICES(2) % SLICES(1));
    ivec2 cs = slice(COUNTS(2), SLICES(2), part % SLICES(2));
#else
    int begin = source(i);
    ivec2 as = ivec2(0, COUNTS(0)), bs = ivec2(0, COUNTS(1)), cs = ivec2(0, COUNTS(2));
#endif
    T sum = T(START);
    for (int a = as.x; a < as.y; a++)
        for (int b = bs.x; b < bs.y; b++)
        {
            int at = begin + a * STEPS(0) + b * STEPS(1) + cs.x * STEPS(2);
            for (int c = cs.x; c < cs.y; c++, at += STEPS(2))
            {
                T x = load0(at);
                sum = ACCUMULATE(sum, x);
            }
        }
    store(i, FINISH(sum));
}
