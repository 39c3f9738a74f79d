// A work group finds the box of each map's ink. in0 ink, in1 switch.

#include "common/box.glsl"

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    int map = int(gl_WorkGroupID.x), b = 4 * map;
    if (map >= N0)
        return;
    for (int i = lane; i < H0 * W0; i += int(gl_WorkGroupSize.x))
        if (load0(map * H0 * W0 + i) >= LEAST_INK)
            grow(ivec2(i / W0, i % W0), ivec2(i / W0, i % W0) + 1);
    join();
    if (lane != 0)
        return;
    bool whole = bottom == 0 || load1(0) == 0;
    out_[b + 0] = whole ? W0 * FIRST / PICTURE : top;
    out_[b + 1] = whole ? W0 * FIRST / PICTURE : left;
    out_[b + 2] = whole ? W0 * END / PICTURE : bottom;
    out_[b + 3] = whole ? W0 * END / PICTURE : right;
}
