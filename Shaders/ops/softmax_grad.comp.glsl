// dLoss/dInput of Softmax, y · (dy − Σ y·dy), and with LOG of LogSoftmax, dy − e^y · Σ dy. Inputs y and dy; an invocation
// per slice of a line of LENGTH elements, INNER apart. Of long lines SUM stores the slices' sums, which PARTS(i) then reads.
#include "common/slices.glsl"

float sumOf(int begin, ivec2 own)
{
    float sum = 0.0;
    for (int k = own.x; k < own.y; k++)
    {
        int at = begin + k * INNER;
#ifdef LOG
        sum += load1(at);
#else
        sum += load0(at) * load1(at);
#endif
    }
    return sum;
}

void main()
{
    int i = flatIndex(), line = i / SLICES;
    if (line >= COUNT0 / LENGTH)
        return;
    int begin = line / INNER * LENGTH * INNER + line % INNER;
    ivec2 own = slice(LENGTH, SLICES, i - line * SLICES);
#ifdef SUM
    store(i, sumOf(begin, own));
#else
#ifdef PARTS
    float sum = 0.0;
    for (int s = line * SLICES; s < (line + 1) * SLICES; s++)
        sum += PARTS(s);
#else
    float sum = sumOf(begin, own);
#endif
    for (int k = own.x; k < own.y; k++)
    {
        int at = begin + k * INNER;
#ifdef LOG
        store(at, load1(at) - exp(load0(at)) * sum);
#else
        store(at, load0(at) * (load1(at) - sum));
#endif
    }
#endif
}
