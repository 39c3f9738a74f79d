// ConnectedComponents, second pass: joins the trees of neighbours. A label points to a smaller index of the same piece
// or, at a tree's root, to itself. It only ever gets smaller, so that in the end every root is its piece's smallest
// index, in whatever order the invocations run; a stale value that is read here is an older ancestor, and the atomic
// minimum tells when it was one.
int root(int i)
{
    for (int parent = out_[i]; parent >= 0 && parent < i; parent = out_[i])
        i = parent;
    return i;
}

void join(int a, int b)
{
    for (int changes = 0; changes < COUNT; changes++)
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
    // Half of the neighbours: the others look back at this one.
    int y = i / W % H, x = i % W;
    if (x > 0 && out_[i - 1] >= 0)
        join(i, i - 1);
    if (y == 0)
        return;
    for (int u = max(x - 1, 0); u <= min(x + 1, W - 1); u++)
        if (out_[i - W - x + u] >= 0)
            join(i, i - W - x + u);
}
