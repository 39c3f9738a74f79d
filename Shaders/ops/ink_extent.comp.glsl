// One work group finds the box of the ink. in0 absorbance, in1 the square that it shows.
shared int top, left, bottom, right;

int edge(int length, int i, int n) { return length / n * i + length % n * i / n; }

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    if (lane == 0)
    {
        top = H0;
        left = W0;
        bottom = right = 0;
    }
    barrier();
    // First in registers: shared memory sees one minimum and one maximum an invocation.
    ivec2 low = ivec2(H0, W0), high = ivec2(0);
    for (int i = lane; i < COUNT0; i += int(gl_WorkGroupSize.x))
        if (load0(i) >= LEAST)
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
    bool found = top < H0;
    out_[0] = found ? 1 : 0;
    out_[1] = found ? load1(0) + edge(load1(2), top, H0) : 0;
    out_[2] = found ? load1(1) + edge(load1(2), left, W0) : 0;
    out_[3] = found ? load1(0) + edge(load1(2), bottom, H0) : 0;
    out_[4] = found ? load1(1) + edge(load1(2), right, W0) : 0;
}
