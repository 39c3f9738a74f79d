// One work group finds the box of the ink. in0 ink, in1 switch.
shared int top, left, bottom, right;

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    if (lane == 0)
    {
        top = left = W0;
        bottom = right = 0;
    }
    barrier();
    ivec2 low = ivec2(W0), high = ivec2(0);
    for (int i = lane; i < COUNT0; i += int(gl_WorkGroupSize.x))
        if (load0(i) >= LEAST_INK)
        {
            low = min(low, ivec2(i / W0, i % W0));
            high = max(high, ivec2(i / W0, i % W0) + 1);
        }
    atomicMin(top, low.x);
    atomicMin(left, low.y);
    atomicMax(bottom, high.x);
    atomicMax(right, high.y);
    barrier();
    if (lane != 0)
        return;
    bool whole = top == W0 || load1(0) == 0;
    out_[0] = whole ? W0 * 4 / 28 : top;
    out_[1] = whole ? W0 * 4 / 28 : left;
    out_[2] = whole ? W0 * 24 / 28 : bottom;
    out_[3] = whole ? W0 * 24 / 28 : right;
}
