// Adds elements before and after each axis (negative pads crop), and Tile. MODE: 0 constant, 1 reflect, 2 edge, 3 wrap.
// GLSL's % is not defined for negative numbers.
int modulo(int value, int period)
{
    return (value + (abs(value) / period + 1) * period) % period;
}

// The input index that an output index reads along an axis of a length; −1 for the constant.
int source(int index, int length)
{
#if MODE == 1
    return length == 1 ? 0 : length - 1 - abs(length - 1 - modulo(index, 2 * length - 2));
#elif MODE == 2
    return clamp(index, 0, length - 1);
#elif MODE == 3
    return modulo(index, length);
#else
    return index >= 0 && index < length ? index : -1;
#endif
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int rest = i;
    int at = 0;
    bool inside = true;
    for (int axis = RANK - 1; axis >= 0; axis--)
    {
        int next = rest / LENGTHS(axis);
        int from = source(rest - next * LENGTHS(axis) - BEGINS(axis), INPUTS(axis));
        inside = inside && from >= 0;
        at += from * STRIDES(axis);
        rest = next;
    }
#ifdef CONSTANT
    T outside = load1(0);
#else
    T outside = T(0);
#endif
    store(i, inside ? load0(at) : outside);
}
