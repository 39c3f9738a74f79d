// For LocalMean: the sum of each 8×8 block's pixels, then (behind all sums) how many there are.
void main()
{
    int i = flatIndex();
    int columns = (W0 + 7) / 8, blocks = (H0 + 7) / 8 * columns;
    if (i >= blocks)
        return;
    int sum = 0, count = 0;
    for (int y = i / columns * 8; y < min(i / columns * 8 + 8, H0); y++)
        for (int x = i % columns * 8; x < min(i % columns * 8 + 8, W0); x++)
        {
            int grey = load0(y * W0 + x);
            sum += max(grey, 0);
            count += grey >= 0 ? 1 : 0;
        }
    out_[i] = sum;
    out_[blocks + i] = count;
}
