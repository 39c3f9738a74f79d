// Merges neighbouring runs in order, two and two, and keeps the best WIDTH of each pair. in1: FROM_RUNS runs of at most FROM_WIDTH
// indices from SPAN elements each. An invocation per index: it moves back by as many as come before it in the other run.
#include "common/order.glsl"

int lengthOf(int run)
{
    return min(FROM_WIDTH, LENGTH - run * SPAN);
}

void main()
{
    int i = flatIndex(), row = i / FROM_WIDTH, line = row / FROM_RUNS, run = row - line * FROM_RUNS, place = i - row * FROM_WIDTH;
    if (i >= COUNT1 || place >= lengthOf(run))
        return;
    int own = load1(i), begin = lineBegin(line), other = run ^ 1;
    if (other < FROM_RUNS)
    {
        // Between low and high lies the first of the other run that does not come before.
        int first = (line * FROM_RUNS + other) * FROM_WIDTH, low = 0, high = lengthOf(other);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (before(begin, load1(first + middle), own))
                low = middle + 1;
            else
                high = middle;
        }
        place += low;
    }
    if (place < WIDTH)
        put(line, RUNS, run / 2, WIDTH, place, own);
}
