// ConnectedComponents, first pass: each pixel of the mask is a tree of its own, its label its own index.
void main()
{
    int i = flatIndex();
    if (i < COUNT)
        out_[i] = load0(i) > 0 ? i : -1;
}
