// ConnectedComponents, last pass: every pixel gets its root's index. Others may have got theirs already: that is an
// ancestor too.
void main()
{
    int i = flatIndex();
    if (i >= COUNT || out_[i] < 0)
        return;
    int root = i, steps = 0;
    for (int parent = out_[root]; parent >= 0 && parent < root && steps < STEPS; parent = out_[root], steps++)
        root = parent;
    out_[i] = root;
}
