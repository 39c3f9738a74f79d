// One work group finds the box of the ink. in0 absorbance, in1 the square that it shows.

#include "common/box.glsl"

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    for (int i = lane; i < COUNT0; i += int(gl_WorkGroupSize.x))
        if (load0(i) >= LEAST)
            grow(ivec2(i / W0, i % W0), ivec2(i / W0, i % W0) + 1);
    join();
    if (lane == 0)
        place(ivec3(load1(0), load1(1), load1(2)), W0);
}
