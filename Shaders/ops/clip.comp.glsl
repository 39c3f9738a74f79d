// x kept between bounds that are read from one-element inputs: F(x) has those that there are.
void main()
{
    int i = flatIndex();
    if (i < COUNT)
        store(i, F(load0(i)));
}
