// Takes slices along an axis by index; negative indices count from the end. What is out of range reads 0: a shader cannot
// report an error. Along rows of a multiple of four indices a texel is four neighbours.

// The element that an index names.
S taken(int outer, int index, int inner)
{
    index += index < 0 ? LENGTH : 0;
    return load0(index >= 0 && index < LENGTH ? (outer * LENGTH + index) * INNER + inner : -1);
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    // Divisions, of which there is none by an INNER of 1, take longer on software devices than the rest.
    int place = LANES * i / INNER, inner = LANES * i - place * INNER;
    int outer = place / INDICES, first = place - outer * INDICES;
#if LANES == 4
    store(i, vec4(taken(outer, load1(first), 0), taken(outer, load1(first + 1), 0),
        taken(outer, load1(first + 2), 0), taken(outer, load1(first + 3), 0)));
#else
    store(i, taken(outer, load1(first), inner));
#endif
}
