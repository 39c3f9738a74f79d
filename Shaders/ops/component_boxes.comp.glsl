// ComponentBoxes, second pass: each ink pixel adds itself to its component. in0 the blocks' labels, in1 mask, in2 absorbance, in3 grey.
void main()
{
    int i = flatIndex();
    if (i >= COUNT1 || load1(i) <= 0)
        return;
    int y = i / W1 % H1, x = i % W1, label = load0((i / PLANE1 * H0 + y / BLOCK) * W0 + x / BLOCK);
    if (label < 0 || label >= COUNT0)
        return;
    atomicAdd(out_[label], load2(i));
    atomicAdd(out_[COUNT0 + label], 1);
    atomicMin(out_[2 * COUNT0 + label], y);
    atomicMin(out_[3 * COUNT0 + label], x);
    atomicMax(out_[4 * COUNT0 + label], y);
    atomicMax(out_[5 * COUNT0 + label], x);
    atomicAdd(out_[6 * COUNT0 + label], load3(i % PLANE3));
}
