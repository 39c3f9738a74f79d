// Folds up to three runs of axes into one element: ACCUMULATE(sum, x) from START, then FINISH(sum). The kept axes are
// RANK axes of lengths LENGTHS(axis); the output may be split in SLICES partial results over the first reduced run.
#include "common/strided.glsl"
STRIDED(source, STRIDES)

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int kept = COUNT / SLICES;
    int slice = i / kept;
    int begin = source(i - slice * kept);
    int first = slice * COUNTS(0) / SLICES;
    int end = (slice + 1) * COUNTS(0) / SLICES;
    T sum = T(START);
    for (int a = first; a < end; a++)
        for (int b = 0; b < COUNTS(1); b++)
        {
            int at = begin + a * STEPS(0) + b * STEPS(1);
            for (int c = 0; c < COUNTS(2); c++, at += STEPS(2))
            {
                T x = load0(at);
                sum = ACCUMULATE(sum, x);
            }
        }
    store(i, FINISH(sum));
}
