// One work group sums the cubed distances from the local mean. in0 grey, in1 local mean, in2 switch.
shared int skewness;

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    if (lane == 0)
        skewness = 0;
    barrier();
    int own = 0;
    for (int i = lane; i < COUNT0; i += int(gl_WorkGroupSize.x))
    {
        int grey = load0(i);
        int distance = grey - load1(i / W0 / 8 * W1 + i % W0 / 8);
        int cube = abs(distance * distance * distance) >> SHIFT;
        own += grey < 0 ? 0 : distance < 0 ? -cube : cube;
    }
    atomicAdd(skewness, own);
    barrier();
    if (lane == 0)
        out_[0] = load2(0) == 1 || load2(0) != 2 && skewness <= 0 ? 1 : 0;
}
