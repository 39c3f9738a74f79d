// An invocation looks at a block of SIDE × SIDE pixels.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int top = i / W % H * SIDE, left = i % W * SIDE, first = i / PLANE * PLANE0;
    int best = load0(first + top * W0 + left);
    for (int y = top; y < min(top + SIDE, H0); y++)
        for (int x = left; x < min(left + SIDE, W0); x++)
            best = max(best, load0(first + y * W0 + x));
    out_[i] = best;
}
