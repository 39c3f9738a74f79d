// Softmax and, with LOG, LogSoftmax: an invocation per slice of a line.
#include "common/softmax.glsl"

void main()
{
    int i = flatIndex(), line = i / SLICES;
    if (line >= COUNT / LENGTH)
        return;
    int begin = lineBegin(line);
    vec2 found = lineLargestAndSum(line);
    ivec2 own = slice(LENGTH, SLICES, i - line * SLICES);
#ifdef LOG
    float shift = found.x + log(found.y);
    for (int k = own.x; k < own.y; k++)
        store(begin + k * INNER, load0(begin + k * INNER) - shift);
#else
    for (int k = own.x; k < own.y; k++)
        store(begin + k * INNER, exp(load0(begin + k * INNER) - found.x) / found.y);
#endif
}
