// One step down: w − rate · d. Inputs: w, d, learning rate.
void main()
{
    int i = flatIndex();
    if (i < COUNT)
        store(i, load0(i) - load2(0) * load1(i));
}
