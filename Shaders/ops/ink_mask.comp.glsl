void main()
{
    int i = flatIndex();
    if (i < COUNT)
        out_[i] = load0(i) >= load1(0) ? 1 : 0;
}
