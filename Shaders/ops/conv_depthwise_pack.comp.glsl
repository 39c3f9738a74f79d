// Depthwise weights [C, 1, …taps] as taps of packed channels: texel tap · G + g.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int g = i % G;
    int tap = i / G;
#if LANES == 4
    vec4 result = vec4(0);
    for (int lane = 0; lane < 4; lane++)
        result[lane] = load0(min(4 * g + lane, C - 1) * TAPS + tap);
    store(i, result);
#else
    store(i, load0(g * TAPS + tap));
#endif
}
