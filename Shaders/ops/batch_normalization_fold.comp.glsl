// From scale, bias, mean and variance to [factor, shift]: the output's image 0 and 1. Lanes past C are cleared by store().
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int g = i % G;
    T result;
    for (int lane = 0; lane < LANES; lane++)
    {
        int c = min(g * LANES + lane, C - 1);
        float factor = load0(c) / sqrt(load3(c) + EPSILON);
        float value = i < G ? factor : load1(c) - load2(c) * factor;
#if LANES == 4
        result[lane] = value;
#else
        result = value;
#endif
    }
    store(i, result);
}
