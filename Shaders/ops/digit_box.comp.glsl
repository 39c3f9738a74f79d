// One work group joins the boxes of the digit's pieces. in0 boxes, in1 which belong, in2 the map's square.
shared int top, left, bottom, right;

int edge(int length, int i, int n) { return length / n * i + length % n * i / n; }

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    if (lane == 0)
    {
        top = left = SIDE;
        bottom = right = 0;
    }
    barrier();
    for (int i = lane; i < COUNT1; i += int(gl_WorkGroupSize.x))
        if (load1(i) != 0)
        {
            atomicMin(top, load0(2 * COUNT1 + i));
            atomicMin(left, load0(3 * COUNT1 + i));
            atomicMax(bottom, load0(4 * COUNT1 + i) + 1);
            atomicMax(right, load0(5 * COUNT1 + i) + 1);
        }
    barrier();
    if (lane != 0)
        return;
    bool found = top < bottom;
    out_[0] = found ? 1 : 0;
    out_[1] = found ? load2(0) + edge(load2(2), top, SIDE) : 0;
    out_[2] = found ? load2(1) + edge(load2(2), left, SIDE) : 0;
    out_[3] = found ? load2(0) + edge(load2(2), bottom, SIDE) : 0;
    out_[4] = found ? load2(1) + edge(load2(2), right, SIDE) : 0;
}
