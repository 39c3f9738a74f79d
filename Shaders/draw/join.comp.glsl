// The range of several ranges, a work group each: a layer's from its channels', the network's from its layers'.
layout(local_size_x = 32) in;
layout(std430, binding = 1) buffer Ranges { vec2 ranges[]; };
uniform ivec4 joins[MOST_JOINS];    // of each: the first slot, how many, where to, 0

shared vec2 found[32];

void main()
{
    int lane = int(gl_LocalInvocationID.x), first = joins[gl_WorkGroupID.x].x, count = joins[gl_WorkGroupID.x].y;
    vec2 range = vec2(3.402823466e38, -3.402823466e38);
    for (int i = lane; i < count; i += 32)
        range = vec2(min(range.x, ranges[first + i].x), max(range.y, ranges[first + i].y));
    found[lane] = range;
    barrier();
    if (lane != 0)
        return;
    for (int i = 1; i < 32; i++)
        range = vec2(min(range.x, found[i].x), max(range.y, found[i].y));
    ranges[joins[gl_WorkGroupID.x].z] = range;
}
