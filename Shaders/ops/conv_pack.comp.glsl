// Packs convolution weights for conv_packed: each output texel is four output channels of one tap and input channel.
// The output is seen as [output groups, 4, TAPS, input channels rounded up]; what does not exist is 0. Weights are
// [MAPS, INPUTS, TAPS]; with TRANSPOSED, which the gradient takes, the taps are reversed and [INPUTS, MAPS, TAPS]
// exchanges what comes in and out.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int c = i % W;
    int tap = i / W % H;
    int g = i / (W * H);
    vec4 result = vec4(0);
    for (int lane = 0; lane < 4; lane++)
    {
        int m = 4 * g + lane;
        if (m < MAPS && c < INPUTS)
        {
#ifdef TRANSPOSED
            result[lane] = load0((c * MAPS + m) * TAPS + TAPS - 1 - tap);
#else
            result[lane] = load0((m * INPUTS + c) * TAPS + tap);
#endif
        }
    }
    store(i, result);
}
