// ComponentBoxes, first pass: no mass and area, and boxes that any pixel makes smaller.
void main()
{
    int i = flatIndex();
    int count = COUNT / 6;
    if (i < COUNT)
        out_[i] = i < 2 * count ? 0 : i < 4 * count ? count : -1;
}
