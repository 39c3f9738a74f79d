// The largest value of a window along one axis: elements lie STRIDE apart, LENGTH of them; the window takes every STEP-th.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int at = i / STRIDE % LENGTH;
    int best = -1;
    for (int k = -min(RADIUS, at / STEP); k <= min(RADIUS, (LENGTH - 1 - at) / STEP); k++)
        best = max(best, load0(i + k * STEP * STRIDE));
    out_[i] = best;
}
