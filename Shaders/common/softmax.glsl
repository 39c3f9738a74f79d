// Lines of LENGTH elements, INNER apart, of the first input. Of a long line an invocation has one of SLICES slices.
#include "common/slices.glsl"

// Where a line begins.
int lineBegin(int line)
{
    return line / INNER * LENGTH * INNER + line % INNER;
}

// The largest x of a slice, and Σ e^(x − largest), which does not overflow.
vec2 largestAndSum(int begin, ivec2 own)
{
    float largest = load0(begin + own.x * INNER);
    for (int k = own.x + 1; k < own.y; k++)
        largest = max(largest, load0(begin + k * INNER));
    float sum = 0.0;
    for (int k = own.x; k < own.y; k++)
        sum += exp(load0(begin + k * INNER) - largest);
    return vec2(largest, sum);
}

// The same of a whole line: from those of its slices, where PARTS(i) reads them.
vec2 lineLargestAndSum(int line)
{
#ifdef PARTS
    int first = 2 * line * SLICES;
    float largest = PARTS(first), sum = 0.0;
    for (int s = 1; s < SLICES; s++)
        largest = max(largest, PARTS(first + 2 * s));
    for (int s = 0; s < SLICES; s++)
    {
        float part = PARTS(first + 2 * s);
        // A slice of nothing but −∞ has the sum NaN, and adds nothing.
        sum += part < LOWEST ? 0.0 : PARTS(first + 2 * s + 1) * exp(part - largest);
    }
    return vec2(largest, sum);
#else
    return largestAndSum(lineBegin(line), ivec2(0, LENGTH));
#endif
}
