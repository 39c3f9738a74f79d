// in0 absorbance, in1 halo, in2 levels.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int range = max(load2(1) - load2(0), 1);
    out_[i] = load1(i) > 0 ? clamp(load0(i) - load2(0), 0, range) * 255 / range : 0;
}
