// Resamples one axis of LENGTH elements, INNER apart, to OUTPUTS: output o is the sum of WIDTH taps, which read at in1 and
// are weighted by in2, plus in3 where o lies outside the input.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int o = i / INNER % OUTPUTS;
    int begin = i / (INNER * OUTPUTS) * LENGTH * INNER + i % INNER;
    float sum = load3(o);
    for (int k = o * WIDTH; k < (o + 1) * WIDTH; k++)
        sum += load2(k) * load0(begin + load1(k) * INNER);
    store(i, sum);
}
