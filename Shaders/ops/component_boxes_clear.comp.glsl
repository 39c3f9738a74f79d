// ComponentBoxes, first pass: no mass, area and grey, and boxes that any pixel makes smaller.
void main()
{
    int i = flatIndex();
    int count = COUNT / 7;
    if (i < COUNT)
        out_[i] = i < 2 * count ? 0 : i < 4 * count ? PIXELS : i < 6 * count ? -1 : 0;
}
