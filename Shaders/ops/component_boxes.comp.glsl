// ComponentBoxes, second pass: each ink pixel adds itself to its component. in0 labels, in1 mask, in2 absorbance, in3 grey.
void main()
{
    int i = flatIndex();
    if (i >= COUNT0)
        return;
    int label = load0(i);
    if (label < 0 || label >= COUNT0 || load1(i) <= 0)
        return;
    atomicAdd(out_[label], load2(i));
    atomicAdd(out_[COUNT0 + label], 1);
    atomicMin(out_[2 * COUNT0 + label], i / W0 % H0);
    atomicMin(out_[3 * COUNT0 + label], i % W0);
    atomicMax(out_[4 * COUNT0 + label], i / W0 % H0);
    atomicMax(out_[5 * COUNT0 + label], i % W0);
    atomicAdd(out_[6 * COUNT0 + label], load3(i % PLANE3));
}
