// Softmax and, with LOG, LogSoftmax: one invocation per line of LENGTH elements, INNER apart.
#include "common/softmax.glsl"

void main()
{
    int line = flatIndex();
    if (line >= COUNT / LENGTH)
        return;
    int begin = lineBegin(line);
    vec2 found = largestAndSum(begin);
#ifdef LOG
    float shift = found.x + log(found.y);
    for (int k = 0; k < LENGTH; k++)
        store(begin + k * INNER, load0(begin + k * INNER) - shift);
#else
    for (int k = 0; k < LENGTH; k++)
        store(begin + k * INNER, exp(load0(begin + k * INNER) - found.x) / found.y);
#endif
}
