// An invocation finds the brightest 2×2 mean of its 8×8 block. in0 grey, in1 polarity.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    bool dark = load1(0) != 0;
    int top = i / W * 8, left = i % W * 8, brightest = -1;
    for (int y = top; y < min(top + 8, H0); y += 2)
        for (int x = left; x < min(left + 8, W0); x += 2)
        {
            int sum = 0, count = 0;
            for (int v = y; v < min(y + 2, H0); v++)
                for (int u = x; u < min(x + 2, W0); u++)
                {
                    int level = load0(v * W0 + u);
                    if (level >= 0)
                    {
                        sum += dark ? level : 255 - level;
                        count++;
                    }
                }
            if (count > 0)
                brightest = max(brightest, sum / count);
        }
    out_[i] = brightest;
}
