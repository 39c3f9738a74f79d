// in0 ink, in1 stroke width, in2 box, in3 switch. Distances are in 16ths of a pixel.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int longer = max(load2(2) - load2(0), load2(3) - load2(1)) * 16;
    int thinnest = longer * THINNEST / 1000, thickest = longer * THICKEST / 1000;
    int stroke = load1(0);
    bool thin = stroke > thickest;
    int radius = load3(0) == 0 ? 0 : stroke < thinnest ? (thinnest - stroke) / 2 : thin ? (stroke - thickest) / 2 : 0;
    radius = min(radius, MAX_RADIUS);
    // Further away the disc's weight is 0.
    int reach = (radius + 15) / 16;
    int y = i / W, x = i % W, best = 0;
    for (int v = max(y - reach, 0); v <= min(y + reach, H - 1); v++)
        for (int u = max(x - reach, 0); u <= min(x + reach, W - 1); u++)
        {
            int value = thin ? 255 - load0(v * W + u) : load0(v * W + u);
            int weight = clamp(radius + 16 - DISTANCES((v - y) * (v - y) + (u - x) * (u - x)), 0, 16);
            best = max(best, value * weight / 16);
        }
    out_[i] = thin ? 255 - best : best;
}
