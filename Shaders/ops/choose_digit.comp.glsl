// One work group looks at all components. in0 boxes, in1 square, in2 frame size.
shared int bestScore, best;

int edge(int length, int i, int n) { return length / n * i + length % n * i / n; }

int score(int label, ivec2 last)
{
    int mass = load0(label), area = load0(LABELS + label);
    if (mass <= 0)
        return 0;
    int top = load0(2 * LABELS + label), left = load0(3 * LABELS + label);
    int bottom = load0(4 * LABELS + label), right = load0(5 * LABELS + label);
    int height = bottom - top + 1, width = right - left + 1, longer = max(height, width);
    int edges = int(top <= 0) + int(left <= 0) + int(bottom >= last.x) + int(right >= last.y);
    bool speck = longer <= SPECK_SIDE;
    bool solid = area * 10 > height * width * 7 && longer < 2 * min(height, width);
    return max(1, mass >> FAULT_BITS * (edges + int(speck) + int(solid)));
}

void main()
{
    int lane = int(gl_LocalInvocationID.x), lanes = int(gl_WorkGroupSize.x);
    int height = clamp(load2(0), 1, 0x7FFFFFFF / 64), width = clamp(load2(1), 1, 0x7FFFFFFF / 64 / height);
    int pixels = max(load1(2) / 64, 1);
    ivec2 last = ivec2(edge(height, SIDE, pixels), edge(width, SIDE, pixels)) - 1;
    if (lane == 0)
    {
        bestScore = 0;
        best = LABELS;
    }
    barrier();
    for (int label = lane; label < LABELS; label += lanes)
        if (load0(label) > 0)
            atomicMax(bestScore, score(label, last));
    barrier();
    // Of equals the first.
    if (bestScore > 0)
        for (int label = lane; label < LABELS; label += lanes)
            if (load0(label) > 0 && score(label, last) == bestScore)
                atomicMin(best, label);
    barrier();
    if (lane == 0)
        out_[0] = best < LABELS ? best : -1;
}
