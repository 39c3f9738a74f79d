// The range of the network: what the values of half of the layers keep to, 0 … M. Layers are counted by their largest size, a
// quarter of an octave a bin; a lane goes round at most MOST / 64 times.
layout(local_size_x = 64) in;
layout(std430, binding = 1) buffer Ranges { vec2 ranges[]; };
uniform ivec2 layers;       // the first slot, how many

const int BINS = 256, ZERO = 128, MOST = 65536;
shared int counts[BINS];
shared uint largest[BINS];   // the bits of sizes, which are in their order

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    for (int i = lane; i < BINS; i += 64)
    {
        counts[i] = 0;
        largest[i] = 0u;
    }
    barrier();
    for (int i = lane; i < min(layers.y, MOST); i += 64)
    {
        vec2 range = ranges[layers.x + i];
        float most = max(abs(range.x), abs(range.y));
        // Layers that were never drawn, and those that are all zeros, say nothing.
        if (most > 0.0)
        {
            int bin = clamp(int(floor(log2(most) * 4.0)) + ZERO, 0, BINS - 1);
            atomicAdd(counts[bin], 1);
            atomicMax(largest[bin], floatBitsToUint(most));
        }
    }
    barrier();
    if (lane != 0)
        return;
    int total = 0, seen = 0, bin = 0;
    for (int i = 0; i < BINS; i++)
        total += counts[i];
    for (int i = 0; i < BINS && seen * 2 < total; i++)
    {
        seen += counts[i];
        bin = i;
    }
    ranges[0] = vec2(0.0, uintBitsToFloat(largest[bin]));
}
