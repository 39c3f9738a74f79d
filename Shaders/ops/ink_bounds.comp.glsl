// One work group finds the box of the ink. in0 ink, in1 switch.

#include "common/box.glsl"

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    for (int i = lane; i < COUNT0; i += int(gl_WorkGroupSize.x))
        if (load0(i) >= LEAST_INK)
            grow(ivec2(i / W0, i % W0), ivec2(i / W0, i % W0) + 1);
    join();
    if (lane != 0)
        return;
    bool whole = bottom == 0 || load1(0) == 0;
    out_[0] = whole ? W0 * FIRST / PICTURE : top;
    out_[1] = whole ? W0 * FIRST / PICTURE : left;
    out_[2] = whole ? W0 * END / PICTURE : bottom;
    out_[3] = whole ? W0 * END / PICTURE : right;
}
