void main()
{
    int i = flatIndex();
    if (i < COUNT)
        out_[i] = in0[i] >= in1[0] ? 1 : 0;
}
