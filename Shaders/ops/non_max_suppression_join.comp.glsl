// Moves the picks of all lines together: rows of (batch, class, box), and rows of -1 after the last.
void main()
{
    int row = flatIndex();
    if (row >= COUNT / 3)
        return;
    int found = -1;
    int seen = 0;
    for (int i = 0; i < COUNT0 && found < 0; i++)
        if (load0(i) >= 0 && seen++ == row)
            found = i;
    int line = found / PICKS;
    store(3 * row, found < 0 ? -1 : line / CLASSES);
    store(3 * row + 1, found < 0 ? -1 : line % CLASSES);
    store(3 * row + 2, found < 0 ? -1 : load0(found));
}
