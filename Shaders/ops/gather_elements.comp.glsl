// Takes one element for each index along an axis; negative indices count from the end. What is out of range reads 0: a shader
// cannot report an error.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int index = load1(i);
    index += index < 0 ? LENGTH : 0;
    int from = index * STRIDES(AXIS);
    for (int rest = i, axis = RANK - 1; axis >= 0; rest /= LENGTHS(axis), axis--)
        from += axis == AXIS ? 0 : rest % LENGTHS(axis) * STRIDES(axis);
    store(i, load0(index >= 0 && index < LENGTH ? from : -1));
}
