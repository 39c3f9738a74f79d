// An invocation averages a block of pixels; the second plane is that of the negative.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    bool dark = i < PLANE;
    int sum = 0, count = 0, top = i / W % H * BLOCK, left = i % W * BLOCK;
    for (int y = top; y < min(top + BLOCK, H0); y++)
        for (int x = left; x < min(left + BLOCK, W0); x++)
        {
            int level = load0(y * W0 + x);
            if (level >= 0)
            {
                sum += dark ? level : 255 - level;
                count++;
            }
        }
    out_[i] = count == 0 ? -1 : sum / count;
}
