// The order of the LENGTH elements, INNER apart, of a line of in0: BETTER(a, b) comes first, of equals the lower index. Runs of a
// line that are in order hold indices along it.
#include "common/nan.glsl"

// Whether element i of a line comes before element j; NaN comes before all, or with NAN_LAST after them.
bool before(int begin, int i, int j)
{
    float a = load0(begin + i * INNER), b = load0(begin + j * INNER);
#ifdef NAN_LAST
    bool aFirst = isNotANumber(b), bFirst = isNotANumber(a);
#else
    bool aFirst = isNotANumber(a), bFirst = isNotANumber(b);
#endif
    if (aFirst != bFirst)
        return aFirst;
    // A compiler may take !(b > a) for b <= a, which of NaN is another thing.
    if (aFirst)
        return i < j;
    return BETTER(a, b) || (!BETTER(b, a) && i < j);
}

int lineBegin(int line)
{
    return line / INNER * LENGTH * INNER + line % INNER;
}

// Writes the element that comes at a place of a run: its index or, once a line is one run of the K best, what is wanted.
void put(int line, int runs, int run, int width, int place, int index)
{
#if defined(VALUES)
    store(line / INNER * K * INNER + line % INNER + place * INNER, load0(lineBegin(line) + index * INNER));
#elif defined(INDICES)
    store(line / INNER * K * INNER + line % INNER + place * INNER, index);
#else
    store((line * runs + run) * width + place, index);
#endif
}
