// One work group joins the boxes of the digit's pieces. in0 boxes, in1 which belong, in2 the map's square.

#include "common/box.glsl"

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    for (int i = lane; i < COUNT1; i += int(gl_WorkGroupSize.x))
        if (load1(i) != 0)
            grow(
                ivec2(load0(2 * COUNT1 + i), load0(3 * COUNT1 + i)),
                ivec2(load0(4 * COUNT1 + i), load0(5 * COUNT1 + i)) + 1);
    join();
    if (lane == 0)
        place(ivec3(load2(0), load2(1), load2(2)), SIDE);
}
