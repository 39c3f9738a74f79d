// The smallest value that is no −1 of a window along one axis: STEP apart, LENGTH of them.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    const int none = 0x7FFFFFFF;
    int at = i / STEP % LENGTH;
    int best = none;
    for (int k = -min(RADIUS, at); k <= min(RADIUS, LENGTH - 1 - at); k++)
    {
        int value = load0(i + k * STEP);
        best = min(best, value < 0 ? none : value);
    }
    out_[i] = best == none ? -1 : best;
}
