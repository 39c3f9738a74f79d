// Sums the slices of conv_grad_weight_packed and writes the weight's gradient row-major: [maps, inputs, taps].
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int tap = i % TAPS;
    int c = i / TAPS % INPUTS;
    int m = i / (TAPS * INPUTS);
    float sum = 0.0;
    for (int slice = 0; slice < SLICES; slice++)
        sum += load0(((slice * OUTPUT_GROUPS + m / 4) * TAPS + tap) * DEPTH + c)[m & 3];
    store(i, sum);
}
