// x · factor + shift for each channel; factor and shift come folded from batch_normalization_fold.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int g = i / PLANE % G;
    store(i, load0(i) * load1(g) + load1(G + g));
}
