// Local response normalisation over the channels around: a line is the LENGTH channels of a place, INNER apart. Of a wide
// neighbourhood SUM stores the sums of its slices, and SUMS(i) reads their sum.
#include "common/slices.glsl"

float squares(int i, ivec2 own)
{
    int c = i / INNER % LENGTH;
    float sum = 0.0;
    for (int k = max(own.x - BEFORE, -c); k < min(own.y - BEFORE, LENGTH - c); k++)
    {
        float x = load0(i + k * INNER);
        sum += x * x;
    }
    return sum;
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
#ifdef SUM
    int part = i / OUTPUTS;
    store(i, squares(i - part * OUTPUTS, slice(SIZE, SLICES(0), part)));
#else
#ifdef SUMS
    float sum = SUMS(i);
#else
    float sum = squares(i, ivec2(0, SIZE));
#endif
    store(i, load0(i) / pow(BIAS + SCALE * sum, BETA));
#endif
}
