// NonMaxSuppression, a pass for each GROUP boxes in the order of their scores; a work group per line, which is a batch and class.
// in0 boxes, in1 scores, in2 each line's boxes in order. A line of the output has PICKS places for picked boxes, then their number.
// An invocation compares its box with those picked before and with those before it in the pass; the first one then picks.
const int WORDS = GROUP / 32;

shared vec4 corner[GROUP];
shared int boxOf[GROUP];    // −1 where a picked box overlaps it
shared uint overlapped[GROUP * WORDS];

vec4 corners(int box)
{
    vec4 b = vec4(load0(4 * box), load0(4 * box + 1), load0(4 * box + 2), load0(4 * box + 3));
#ifdef CENTER
    return vec4(b.yx - b.wz / 2.0, b.yx + b.wz / 2.0);
#else
    return vec4(min(b.xy, b.zw), max(b.xy, b.zw));
#endif
}

float area(vec2 size)
{
    return size.x * size.y;
}

bool overlaps(vec4 a, vec4 b)
{
    vec2 size = min(a.zw, b.zw) - max(a.xy, b.xy);
    if (size.x <= 0.0 || size.y <= 0.0)
        return false;
    return area(size) / (area(a.zw - a.xy) + area(b.zw - b.xy) - area(size)) > OVERLAP_LIMIT;
}

bool enough(int line, int place)
{
    float score = load1(line * BOXES + load2(line * BOXES + place));
    return ENOUGH(score);
}

void main()
{
    int lane = int(gl_LocalInvocationID.x), line = flatIndex() / GROUP, count = line * (PICKS + 1) + PICKS;
    if (line >= LINES)
        return;
    int picked = PASS == 0 ? 0 : out_[count], place = PASS * GROUP + lane;
    // No later box scores more: the whole group ends here.
    if (PASS > 0 && (picked >= PICKS || !enough(line, PASS * GROUP)))
        return;
    int first = line / CLASSES * BOXES, box = place < BOXES && enough(line, place) ? load2(line * BOXES + place) : -1;
    vec4 own = corners(first + max(box, 0));
    for (int k = 0; k < picked && box >= 0; k++)
        if (overlaps(own, corners(first + out_[line * (PICKS + 1) + k])))
            box = -1;
    corner[lane] = own;
    boxOf[lane] = box;
    barrier();
    for (int word = 0; word < WORDS; word++)
    {
        uint bits = 0u;
        for (int k = 0; k < 32 && 32 * word + k < lane; k++)
            bits |= overlaps(own, corner[32 * word + k]) ? 1u << k : 0u;
        overlapped[lane * WORDS + word] = bits;
    }
    barrier();
    if (lane != 0)
        return;
    uint kept[WORDS];
    for (int word = 0; word < WORDS; word++)
        kept[word] = 0u;
    for (int next = 0; next < GROUP && picked < PICKS; next++)
    {
        uint others = 0u;
        for (int word = 0; word < WORDS; word++)
            others |= overlapped[next * WORDS + word] & kept[word];
        if (boxOf[next] < 0 || others != 0u)
            continue;
        store(line * (PICKS + 1) + picked++, boxOf[next]);
        for (int word = 0; word < WORDS; word++)
            kept[word] |= next / 32 == word ? 1u << next % 32 : 0u;
    }
    store(count, picked);
}
