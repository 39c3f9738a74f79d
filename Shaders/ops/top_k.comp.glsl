// The best K elements of each line of LENGTH elements, INNER apart: each round finds the best that comes after the last
// one found. Of equal elements the one with the lower index comes first. SIGN is -1 where the smallest are best.
void main()
{
    int line = flatIndex();
    if (line >= COUNT / max(K, 1))
        return;
    int from = line / INNER * LENGTH * INNER + line % INNER;
    int to = line / INNER * K * INNER + line % INNER;
    int last = -1;
    float lastValue = 0.0;
    for (int k = 0; k < K; k++)
    {
        int best = -1;
        float bestValue = 0.0;
        for (int j = 0; j < LENGTH; j++)
        {
            float value = SIGN * load0(from + j * INNER);
            bool after = last < 0 || value < lastValue || (value == lastValue && j > last);
            if (after && (best < 0 || value > bestValue))
            {
                best = j;
                bestValue = value;
            }
        }
        last = best;
        lastValue = bestValue;
#if INDICES_WANTED == 1
        store(to + k * INNER, best);
#else
        store(to + k * INNER, SIGN * bestValue);
#endif
    }
}
