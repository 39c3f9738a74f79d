// ChooseDigit, second pass: an invocation scores one label; the best score's key survives. in0 boxes, in1 labels, in2
// absorbance, in3 grey, in4 switch.

int labelAt(int plane, int y, int x) { return load1(plane * PLANE1 + y / BLOCK * W1 + x / BLOCK); }

void main()
{
    int label = flatIndex();
    if (label >= COUNT1)
        return;
    int area = load0(COUNT1 + label), plane = label / PLANE1, wanted = load4(0);
    if (area == 0 || (wanted != 0 && wanted != plane + 1))
        return;
    int level = load0(label) / area;
    ivec4 box = ivec4(load0(2 * COUNT1 + label), load0(3 * COUNT1 + label), load0(4 * COUNT1 + label), load0(5 * COUNT1 + label));
    int height = box.z - box.x + 1, width = box.w - box.y + 1, longer = max(height, width);
    bool bar = height >= BAR * width;
    if (longer < LEAST_SIDE || level < LEAST_LEVEL || width * 10 > height * MOST_TENTHS_WIDE || width * LEAST_PART_WIDE < height
        || area * 100 > height * width * MOST_FILLED && height < FILLED_BAR * width)
        return;

    int first = plane * PLANE3, arm = longer / ARM_PART + 1, around = longer / MARGIN_PART + 1;
    ivec2 margin = ivec2(around, bar ? longer / BAR_MARGIN_PART : around), stride = (ivec2(height, width) + 2 * margin) / SAMPLES + 1;
    ivec2 low = max(box.xy - margin, ivec2(0)), high = min(box.zw + margin, ivec2(W3 - 1));
    int sum = 0, others = 0, solid = 0, own = 0;
    for (int y = low.x; y <= high.x; y += stride.x)
        for (int x = low.y; x <= high.y; x += stride.y)
        {
            int i = y * W3 + x;
            if (labelAt(plane, y, x) == label)
            {
                own++;
                if (y >= arm && x >= arm && y < H3 - arm && x < W3 - arm
                    && labelAt(plane, y, x - arm) == label && labelAt(plane, y, x + arm) == label
                    && labelAt(plane, y - arm, x) == label && labelAt(plane, y + arm, x) == label)
                    solid++;
            }
            // Where a printed line was nothing is known.
            else if (load2(first + i) >= 0)
            {
                sum += load3(i);
                others++;
            }
        }

    int ink = load0(6 * COUNT1 + label) / area, mean = sum / max(others, 1), contrast = plane == 0 ? mean - ink : ink - mean, bare = 0;
    if (contrast <= 0 || solid * 100 > own * MOST_SOLID)
        return;
    for (int y = low.x; y <= high.x; y += stride.x)
        for (int x = low.y; x <= high.y; x += stride.y)
        {
            int i = y * W3 + x, grey = load3(i), distance = plane == 0 ? grey - ink : ink - grey;
            if (labelAt(plane, y, x) != label && load2(first + i) >= 0
                && distance * PAPER_PART >= contrast && load2(first + i) * 100 <= level * MOST_ABSORBED)
                bare++;
        }
    int y = (box.x + box.z) / 2, x = (box.y + box.w) / 2;
    bool cut = box.x == 0 || box.y == 0 || box.z == H3 - 1 || box.w == W3 - 1
        || load3((box.z + 1) * W3 + x) < 0 || load3(y * W3 + box.w + 1) < 0;
    if (cut && bar || bare * 100 < others * (cut ? LEAST_BARE_CUT : bar ? LEAST_BARE_BAR : LEAST_BARE))
        return;
    int part = bare * 64 / max(others, 1);
    for (int i = 0; i < 3; i++)
        part = part * part >> 6;
    // Of equal scores the first label.
    int score = max(1, min(longer, LARGE_SIDE) * (level >> 3) * part >> (cut ? 4 + CUT_BITS : 4));
    atomicMax(out_[0], (score << LABEL_BITS) + COUNT1 - 1 - label);
}
