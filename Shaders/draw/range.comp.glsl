// Smallest and largest value of a channel, for the colours of its map. A work group looks at a piece of one channel, or of the four
// that lie together; a lane goes round at most PIECE_CELLS / 32 times.
#include "common/nan.glsl"
#include "draw/activation.glsl"

layout(local_size_x = 32) in;
layout(std430, binding = 1) writeonly buffer Ranges { vec2 ranges[]; };
uniform int firstChannel;
uniform int firstSlot;      // that of channel 0's first piece

#ifdef VALUES_C4
#define T vec4
const int TOGETHER = 4;
T loadAll(int channel, int cell) { return texel((channel >> 2) * extent.z * extent.w + cell); }
#else
#define T float
const int TOGETHER = 1;
T loadAll(int channel, int cell) { return float(texel(channel * extent.z * extent.w + cell)); }
#endif

shared T lowest[32];
shared T highest[32];

void main()
{
    int group = int(gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x), lane = int(gl_LocalInvocationID.x);
    int channel = (firstChannel / TOGETHER + group) * TOGETHER;
    int piece = int(gl_WorkGroupID.z), pieces = int(gl_NumWorkGroups.z);
    if (channel >= extent.y)
        return;
    T low = T(3.402823466e38), high = T(-3.402823466e38);
    int end = min(extent.z * extent.w, (piece + 1) * PIECE_CELLS);
    for (int i = piece * PIECE_CELLS + lane; i < end; i += 32)
    {
        T value = loadAll(channel, i);
        // NaN leaves the range alone.
        low = min(low, mix(value, low, isNotANumber(value)));
        high = max(high, mix(value, high, isNotANumber(value)));
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
#ifdef VALUES_C4
    for (int k = 0; k < 4 && channel + k < extent.y; k++)
        ranges[firstSlot + (channel + k) * pieces + piece] = low[k] <= high[k] ? vec2(low[k], high[k]) : vec2(0.0);
#else
    ranges[firstSlot + channel * pieces + piece] = low <= high ? vec2(low, high) : vec2(0.0);
#endif
}
