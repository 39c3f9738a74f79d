// scale * (x - mean) / deviation + bias: in1 holds mean and factor of each group of SIZE elements, in2 and in3 scale and bias.
// The mean is that of x - first, the group's first element: of values far from 0 it would be rounded as coarsely as they are.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int group = i / SIZE;
    int at = i / DIVISOR % MODULUS;
    float result = (load0(i) - load0(group * SIZE) - load1(2 * group)) * load1(2 * group + 1) * load2(at);
#ifdef BIAS
    result += load3(at);
#endif
    store(i, result);
}
