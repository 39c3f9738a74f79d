// The mean over the blocks around each block. in0: the sums of block_sums.comp.glsl, then the counts.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int row = i / W, column = i % W;
    int sum = 0, count = 0;
    for (int r = max(row - RADIUS, 0); r <= min(row + RADIUS, H - 1); r++)
        for (int c = max(column - RADIUS, 0); c <= min(column + RADIUS, W - 1); c++)
        {
            sum += load0(r * W + c);
            count += load0(COUNT + r * W + c);
        }
    out_[i] = count == 0 ? -1 : sum / count;
}
