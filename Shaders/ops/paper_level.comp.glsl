// An invocation averages a block of 2×2 pixels. in0 grey, in1 polarity.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    bool dark = load1(0) != 0;
    int sum = 0, count = 0;
    for (int y = i / W * 2; y < min(i / W * 2 + 2, H0); y++)
        for (int x = i % W * 2; x < min(i % W * 2 + 2, W0); x++)
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
