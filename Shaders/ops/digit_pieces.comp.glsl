// An invocation decides about one label. in0 boxes, in1 the digit's label.

// Top, left, bottom, right.
ivec4 box(int label)
{
    return ivec4(load0(2 * COUNT + label), load0(3 * COUNT + label), load0(4 * COUNT + label), load0(5 * COUNT + label));
}

void main()
{
    int i = flatIndex();
    if (i >= COUNT)
        return;
    int label = load1(0);
    int belongs = 0;
    if (label >= 0 && label < COUNT && label / PLANE_SIZE == i / PLANE_SIZE && load0(COUNT + i) > 0 && load0(i) >= load0(label) / MASS_PART)
    {
        ivec4 piece = box(i), digit = box(label);
        int longer = max(digit.z - digit.x, digit.w - digit.y) + 1;
        ivec2 whole = max(piece.zw, digit.zw) - min(piece.xy, digit.xy) + 1;
        int gapY = max(piece.x - digit.z, digit.x - piece.z);
        int gapX = max(piece.y - digit.w, digit.y - piece.w);
        int level = load0(label) / load0(COUNT + label);
        bool alike = abs(load0(i) / load0(COUNT + i) - level) <= level / LEVEL_PART;
        belongs = alike && max(whole.x, whole.y) * 100 <= longer * MOST_GROWN && max(gapY, gapX) <= longer / GAP_PART ? 1 : 0;
    }
    out_[i] = belongs;
}
