// One work group sums area and outline of the ink.
shared int area, outline;

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    if (lane == 0)
        area = outline = 0;
    barrier();
    int ownArea = 0, ownOutline = 0;
    for (int i = lane; i < COUNT0; i += int(gl_WorkGroupSize.x))
    {
        int here = load0(i);
        int dx = abs((i % W0 + 1 < W0 ? load0(i + 1) : 0) - here);
        int dy = abs((i + W0 < COUNT0 ? load0(i + W0) : 0) - here);
        ownArea += here;
        // The length of (dx, dy) to 4 %: the longer side and 3/8 of the shorter.
        ownOutline += max(dx, dy) + min(dx, dy) * 3 / 8;
    }
    atomicAdd(area, ownArea);
    atomicAdd(outline, ownOutline);
    barrier();
    if (lane == 0)
        out_[0] = area * 2 / max(1, outline / 16);
}
