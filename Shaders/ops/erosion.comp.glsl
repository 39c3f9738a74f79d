// The smallest value that is no −1 of a window along one axis: elements lie STRIDE apart, LENGTH of them; the window takes every STEP-th.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    const int none = 0x7FFFFFFF;
    int at = i / STRIDE % LENGTH;
    int best = none;
    for (int k = -min(RADIUS, at / STEP); k <= min(RADIUS, (LENGTH - 1 - at) / STEP); k++)
    {
        int value = load0(i + k * STEP * STRIDE);
        best = min(best, value < 0 ? none : value);
    }
    out_[i] = best == none ? -1 : best;
}
