// The largest (or smallest) value that is no −1 in a window of 2·ROWS + 1 by 2·COLUMNS + 1 elements, STEP apart.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int y = i / W % H, x = i % W, best = -1;
    for (int v = -min(ROWS, y / STEP); v <= min(ROWS, (H - 1 - y) / STEP); v++)
        for (int u = -min(COLUMNS, x / STEP); u <= min(COLUMNS, (W - 1 - x) / STEP); u++)
        {
            int value = load0(i + (v * W + u) * STEP);
            bool better = best < 0 || (ERODES != 0 ? value < best : value > best);
            best = value >= 0 && better ? value : best;
        }
    out_[i] = best;
}
