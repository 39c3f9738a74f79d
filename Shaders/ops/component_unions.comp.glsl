// ConnectedComponents, second pass: joins the trees of neighbours. A label points to a smaller index of the same piece
// or, at a tree's root, to itself. It only ever gets smaller, so that in the end every root is its piece's smallest
// index, in whatever order the invocations run; a stale value that is read here is an older ancestor, and the atomic
// minimum tells when it was one.

// How many more labels this invocation follows: all its loops together have a bound.
int steps = STEPS;

int root(int i)
{
    for (int parent = out_[i]; parent >= 0 && parent < i && steps > 0; parent = out_[i], steps--)
        i = parent;
    return i;
}

void join(int a, int b)
{
    for (; steps > 0; steps--)
    {
        a = root(a);
        b = root(b);
        if (a == b)
            return;
        int low = min(a, b), high = max(a, b);
        int before = atomicMin(out_[high], low);
        // Still a root: now it hangs on the lower one. Else somebody was faster; go on with what it hangs on.
        if (before >= high || before < 0)
            return;
        a = low;
        b = before;
    }
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT || out_[i] < 0)
        return;
    // Those of the neighbours that come before it and are not joined to each other by somebody else: what lies to the left
    // joins what lies above it, and a pixel above is joined to both beside it.
    int y = i / W % H, x = i % W;
    bool left = x > 0 && out_[i - 1] >= 0;
    if (left)
        join(i, i - 1);
    if (y == 0)
        return;
    if (out_[i - W] >= 0)
    {
        if (!left)
            join(i, i - W);
        return;
    }
    if (x > 0 && !left && out_[i - W - 1] >= 0)
        join(i, i - W - 1);
    if (x < W - 1 && out_[i - W + 1] >= 0)
        join(i, i - W + 1);
}
