// Smallest and largest value of one channel a work group, for the colours of its map.
layout(local_size_x = 32) in;
layout(std430, binding = 1) writeonly buffer Ranges { vec2 ranges[]; };
uniform int firstChannel;
uniform int firstSlot;

shared float lowest[32];
shared float highest[32];

void main()
{
    int channel = firstChannel + int(gl_WorkGroupID.x);
    int lane = int(gl_LocalInvocationID.x);
    float low = 3.402823466e38, high = -3.402823466e38;
    int count = extent.z * extent.w;
    // NaN fails both comparisons and so leaves the range alone.
    for (int i = lane; i < count; i += 32)
    {
        float value = load(channel, i / extent.w, i % extent.w);
        if (value < low) low = value;
        if (value > high) high = value;
    }
    lowest[lane] = low;
    highest[lane] = high;
    barrier();
    if (lane != 0)
        return;
    for (int i = 1; i < 32; i++)
    {
        low = min(low, lowest[i]);
        high = max(high, highest[i]);
    }
    ranges[firstSlot + int(gl_WorkGroupID.x)] = low <= high ? vec2(low, high) : vec2(0.0);
}
