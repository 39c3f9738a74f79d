// A work group for each plane counts how often each absorbance occurs; its first invocation computes the threshold from that.
shared int histogram[256];

void main()
{
    int lane = int(gl_LocalInvocationID.x);
    histogram[lane] = 0;
    barrier();
    int map = int(gl_WorkGroupID.x), first = map * PLANE0;
    for (int i = first + lane; i < first + PLANE0; i += int(gl_WorkGroupSize.x))
        // Most of a page is bare: its pixels would only queue up for one counter, and 0 adds nothing to any sum.
        if (load0(i) > 0)
            atomicAdd(histogram[min(load0(i), 255)], 1);
    barrier();
    if (lane != 0)
        return;
    int squares = 0, cubes = 0;
    for (int a = 0; a < 256; a++)
    {
        squares += histogram[a] * (a * a >> SQUARE_SHIFT);
        cubes += histogram[a] * (a * a * a >> CUBE_SHIFT);
    }
    int strong = cubes / max(1, squares >> CUBE_SHIFT - SQUARE_SHIFT);
    int sum = 0, count = 0;
    for (int a = min(strong, 255); a < 256; a++)
    {
        sum += histogram[a] * a;
        count += histogram[a];
    }
    int level = sum / max(count, 1);
    out_[2 * map] = max(LEAST, level / 2);
    out_[2 * map + 1] = level;
}
