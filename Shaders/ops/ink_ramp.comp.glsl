// in0 absorbance, in1 halo, in2 levels.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int range = max(in2[1] - in2[0], 1);
    out_[i] = in1[i] > 0 ? clamp(in0[i] - in2[0], 0, range) * 255 / range : 0;
}
