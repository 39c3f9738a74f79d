// Every operator that maps each element on its own: F(x) comes from the table of kernels.
void main()
{
    int i = flatIndex();
    if (i < COUNT)
        out_[i] = F(in0[i]);
}
