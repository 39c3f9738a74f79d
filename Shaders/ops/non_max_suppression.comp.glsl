// Picks the boxes of a batch and class, best score first, and writes their numbers into the line's PICKS places, -1 after
// the last. An invocation per line: it walks the boxes by falling score and keeps those that overlap none it has kept.
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

void main()
{
    int line = flatIndex();
    if (line >= LINES)
        return;
    int boxes = line / CLASSES * BOXES;
    int last = -1;
    float lastScore = 0.0;
    int picked = 0;
    while (picked < PICKS)
    {
        int best = -1;
        float bestScore = 0.0;
        for (int i = 0; i < BOXES; i++)
        {
            float score = load1(line * BOXES + i);
            bool after = last < 0 || score < lastScore || (score == lastScore && i > last);
            if (ENOUGH(score) && after && (best < 0 || score > bestScore))
            {
                best = i;
                bestScore = score;
            }
        }
        if (best < 0)
            break;
        last = best;
        lastScore = bestScore;
        bool free = true;
        for (int k = 0; k < picked && free; k++)
            free = !overlaps(corners(boxes + best), corners(boxes + out_[line * PICKS + k]));
        if (free)
            store(line * PICKS + picked++, best);
    }
    for (int k = picked; k < PICKS; k++)
        store(line * PICKS + k, -1);
}
