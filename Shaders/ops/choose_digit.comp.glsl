// One work group looks at all components. in0 boxes, in1 square, in2 frame size.
shared int bestScore, best;

int edge(int length, int i, int n) { return length / n * i + length % n * i / n; }

// Top, left, bottom, right.
ivec4 box(int label) { return ivec4(load0(LABELS + label), load0(2 * LABELS + label), load0(3 * LABELS + label), load0(4 * LABELS + label)); }

int score(int label, ivec2 last)
{
    int mass = load0(label);
    if (mass <= 0)
        return 0;
    ivec4 b = box(label);
    bool atEdge = b.x <= 0 || b.y <= 0 || b.z >= last.x || b.w >= last.y;
    bool speck = max(b.z - b.x, b.w - b.y) < SPECK_SIDE;
    bool desk = atEdge && ((b.z - b.x) * 3 > last.x * 2 || (b.w - b.y) * 3 > last.y * 2);
    return desk ? mass / (PENALTY * DESK_PENALTY) : atEdge || speck ? mass / PENALTY : mass;
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
