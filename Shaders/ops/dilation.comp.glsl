// The largest value of a window along one axis: STEP apart, LENGTH of them.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int at = i / STEP % LENGTH;
    int best = -1;
    for (int k = -min(RADIUS, at); k <= min(RADIUS, LENGTH - 1 - at); k++)
        best = max(best, load0(i + k * STEP));
    out_[i] = best;
}
