// One work group: first the digit's level, then the paper's texture around it. in0 absorbance, in1 halo.
shared int sum, squares, paper;
shared int histogram[256];

void main()
{
    int lane = int(gl_LocalInvocationID.x), lanes = int(gl_WorkGroupSize.x);
    histogram[lane] = 0;
    if (lane == 0)
        sum = squares = paper = 0;
    barrier();
    int ownSum = 0, ownSquares = 0;
    for (int i = lane; i < COUNT0; i += lanes)
    {
        int a = load1(i) > 0 ? max(load0(i), 0) : 0;
        ownSum += a;
        ownSquares += a * a;
    }
    atomicAdd(sum, ownSum);
    atomicAdd(squares, ownSquares);
    barrier();
    int level = squares / max(sum, 1);
    int ownPaper = 0;
    for (int i = lane; i < COUNT0; i += lanes)
    {
        int a = load0(i);
        // Paper that is as dark as ink is other ink, not paper.
        if (a >= 0 && a * 2 < level && load1(i) <= 0)
        {
            atomicAdd(histogram[min(a, 255)], 1);
            ownPaper++;
        }
    }
    atomicAdd(paper, ownPaper);
    barrier();
    if (lane != 0)
        return;
    int grain = 0;
    if (paper >= LEAST_PAPER)
        for (int below = histogram[0]; below * 100 < paper * TEXTURE && grain < 255; below += histogram[grain])
            grain++;
    int none = max(level / NONE_PART, min(grain + grain / TEXTURE_PART, level * MOST_NONE / 100));
    out_[0] = none;
    out_[1] = max(min(255, level * FULL_EIGHTHS / 8), none + 1);
}
