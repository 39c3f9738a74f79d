// Local response normalisation over the channels around: a line is the LENGTH channels of a place, INNER apart.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int c = i / INNER % LENGTH;
    float sum = 0.0;
    for (int k = max(0, c - BEFORE); k <= min(LENGTH - 1, c + AFTER); k++)
    {
        float x = load0(i + (k - c) * INNER);
        sum += x * x;
    }
    store(i, load0(i) / pow(BIAS + SCALE * sum, BETA));
}
