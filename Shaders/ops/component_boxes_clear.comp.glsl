// ComponentBoxes, first pass: no mass, and boxes that any pixel makes smaller.
void main()
{
    int i = flatIndex();
    int count = COUNT / 5;
    if (i < COUNT)
        out_[i] = i < count ? 0 : i < 3 * count ? count : -1;
}
