// Repeats the whole tensor: RANK axes of lengths LENGTHS(axis), INPUTS(axis) before repeating.
void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int rest = i;
    int at = 0;
    for (int axis = RANK - 1; axis >= 0; axis--)
    {
        int next = rest / LENGTHS(axis);
        at += (rest - next * LENGTHS(axis)) % INPUTS(axis) * STRIDES(axis);
        rest = next;
    }
    store(i, load0(at));
}
