// Moves the picks of all lines together: rows of (batch, class, box), and rows of -1 after the last. A line has PICKS places, then
// how many of them are taken.
void main()
{
    int row = flatIndex();
    if (row >= COUNT / 3)
        return;
    int line = 0, place = row;
    for (int taken = load0(PICKS); place >= taken && line < LINES; taken = load0(line * (PICKS + 1) + PICKS))
    {
        place -= taken;
        line++;
    }
    bool none = line >= LINES;
    store(3 * row, none ? -1 : line / CLASSES);
    store(3 * row + 1, none ? -1 : line % CLASSES);
    store(3 * row + 2, none ? -1 : load0(line * (PICKS + 1) + place));
}
