// Resamples one axis of LENGTH elements, INNER apart, to LENGTH_OUT: output o is the sum of WIDTH taps, which read at in1 and
// are weighted by in2, plus in3 where o lies outside the input. Of many taps each of several results has a slice.
#include "common/slices.glsl"

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int part = i / OUTPUTS, element = i - part * OUTPUTS;
    int o = element / INNER % LENGTH_OUT;
    int begin = element / (INNER * LENGTH_OUT) * LENGTH * INNER + element % INNER;
    T sum = T(part == 0 ? load3(o) : 0.0);
    ivec2 own = slice(WIDTH, SLICES(0), part);
    for (int k = o * WIDTH + own.x; k < o * WIDTH + own.y; k++)
        sum += load2(k) * load0(begin + load1(k) * INNER);
    store(i, sum);
}
