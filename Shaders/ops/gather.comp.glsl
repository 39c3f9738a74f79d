// Takes slices along an axis by index; negative indices count from the end. What is out of range reads 0: a shader cannot
// report an error.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int index = load1(i / INNER % INDICES);
    index += index < 0 ? LENGTH : 0;
    int outer = i / (INNER * INDICES);
    bool inside = index >= 0 && index < LENGTH;
    store(i, load0(inside ? (outer * LENGTH + index) * INNER + i % INNER : -1));
}
