// The range of several ranges, a work group each: a channel's from its pieces', a layer's from its channels'. A lane goes round at
// most MOST / 64 times.
layout(local_size_x = 64) in;
layout(std430, binding = 1) buffer Ranges { vec2 ranges[]; };
uniform ivec4 joins[MOST_JOINS];    // of each: the first slot, how many, where to, 0

const int MOST = 64 * 60000;
shared vec2 found[64];

void main()
{
    int lane = int(gl_LocalInvocationID.x), first = joins[gl_WorkGroupID.x].x, count = min(joins[gl_WorkGroupID.x].y, MOST);
    vec2 range = vec2(3.402823466e38, -3.402823466e38);
    for (int i = lane; i < count; i += 64)
        range = vec2(min(range.x, ranges[first + i].x), max(range.y, ranges[first + i].y));
    found[lane] = range;
    barrier();
    if (lane != 0)
        return;
    for (int i = 1; i < min(64, count); i++)
        range = vec2(min(range.x, found[i].x), max(range.y, found[i].y));
    ranges[joins[gl_WorkGroupID.x].z] = range;
}
