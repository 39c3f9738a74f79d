// The elements in another type: F(x) converts.
void main()
{
    int i = flatIndex();
    if (i < COUNT)
        store(i, F(load0(i)));
}
